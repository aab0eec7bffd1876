import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { freePort } from '#test/support/free-port.ts'
import { onServer, urlOf } from '#test/support/server.ts'
import { openServer } from './cluster.ts'
import { openLine } from './presses/line.ts'
import { closedLoop, openLoop } from './presses/load.ts'
import { countAnswers, laySchools } from './presses/school.ts'
import { app, sealedPress } from './presses/sealed.ts'
import { type Work, workOf } from './presses/work.ts'

// 提交并继续, the press the bot lives of, against the least any bot could do: the floor of presses/floor.ts. Both answer the
// same bytes from the same client, in turns, on one machine and one PostgreSQL that writes to the disk. Only the ratios of
// one run mean anything.

const rounds = Number(process.env.ROUNDS ?? 5)
const pressesPerRound = Number(process.env.PRESSES ?? 2_000)
const connections = 32
const steady = { rate: 200, presses: Number(process.env.STEADY ?? 2_000) }
const warmUp = 1_500
const needed = warmUp + rounds * pressesPerRound + steady.presses
/** Of each school 23 people answer two requirements, and a third is open: after each press there is a next card. */
const turns = 2
const schools = Math.ceil(needed / (23 * turns)) + 1

await using server = await openServer()
const name = `duibiao_bench_${randomBytes(6).toString('hex')}`
await onServer(server.url, `create database ${name}`)
const url = urlOf(server.url, name)
const connection = await connect({ url })
await migrate(connection.db)
const walkers = await laySchools(connection.db, schools)
const laid = await countAnswers(connection.db)
// As autovacuum would have done long ago.
await onServer(url, 'vacuum analyze')
console.log(
  `${schools} schools, ${walkers.length} people; ${rounds} rounds of ${pressesPerRound} presses over ${connections} connections`,
)

const presses = Array.from({ length: turns }, (_, turn) =>
  walkers.map((one) => sealedPress(one, turn, '/webhook/feishu')),
).flat()
const directory = await mkdtemp(join(tmpdir(), 'duibiao-bench-'))

type Side = { readonly name: string; readonly port: number; readonly process: ChildProcess; next: number }
const take = (side: Side, count: number) => {
  side.next += count
  return presses.slice(side.next - count, side.next)
}

process.on('exit', () => bot.process.kill('SIGKILL'))
const bot = await startBot()
const cardFile = join(directory, 'card.json')
await writeFile(cardFile, await oneCard(bot))
const floor = await startFloor()

/** Presses that were told to wait: the bot's time limit was over before they were done. */
let late = 0
const check = (answer: string) => {
  if (answer.startsWith('{"toast":{"type":"success"') && answer.includes('"card"')) return
  if (!answer.includes('还在处理')) throw new Error(`not answered with success and a card: ${answer.slice(0, 300)}`)
  late += 1
}

type Round = { readonly perSecond: number; readonly work: Work | null }
async function round(side: Side, count: number): Promise<Round> {
  const before = workOf(side.process.pid ?? 0, server.pid)
  const perSecond = await closedLoop(side.port, connections, take(side, count), check)
  const after = workOf(side.process.pid ?? 0, server.pid)
  if (before === null || after === null) return { perSecond, work: null }
  const each = (which: keyof Work) => (after[which] - before[which]) / count
  return { perSecond, work: { own: each('own'), database: each('database') } }
}

for (const side of [floor, bot]) await round(side, warmUp - side.next)
const floors: Round[] = []
const ours: Round[] = []
for (let at = 0; at < rounds; at += 1) {
  // By turns the first: whoever is second finds the other's dirty pages.
  const order = at % 2 === 0 ? ([floor, bot] as const) : ([bot, floor] as const)
  for (const side of order) (side === floor ? floors : ours).push(await round(side, pressesPerRound))
}
console.log('\npresses a second: median (least to most)')
row(
  'floor: Koa, the SDK’s adapter, one INSERT',
  floors.map((one) => one.perSecond),
  0,
)
row(
  'the bot, the full path',
  ours.map((one) => one.perSecond),
  0,
)
row(
  'the bot as a ratio to the floor of its round',
  ours.map((one, at) => one.perSecond / (floors[at]?.perSecond ?? 0)),
  2,
)
console.log('\nmilliseconds of CPU a press: server, database')
for (const [side, all] of [
  ['floor', floors],
  ['the bot', ours],
] as const) {
  for (const part of ['own', 'database'] as const) {
    const each = all.flatMap((one) => (one.work === null ? [] : [one.work[part]]))
    if (each.length > 0) row(`${side}: ${part === 'own' ? 'its process' : 'PostgreSQL'}`, each, 2)
  }
}

console.log(`\nmilliseconds to the answer at ${steady.rate} presses a second, from when each was to be sent`)
for (const side of [floor, bot]) {
  const took = (await openLoop(side.port, steady.rate, take(side, steady.presses), check)).toSorted((a, b) => a - b)
  const at = (share: number) => (took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(1)
  console.log(`${side.name.padEnd(10)} p50 ${at(0.5)}   p99 ${at(0.99)}   most ${at(1)}`)
}

const kept = (await countAnswers(connection.db)) - laid
console.log(`\nthe bot answered ${bot.next - late} presses with success and ${late} too late; it keeps ${kept} answers`)
if (kept + late < bot.next || kept > bot.next) throw new Error('what was answered is not what is kept')
bot.process.kill('SIGTERM')
floor.process.kill('SIGKILL')
await Promise.all([bot, floor].map(({ process }) => process.exitCode ?? once(process, 'exit')))
await connection.close()
await onServer(server.url, `drop database ${name} with (force)`)
await rm(directory, { recursive: true, force: true })

/** The bot as `npm start` starts it. Its platform is out of reach: a press asks nothing of it. */
async function startBot(): Promise<Side> {
  const port = await freePort()
  const env = {
    PORT: String(port),
    DATABASE_URL: url,
    DATA_DIR: directory,
    FEISHU_APP_ID: app.id,
    FEISHU_APP_SECRET: app.secret,
    FEISHU_ENCRYPT_KEY: app.encryptKey,
    FEISHU_VERIFICATION_TOKEN: app.verificationToken,
    FEISHU_DOMAIN: 'http://127.0.0.1:9',
  }
  const child = fork(new URL('../../src/main.ts', import.meta.url), {
    cwd: directory,
    env,
    silent: true,
    execArgv: profiled(),
  })
  const ready = Promise.withResolvers<void>()
  child.stderr?.pipe(process.stderr)
  child.stdout?.on('data', (line: Buffer) => (line.includes('duibiao takes events') ? ready.resolve() : undefined))
  child.once('exit', () => ready.reject(new Error('the bot ended')))
  await ready.promise
  return { name: 'the bot', port, process: child, next: 0 }
}

/** PROFILE names a directory for a CPU profile of the bot. */
function profiled(): string[] {
  const to = process.env.PROFILE
  return to === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${to}`]
}

async function startFloor(): Promise<Side> {
  const child = fork(new URL('./presses/floor.ts', import.meta.url), [url, cardFile])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { name: 'floor', port, process: child, next: 0 }
}

/** What the floor answers with: the next card of the first press. */
async function oneCard(side: Side): Promise<string> {
  const line = await openLine(side.port)
  const [press] = take(side, 1)
  const answer = JSON.parse(await line.ask(press as Buffer)) as { card?: { data?: unknown } }
  line.close()
  if (answer.card?.data === undefined) throw new Error(`the bot answered without a card: ${JSON.stringify(answer)}`)
  return JSON.stringify(answer.card.data)
}

function row(what: string, numbers: readonly number[], digits: number): void {
  const sorted = numbers.toSorted((a, b) => a - b)
  const say = (at: number) => (sorted[at] ?? 0).toFixed(digits)
  console.log(`${what.padEnd(46)} ${say(Math.floor(sorted.length / 2))} (${say(0)} to ${say(sorted.length - 1)})`)
}
