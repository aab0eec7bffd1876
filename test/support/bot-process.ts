import { readConfig } from '#src/config.ts'
import { makeLog } from '#src/log.ts'
import { start } from '#src/start.ts'
import type { Order, Report } from './bot-at-a-distance.ts'

// The bot as a process of its own, with the clock of whoever started it: what stories kill and start again.
let at = Number(process.argv[2])
const config = readConfig(process.env)
const running = await start(config, {
  log: makeLog(config.logLevel),
  now: () => new Date(at),
  everyMinute: false,
})

const report = (said: Report) => process.send?.(said)

process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)))
process.on('message', async (order: Order) => {
  if (order.kind === 'clock') at = order.at
  if (order.kind === 'tick') await running.bot.tick()
  if (order.kind === 'settle') await running.bot.queue.settled({ delayed: true })
  if (order.kind === 'stop') {
    await running.stop()
    process.exit(0)
  }
  report({ kind: 'done', no: order.no })
})
report({ kind: 'listening', port: running.port })
