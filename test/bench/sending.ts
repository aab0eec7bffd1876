import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { type DistantBot, startDistantBot } from '#test/support/bot-at-a-distance.ts'
import { freePort } from '#test/support/free-port.ts'
import { onServer, urlOf } from '#test/support/server.ts'
import { layCounty, respondentsOf, today } from './county.ts'
import { type Attempt, leastMs, reckon } from './limits.ts'
import { credentials, type DistantPlatform, startPlatform } from './platform.ts'

// Everybody in some schools is reminded in the same minute, under the platform's limits, in real time: how long that takes
// against the least the limits allow. Platform and bots are processes of their own on one PostgreSQL.

const { values } = parseArgs({
  options: {
    // 2,000 take two of the platform's minutes; up to 1,000 are over in seconds.
    reminders: { type: 'string', default: '2000' },
    processes: { type: 'string', default: '1,3' },
  },
})
const server = process.env.DATABASE_URL ?? ''
if (server === '') {
  process.stderr.write('Set DATABASE_URL to a PostgreSQL server on which databases may be created and dropped.\n')
  process.exit(1)
}
const schools = Math.ceil(Number(values.reminders) / respondentsOf)
const reminders = schools * respondentsOf
let good = true
for (const processes of values.processes.split(',').map(Number)) await run(processes)
process.exitCode = good ? 0 : 1

async function run(processes: number): Promise<void> {
  const name = `duibiao_sending_${randomBytes(4).toString('hex')}`
  await onServer(server, `create database ${name}`)
  const platform = await startPlatform()
  const bots: DistantBot[] = []
  try {
    await lay(urlOf(server, name), platform)
    const settings = {
      ...credentials,
      FEISHU_DOMAIN: platform.url,
      DATABASE_URL: urlOf(server, name),
      LOG_LEVEL: 'error',
    }
    for (let at = 0; at < processes; at += 1)
      bots.push(
        await startDistantBot({ ...settings, PORT: String(await freePort()) }, new Date(`${today}T16:00+08:00`)),
      )
    const seen = await platform.attempts()
    const cpuBefore = await cpuSeconds(bots)
    const began = Date.now()
    await bots[0]?.tick()
    const posted = Date.now()
    await Promise.all(bots.map((one) => one.settled()))
    report(processes, began, posted, (await platform.attempts()).slice(seen.length))
    const cpu = (await cpuSeconds(bots)) - cpuBefore
    console.log(`  CPU of all bots               ${((cpu / reminders) * 1_000).toFixed(1)} ms a reminder`)
    for (const bot of bots) if (bot.log() !== '') process.stdout.write(bot.log())
  } finally {
    await Promise.all(bots.map((one) => one.stop()))
    await platform.stop()
    await onServer(server, `drop database ${name} with (force)`)
  }
}

/** What all of them have used so far, by their own account. */
async function cpuSeconds(bots: readonly DistantBot[]): Promise<number> {
  const texts = await Promise.all(
    bots.map(async ({ port }) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()),
  )
  return texts.reduce((sum, text) => sum + Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1] ?? 0), 0)
}

/** The schools, with people the platform knows. */
async function lay(url: string, platform: DistantPlatform): Promise<void> {
  const connection = await connect({ url })
  await migrate(connection.db)
  await layCounty(connection.db, { schools, answered: false })
  // What is to be rectified is reminded of too; here only answers are.
  await sql`update issue set state = 'withdrawn', asked_by = null, struck_off_on = null, struck_off_by = null`.execute(
    connection.db,
  )
  const people = await platform.addPeople(schools * 60)
  // The daily study item goes to groups the platform does not know, and would count among the refused.
  await sql`update study set running = false`.execute(connection.db)
  await sql`update person set open_id = named.open_id from unnest(${people}::text[]) with ordinality named (open_id, id)
    where person.id = named.id`.execute(connection.db)
  await sql`update chat set members_read_at = ${`${today}T16:00+08:00`}`.execute(connection.db)
  await connection.close()
}

function report(processes: number, began: number, posted: number, attempts: readonly Attempt[]): void {
  const accepted = attempts.filter((one) => one.code === 0)
  // A call whose answer was lost, or whose process was given up for dead, is made again and is no second message.
  const sent = [...new Map(accepted.toReversed().map((one) => [one.uuid, one])).values()]
  const refused = attempts.length - accepted.length
  const first = Math.min(...attempts.map((one) => one.at))
  const last = Math.max(...sent.map((one) => one.at))
  const least = leastMs(sent.map((one) => one.to))
  const ratio = (last - first) / least
  const share = refused / attempts.length
  console.log(`${processes} ${processes === 1 ? 'process' : 'processes'}, ${reminders} reminders to as many people`)
  console.log(`  sent                          ${sent.length}, to ${new Set(sent.map((one) => one.to)).size} people`)
  console.log(`  calls made again              ${accepted.length - sent.length}, known to the platform by their uuid`)
  console.log(`  least the limits allow        ${(least / 1000).toFixed(1)} s`)
  console.log(`  from the first to the last    ${((last - first) / 1000).toFixed(1)} s, ${ratio.toFixed(3)} times that`)
  console.log(
    `  posted by the clock’s turn    ${((posted - began) / 1000).toFixed(1)} s; first sent after ${((first - began) / 1000).toFixed(1)} s`,
  )
  console.log(`  refused by the platform       ${refused} of ${attempts.length}, ${(share * 100).toFixed(2)} %`)
  console.log(`  most in a second and a minute ${reckon(accepted, 1_000)}, ${reckon(accepted, 60_000)}`)
  if (sent.length !== reminders || ratio > 1.1 || share >= 0.01) good = false
}
