import { sql } from 'kysely'
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
  everyMinute: process.argv[3] === 'every-minute',
})

const report = (said: Report) => process.send?.(said)

process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)))
process.on('message', async (order: Order) => {
  const { no } = order
  try {
    report({ kind: 'done', no, rows: await obey(order) })
  } catch (error) {
    report({ kind: 'failed', no, why: String(error) })
  }
})

async function obey(order: Order): Promise<readonly unknown[]> {
  if (order.kind === 'clock') at = order.at
  if (order.kind === 'tick') await running.bot.tick()
  if (order.kind === 'settle') await running.bot.queue.settled({ delayed: true })
  if (order.kind === 'query') {
    const { statement } = order
    const done = await running.connection.db.transaction().execute((tx) => sql.raw(statement).execute(tx))
    return done.rows
  }
  if (order.kind === 'stop') {
    await running.stop()
    process.exit(0)
  }
  return []
}
// Whoever started it is gone, and nobody would ever stop it.
process.on('disconnect', () => process.exit(1))

report({ kind: 'listening' })
