import { parseArgs } from 'node:util'
import { startEmulator } from './start.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.EMULATOR_PORT ?? '4000' },
    host: { type: 'string', default: process.env.EMULATOR_HOST ?? '127.0.0.1' },
    seed: { type: 'string' },
  },
})

const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write(`--port (or EMULATOR_PORT) must be a port number, not ${values.port}\n`)
  process.exit(2)
}
const emulator = await startEmulator({ port, host: values.host, ...(values.seed ? { seed: values.seed } : {}) })
process.stdout.write(`emulator listening at ${emulator.url}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void emulator.stop().then(() => process.exit(0)))
}
