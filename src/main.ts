import { type Config, readConfig, readEnvironment } from './config.ts'
import { makeLog } from './log.ts'
import { type Running, start } from './start.ts'
import { StartError } from './start-error.ts'

const config = readSettings()
const log = makeLog(config.logLevel)
const running = await start(config, { log, now: () => new Date(), everyMinute: true }).catch(giveUp)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(running, signal))
log.info({ port: running.port }, 'duibiao takes events at /webhook/feishu')

function readSettings(): Config {
  try {
    return readConfig(readEnvironment())
  } catch (error) {
    return giveUp(error)
  }
}

async function stop({ stop }: Running, signal: string): Promise<void> {
  log.info({ signal }, 'stopping')
  await stop()
  process.exit(0)
}

/** A start that cannot succeed ends with one sentence that says what to do; a bug ends as one. */
function giveUp(error: unknown): never {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
