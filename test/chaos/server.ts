import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import type { Tx } from '#db/tx.ts'
import { type Book, openBook } from './book.ts'
import { startCluster } from './cluster.ts'
import { isLate, planDeeds } from './deeds.ts'
import { type Database, holdDatabase, inject, openTally, type Tally } from './faults.ts'
import type { Flags } from './flags.ts'
import { openLines } from './lines.ts'
import { live, type Somebody } from './people.ts'
import { type Day, eventFaults, makePlan } from './plan.ts'
import { platformFaults } from './platform-proxy.ts'
import { recountAll } from './recount-all.ts'
import { askProgress } from './recount-numbers.ts'
import { type Report, report } from './report.ts'
import { employed, foundSchools } from './schools.ts'
import { startTcpProxy } from './tcp-proxy.ts'
import { type ChaosTown, startChaosTown } from './town.ts'

const processes = 3
/** How long everything may take to come to rest once nothing goes wrong any more. */
const patienceMs = 150_000

/** Several processes on one PostgreSQL: all goes wrong at once while everybody answers. Answers what was found. */
export async function runOnServer(flags: Flags, say: (line: string) => void): Promise<Report> {
  const cluster = await startCluster()
  const wire = await startTcpProxy(cluster.port)
  const database = holdDatabase(cluster, wire)
  const url = new URL(cluster.url)
  url.port = String(wire.port)
  try {
    await using town = await startChaosTown({
      at: '2026-09-07T10:00+08:00',
      processes,
      databaseUrl: url.href,
      transport: flags.transport,
      seed: flags.seed,
      databaseWasAway: database.wasAway,
    })
    return await play(town, database, flags, say)
  } finally {
    await wire.stop()
    await cluster.stop()
  }
}

async function play(town: ChaosTown, database: Database, flags: Flags, say: (line: string) => void): Promise<Report> {
  const began = performance.now()
  const since = () => `${Math.round((performance.now() - began) / 1_000)} s`
  const schools = await foundSchools(town, flags.people)
  const everybody = employed(schools)
  say(`${everybody.length} people in ${schools.length} schools; the work is divided (${since()})`)
  const book = openBook()
  const tally = openTally()
  const lines = openLines()
  const days = makePlan(flags.seed, flags.minutes, flags.kills)
  for (const day of days) {
    await liveThrough(day, { town, database, everybody, book, tally, flags })
    const lived = since()
    const rests = await town.settle(patienceMs)
    lines.none(`day ${day.no}: everything came to rest`, rests ? [] : [`not within ${patienceMs / 1_000} s`])
    say(
      `day ${day.no}: ${day.faults.length} faults planned, ${book.presses.length} presses so far (${lived}, at rest ${since()})`,
    )
  }
  lines.none('/progress is answered', (await askProgress(town, schools)) ? [] : ['not within a minute'])
  const read = <T>(work: (tx: Tx) => Promise<T>) => inDatabase(database.cluster.url, work)
  await recountAll({ town, schools, book, lines, days, everybody, read })
  const seen = counted(town, tally)
  lines.none(
    'every kind of fault that was planned came about',
    [...seen].filter(([, { planned, happened }]) => planned > 0 && happened === 0).map(([name]) => name),
  )
  lines.none('every process is alive, or was started again after it had been killed', town.bots.faults)
  return report({ town, book, lines, faults: seen })
}

type Living = {
  readonly town: ChaosTown
  readonly database: Database
  readonly everybody: readonly Somebody[]
  readonly book: Book
  readonly tally: Tally
  readonly flags: Flags
}

/** One day: everybody does their deeds, the clock moves, and all the while things go wrong. Then nothing does any more. */
async function liveThrough(day: Day, { town, database, everybody, book, tally, flags }: Living): Promise<void> {
  await town.goTo(day.begins)
  town.emulator.switches.secondUuid = day.secondUuid
  const deeds = everybody.map((one) => {
    return live(one, isLate(day, one) ? [] : planDeeds(flags.seed, one.who, day.no, day.seconds, flags.think), book)
  })
  await Promise.all([...deeds, inject(day.faults, town, database, tally), moveClock(day, town, database)])
  town.platform.heal()
  town.emulator.switches.secondUuid = 'same'
  await town.bots.running()
  await town.bots.tick()
}

async function moveClock(day: Day, town: ChaosTown, database: Database): Promise<void> {
  const began = performance.now()
  for (const { part, time } of day.moments) {
    await wait(Math.max(0, began + part * day.seconds * 1_000 - performance.now()))
    // From six on nobody is reminded: what was decided on before is let out first.
    if (time.includes('T18:00')) await untilReminded(database)
    await town.goTo(time)
  }
}

async function untilReminded({ cluster }: Database): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const left = await inDatabase(cluster.url, async (tx) => {
      const { rows } = await sql<{ left: number }>`select count(*)::int as left from delivery
        where reminder is not null and state in ('queued', 'sending')`.execute(tx)
      return rows[0]?.left ?? 0
    }).catch(() => 1)
    if (left === 0) return
    await wait(500)
  }
}

async function inDatabase<T>(url: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await connect({ url })
  try {
    return await connection.db.transaction().execute(work)
  } finally {
    await connection.close()
  }
}

/** The faults with those that are counted where they happen. */
function counted(town: ChaosTown, tally: Tally): Tally['counts'] {
  const counts = new Map(tally.counts)
  const set = (name: string, happened: number) => {
    counts.set(name, { planned: counts.get(name)?.planned ?? 0, happened })
  }
  for (const fault of platformFaults) set(`platform: ${fault}`, town.platform.done.get(fault) ?? 0)
  for (const fault of eventFaults) set(`events ${fault}`, town.watch.delivered(fault))
  return counts
}
