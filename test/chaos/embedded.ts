import { setTimeout as wait } from 'node:timers/promises'
import { connect } from '#db/connect.ts'
import type { Tx } from '#db/tx.ts'
import { forkBot } from '#test/support/bot-at-a-distance.ts'
import { type Seeded, seeded } from '#test/support/seeded.ts'
import { type Book, openBook } from './book.ts'
import { isLate, planDeeds } from './deeds.ts'
import { openTally, type Tally } from './faults.ts'
import type { Flags } from './flags.ts'
import { type Lines, openLines } from './lines.ts'
import { live, type Somebody } from './people.ts'
import { type Day, makePlan } from './plan.ts'
import { countBy } from './recount.ts'
import { recountAll } from './recount-all.ts'
import { askProgress } from './recount-numbers.ts'
import { type Report, report } from './report.ts'
import { employed, foundSchools } from './schools.ts'
import { type ChaosTown, startChaosTown } from './town.ts'

/** Moments at which the one process is killed. */
const moments = [
  'after a press has left the phone',
  'when an event was acknowledged',
  'while a message was being sent',
  'during a checkpoint',
  'while it starts',
  'at any time',
] as const
type Moment = (typeof moments)[number]

const made = 'while its data are made'
const patienceMs = 150_000

/** One process on embedded data, killed again and again; after each time it is recounted what people were told. */
export async function runEmbedded(flags: Flags, say: (line: string) => void): Promise<Report> {
  const random = seeded(flags.seed)
  const tally = openTally()
  const early = Math.min(flags.kills, Math.max(2, Math.round(flags.kills / 20)))
  await using town = await startChaosTown({
    at: '2026-09-07T10:00+08:00',
    processes: 1,
    databaseUrl: '',
    transport: flags.transport,
    seed: flags.seed,
    databaseWasAway: () => false,
    before: (settings) => killWhileMaking(settings, early, random, tally),
  })
  return await play(town, { ...flags, kills: flags.kills - early }, { random, tally }, say)
}

/** In an empty directory: whatever is left half made has to be taken up by the next start. */
async function killWhileMaking(
  settings: Readonly<Record<string, string>>,
  times: number,
  random: Seeded,
  tally: Tally,
): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    tally.plan(`killed ${made}`)
    const bot = forkBot(settings, new Date('2026-09-07T10:00+08:00'))
    await Promise.race([wait(random.whole(200, 3_000)), bot.ended])
    await bot.kill()
    tally.happen(`killed ${made}`)
  }
}

type Means = { readonly random: Seeded; readonly tally: Tally }

async function play(town: ChaosTown, flags: Flags, { random, tally }: Means, say: (line: string) => void) {
  const schools = await foundSchools(town, flags.people)
  const everybody = employed(schools)
  const book = openBook()
  const lines = openLines()
  // The days alone: nothing else than the process goes wrong here.
  const days = makePlan(flags.seed, flags.kills < 100 ? 1 : 2, 0)
  const lost = new Set<string>()
  let killed = 0
  for (const day of days) {
    await town.goTo(day.begins)
    const until = Math.round((flags.kills * day.no) / days.length)
    const first = killed
    for (let round = 1; killed < until; round += 1) {
      const moment = random.pick(moments)
      const count = await liveAndDie(town, { everybody, book, day, round, flags, moment, random, tally })
      killed += count
      await town.bots.running()
      // A start on a busy machine outlasts the platform's patience, which is scaled down here: what waits comes now.
      town.emulator.retryNow()
      for (const text of await missing(town, book)) lost.add(text)
      const part = (killed - first) / Math.max(1, until - first)
      const now = day.moments.findLast((each) => each.part <= part)
      if (now !== undefined) await moveTo(town, now.time)
    }
    const rests = await town.settle(patienceMs)
    // The moments that no kill came after.
    for (const { time } of day.moments) await moveTo(town, time)
    lines.none(
      `day ${day.no}: everything came to rest`,
      rests && (await town.settle(patienceMs)) ? [] : [`not within ${patienceMs / 1_000} s`],
    )
    say(`day ${day.no}: killed ${killed} times, ${book.presses.length} presses so far`)
  }
  lines.none(`after each of the kills: what people had been told stood, once`, [...lost])
  return judge(town, schools, { everybody, book, lines, days, tally })
}

/** From six on nobody is reminded: what was decided on before is let out first. Never back. */
async function moveTo(town: ChaosTown, time: string): Promise<void> {
  if (Date.parse(time) < town.clock.now().getTime()) return
  if (time.includes('T18:00')) await town.settle(patienceMs)
  await town.goTo(time)
}

type Judged = {
  readonly everybody: readonly Somebody[]
  readonly book: Book
  readonly lines: Lines
  readonly days: readonly Day[]
  readonly tally: Tally
}

async function judge(
  town: ChaosTown,
  schools: Awaited<ReturnType<typeof foundSchools>>,
  { everybody, book, lines, days, tally }: Judged,
): Promise<Report> {
  lines.none('/progress is answered', (await askProgress(town, schools)) ? [] : ['not within a minute'])
  const { faults } = town.bots
  await town.bots.stop()
  const read = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const connection = await connect({ directory: town.dataDir })
    try {
      return await connection.db.transaction().execute(work)
    } finally {
      await connection.close()
    }
  }
  await recountAll({ town, schools, book, lines, days, everybody, read })
  lines.none(
    'every moment that was planned came about',
    [...tally.counts].filter(([, { planned, happened }]) => planned > 0 && happened === 0).map(([name]) => name),
  )
  lines.none('the process was started again after each kill, and never ended by itself', faults)
  return report({ town, book, lines, faults: tally.counts })
}

type Round = {
  readonly everybody: readonly Somebody[]
  readonly book: Book
  readonly day: Day
  readonly round: number
  readonly flags: Flags
  readonly moment: Moment
  readonly random: Seeded
  readonly tally: Tally
}

/** Everybody does a few things while the process is killed at its moment; answers how often it was killed. */
async function liveAndDie(town: ChaosTown, all: Round): Promise<number> {
  const { everybody, book, day, round, flags, moment, random, tally } = all
  const name = `killed ${moment}`
  tally.plan(name)
  const nth = random.whole(1, 3)
  const ms = random.whole(0, moment === 'at any time' ? 600 : 30)
  const part = random.next()
  const lying = lieInWait(town, moment, { nth, ms, part })
  const deeds = everybody.map((one) =>
    // As if each round were a day of its own: nobody says the same words twice.
    live(one, isLate(day, one) ? [] : planDeeds(flags.seed, one.who, day.no * 1_000 + round, 0.6, flags.think), book),
  )
  // Some also ask something, so that in every round an event comes in and a message goes out.
  const questions = everybody.slice(0, 4).map(async ({ person }) => {
    await wait(flags.think)
    await person.say('/mine')
  })
  await Promise.all([...deeds, ...questions])
  const { kills, isMissed } = await lying.strikeAtLast()
  tally.happen(isMissed ? 'killed when its moment had not come' : name, kills)
  return kills
}

type Struck = { readonly kills: number; readonly isMissed: boolean }
type When = { readonly nth: number; readonly ms: number; readonly part: number }

/** Waits for the moment; `strikeAtLast` strikes now if it has not come, and says so and how often the process was killed. */
function lieInWait(town: ChaosTown, moment: Moment, { nth, ms, part }: When): { strikeAtLast(): Promise<Struck> } {
  let kills = 0
  let seen = 0
  let isOver = false
  const strike = () => {
    if (isOver) return
    isOver = true
    if (town.bots.kill(0)) kills += 1
  }
  const count = () => {
    seen += 1
    if (seen === nth) setTimeout(strike, ms)
  }
  const deaf = town.emulator.wire.listen((entry) => {
    if (moment === 'when an event was acknowledged' && entry.kind === 'event' && entry.ok) count()
    if (moment === 'while a message was being sent' && entry.kind === 'api' && entry.path.includes('/im/v1/messages')) {
      count()
    }
  })
  const { press } = town.emulator
  if (moment === 'after a press has left the phone') {
    town.emulator.press = (...ask) => {
      count()
      return press(...ask)
    }
  }
  if (moment === 'during a checkpoint') {
    setTimeout(() => {
      for (const bot of town.bots.alive()) bot.query('checkpoint').catch(() => {})
      setTimeout(strike, ms)
    }, part * 500)
  }
  if (moment === 'at any time') setTimeout(strike, ms)
  return {
    async strikeAtLast() {
      const isMissed = !isOver && moment !== 'while it starts'
      strike()
      deaf()
      town.emulator.press = press
      if (moment === 'while it starts') kills += await killWhileStarting(town, part)
      return { kills, isMissed }
    },
  }
}

/** The process that is started in the place of the one just killed, at a part of the time that takes. */
async function killWhileStarting(town: ChaosTown, part: number): Promise<number> {
  const before = town.bots.starts()
  for (let tries = 0; tries < 200 && town.bots.starts() === before; tries += 1) await wait(10)
  await wait(part * town.bots.startMs())
  return town.bots.kill(0) ? 1 : 0
}

/** Answers that people were told stand and that do not, or stand twice, as the process itself reads them. */
async function missing(town: ChaosTown, book: Book): Promise<readonly string[]> {
  const [bot] = town.bots.alive()
  const rows = (await bot?.query('select fact from answer')) as readonly { fact: string }[] | undefined
  if (rows === undefined) return ['nobody was there to be asked']
  const times = countBy(rows, (row) => row.fact)
  const taken = book.presses.filter((one) => one.verb === 'submit' && one.heard === 'taken')
  return taken.flatMap(({ text }) => (times.get(text) === 1 ? [] : [`${text}: ${times.get(text) ?? 0} times`]))
}
