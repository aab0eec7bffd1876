import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { tickJob } from '#src/jobs/tick.ts'
import { onServer, urlOf } from '#test/support/server.ts'
import { type Act, main, others } from './acts.ts'
import { layCounty, today } from './county.ts'
import { openOffice, type Statement } from './office.ts'

// What each thing somebody asks for costs in the database, in a county against a few schools: how long its statements take,
// how many blocks they look at, and which tables they read from end to end.

const { values } = parseArgs({
  options: {
    /** Of the county, and of what it is compared with. */
    schools: { type: 'string', default: '500' },
    against: { type: 'string', default: '200' },
    /** How many schools ask for each thing. */
    rounds: { type: 'string', default: '100' },
    /** Tables of more rows than this must not be read from end to end. */
    big: { type: 'string', default: '5000' },
  },
})
const server = process.env.DATABASE_URL ?? ''
if (server === '') {
  process.stderr.write('Set DATABASE_URL to a PostgreSQL server on which databases may be created and dropped.\n')
  process.exit(1)
}
const morning = `${today}T10:00+08:00`
const mostMs = 50

type County = { readonly schools: number; readonly url: string }
type Cost = {
  readonly statements: number
  /** At work in the database; and as the bot sees it, with planning, the way there and back, begin and commit. */
  readonly ms: number
  readonly seenMs: number
  readonly blocks: number
  readonly scanned: readonly string[]
}

async function lay(schools: number): Promise<County> {
  const name = `duibiao_size_${schools}_${randomBytes(4).toString('hex')}`
  await onServer(server, `create database ${name}`)
  const url = urlOf(server, name)
  const connection = await connect({ url })
  await migrate(connection.db)
  const began = performance.now()
  await layCounty(connection.db, { schools, answered: true })
  console.log(`${schools} schools laid in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  await connection.close()
  return { schools, url }
}

function costOf(heard: readonly Statement[]): Cost {
  const plans = heard.flatMap((one) => one.plans)
  return {
    statements: heard.length,
    ms: plans.reduce((sum, one) => sum + one.ms, 0),
    seenMs: heard.reduce((sum, one) => sum + one.ms, 0),
    blocks: plans.reduce((sum, one) => sum + one.blocks, 0),
    scanned: [...new Set(plans.flatMap((one) => one.scanned))],
  }
}

/** Each act once in one school, with plans. The last one, so that nothing is where a small county would have it. */
async function explain({ schools, url }: County, acts: readonly Act[]): Promise<Map<string, Cost>> {
  await using office = await openOffice(url, morning, { at: 'plans' })
  const costs = new Map<string, Cost>()
  for (const act of acts) {
    await act.run(office, schools)
    costs.set(act.name, costOf(office.heard()))
  }
  return costs
}

/** Each act once in each of many schools, as fast as it goes, one after the other. */
async function time({ schools, url }: County, acts: readonly Act[], rounds: number): Promise<Map<string, Cost[]>> {
  await using office = await openOffice(url, morning, { at: 'times' })
  const times = new Map<string, Cost[]>()
  for (let round = 0; round < rounds; round += 1) {
    for (const act of acts) {
      // The first school warms up what is loaded once.
      await act.run(office, 1 + (round % (schools - 1)))
      const cost = costOf(office.heard())
      if (round > 0) times.set(act.name, [...(times.get(act.name) ?? []), cost])
    }
  }
  return times
}

async function bigTables({ url }: County): Promise<(table: string) => boolean> {
  const connection = await connect({ url })
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and reltuples > ${Number(values.big)}`.execute(
    connection.db,
  )
  await connection.close()
  const big = new Set(rows.map((one) => one.name))
  return (table) => big.has(table)
}

function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

const small = await lay(Number(values.against))
const county = await lay(Number(values.schools))
let good = true
try {
  const isBig = await bigTables(county)
  const rounds = Math.min(Number(values.rounds), county.schools)
  const inSmall = await explain(small, [...main, ...others])
  const inCounty = await explain(county, [...main, ...others])
  const times = await time(county, [...main, ...others], rounds)
  const head = [
    '',
    'statements',
    'p50 ms',
    'p99 ms',
    'p50 seen',
    'p99 seen',
    `blocks ${small.schools}`,
    `of ${county.schools}`,
    'ratio',
    'read whole',
  ]
  const line = ([name = '', ...cells]: readonly (string | number)[]) =>
    console.log(`${String(name).padEnd(44)}${cells.map((cell) => String(cell).padStart(12)).join('')}`)
  line(head)
  for (const act of [...main, ...others]) {
    const [before, after] = [inSmall.get(act.name), inCounty.get(act.name)]
    const costs = times.get(act.name) ?? []
    const [ms, seen] = [costs.map((one) => one.ms), costs.map((one) => one.seenMs)]
    if (before === undefined || after === undefined) continue
    const ratio = after.blocks / before.blocks
    const whole = after.scanned.filter(isBig)
    const p99 = percentile(ms, 0.99)
    line([
      act.name,
      after.statements,
      percentile(ms, 0.5).toFixed(1),
      p99.toFixed(1),
      percentile(seen, 0.5).toFixed(1),
      percentile(seen, 0.99).toFixed(1),
      before.blocks,
      after.blocks,
      ratio.toFixed(2),
      whole.join(' ') || '–',
    ])
    if (whole.length > 0 || ratio > 1.5 || (main.includes(act) && p99 > mostMs)) good = false
  }
  await clock(county)
} finally {
  for (const { url } of [small, county])
    await onServer(server, `drop database ${new URL(url).pathname.slice(1)} with (force)`)
}
console.log(good ? 'as claimed' : 'NOT as claimed: see above')
process.exitCode = good ? 0 : 1

/** What the clock does in some minutes of a day, and what it forgets. */
async function clock({ url }: County): Promise<void> {
  await using office = await openOffice(url, morning, { at: 'times' })
  for (const at of ['10:00', '16:00', '16:01', '16:02', '16:03', '18:01']) {
    const began = performance.now()
    await office.tick(`${today}T${at}+08:00`)
    const { statements, seenMs } = costOf(office.heard())
    const wall = ((performance.now() - began) / 1000).toFixed(2)
    console.log(
      `the clock at ${at}: ${statements} statements, ${(seenMs / 1000).toFixed(2)} s in the database, ${wall} s in all`,
    )
  }
  // A whole day's events become old enough at once.
  const later = new Date(Date.parse(morning) + 86_400_001)
  const purge = tickJob({ db: office.deps.db, now: () => later, tidy: async () => {}, tick: async () => {} })
  await purge.run({}, new AbortController().signal)
  const { statements, seenMs } = costOf(office.heard())
  console.log(`the purge: ${statements} statements, ${seenMs.toFixed(1)} ms in the database`)
}
