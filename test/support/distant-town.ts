import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import type { Tx } from '#db/tx.ts'
import type { AppHandle } from '#src/emulator/control/app-handle.ts'
import { type Emulator, type StartOptions, startEmulator } from '#src/emulator/start.ts'
import { type DistantBot, startDistantBot } from './bot-at-a-distance.ts'
import { type TestClock, testClock } from './clock.ts'
import { freePort } from './free-port.ts'
import { type Line, openLine } from './line.ts'
import type { Person } from './person.ts'
import { roundRobin } from './round-robin.ts'
import { type Employment, townsfolk } from './townsfolk.ts'
import { type Transport, transport } from './transport.ts'

/** The platform in this process, the bot in one of its own: they meet over the network only, as in a school. */
export type DistantTown = AsyncDisposable & {
  readonly emulator: Emulator
  readonly app: AppHandle
  readonly clock: TestClock
  /** What the bot keeps its data and files in. */
  readonly dataDir: string
  /** The way of the bots to the platform. */
  readonly line: Line
  /** Where the bots listen. */
  readonly ports: readonly number[]
  person(name: string, as?: Employment): Person
  /** A group with the bot in it. */
  group(name: string, members: readonly Person[]): Promise<{ readonly id: string; readonly name: string }>
  /** Sets all clocks and lets every bot's schedule look at it, all at the same moment. */
  goTo(time: string): Promise<void>
  /** Until no job is due and nothing is under way between bot and platform. */
  settle(): Promise<void>
  /** Every bot process is gone at once, whatever it was doing. */
  kill(): Promise<void>
  /** Every bot process is told to stop, as by a supervisor; their exit codes. */
  terminate(): Promise<(number | null)[]>
  /** Whatever does not run is started again, on the same data and port. The platform then tries again what was not taken. */
  revive(): Promise<void>
  /** Stops the bot and reads what it left on embedded data; nothing is played afterwards. */
  readData<T>(read: (tx: Tx) => Promise<T>): Promise<T>
  /** What all bots so far wrote to their logs. */
  log(): string
}

export const credentials = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'secret-of-the-app',
} as const
/** What only the webhook needs. */
export const keys = {
  FEISHU_ENCRYPT_KEY: 'key-of-the-app',
  FEISHU_VERIFICATION_TOKEN: 'token-of-the-app',
} as const

export type DistantTownOptions = {
  readonly at: string
  readonly switches?: StartOptions['switches']
  /** Bot processes on the one database of this URL; unset: a single one, on embedded data in a directory of its own. */
  readonly on?: { readonly databaseUrl: string; readonly processes: number }
  /** What else stands in the environment of the bot, or instead. */
  readonly settings?: Readonly<Record<string, string>>
  /** What is done to the embedded data before the first start. */
  readonly lay?: (tx: Tx) => Promise<unknown>
  /** For what is about one of them only. */
  readonly over?: Transport
}

/** Starts platform and bot. With several processes each event and press goes to the next. `await using` takes all down. */
export async function startDistantTown({
  at,
  switches,
  on,
  settings: more,
  lay,
  over = transport,
}: DistantTownOptions): Promise<DistantTown> {
  const clock = testClock(at)
  const emulator = await startEmulator({
    now: clock.now,
    switches: { reconnectSeconds: 0, ...switches },
    seed: 'distant-town',
  })
  const app = emulator.addApp({
    appId: credentials.FEISHU_APP_ID,
    appSecret: credentials.FEISHU_APP_SECRET,
    encryptKey: keys.FEISHU_ENCRYPT_KEY,
    verificationToken: keys.FEISHU_VERIFICATION_TOKEN,
    botName: '对标',
  })
  const line = await openLine(emulator.url)
  const dataDir = await mkdtemp(join(tmpdir(), 'duibiao-town-'))
  const ports = await Promise.all(Array.from({ length: on?.processes ?? 1 }, freePort))
  const settings = {
    ...credentials,
    ...(over === 'webhook' ? keys : {}),
    FEISHU_TRANSPORT: over,
    FEISHU_DOMAIN: line.url,
    DATA_DIR: dataDir,
    DATABASE_URL: on?.databaseUrl ?? '',
    LOG_LEVEL: 'warn',
    ...more,
  }
  if (lay !== undefined) await inData(dataDir, lay)
  const everStarted: DistantBot[] = []
  const alive = new Map<number, DistantBot>()
  let dying: Promise<unknown> = Promise.resolve()
  const revive = async () => {
    await dying
    const dead = ports.filter((port) => !alive.has(port))
    if (dead.length === 0) return
    const started = dead.map(async (port) => {
      const bot = await startDistantBot({ ...settings, PORT: String(port) }, clock.now())
      alive.set(port, bot)
      everStarted.push(bot)
    })
    await Promise.all(started)
    emulator.retryNow()
  }
  /** Does something with all bots; if one is killed meanwhile, once more with the next one. */
  const insist = async (work: (asked: readonly DistantBot[]) => Promise<unknown>): Promise<void> => {
    for (;;) {
      await revive()
      const asked = [...alive.values()]
      const unharmed = () => asked.length === ports.length && asked.every((one) => alive.get(one.port) === one)
      try {
        await work(asked)
        if (unharmed()) return
      } catch (error) {
        if (unharmed()) throw error
      }
    }
  }
  const settle = () =>
    insist(async (asked) => {
      do {
        await emulator.settle()
        await Promise.all(asked.map((one) => one.settled()))
        await emulator.settle()
      } while (emulator.retryNow() > 0)
    })
  await revive()
  // On the long connection the platform itself gives each of them its turn.
  const balancer = over === 'webhook' ? await roundRobin(ports) : null
  if (balancer !== null) await app.setRequestUrl(`http://127.0.0.1:${balancer.port}/webhook/feishu`)
  return {
    emulator,
    app,
    clock,
    dataDir,
    line,
    ports,
    person: townsfolk(emulator, app),
    async group(name, members) {
      const group = emulator.addGroup({ name, members: members.map((one) => one.handle) })
      await emulator.addBot(group, app)
      return group
    },
    async goTo(time) {
      clock.set(time)
      await insist(async (asked) => {
        await Promise.all(asked.map((one) => one.setClock(clock.now())))
        await Promise.all(asked.map((one) => one.tick()))
      })
      await settle()
    },
    settle,
    async kill() {
      const killed = [...alive.values()]
      alive.clear()
      dying = Promise.all(killed.map((one) => one.kill()))
      await dying
    },
    terminate() {
      const told = [...alive.values()]
      alive.clear()
      return Promise.all(told.map((one) => one.terminate()))
    },
    revive,
    async readData(read) {
      await dying
      await Promise.all([...alive.values()].map((one) => one.stop()))
      alive.clear()
      return inData(dataDir, read)
    },
    log: () => everStarted.map((one) => one.log()).join(''),
    async [Symbol.asyncDispose]() {
      await dying
      await Promise.all([...alive.values()].map((one) => one.stop()))
      await balancer?.stop()
      await line[Symbol.asyncDispose]()
      await emulator.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** On embedded data that no bot has open: brought up to date, then one transaction. */
async function inData<T>(directory: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await connect({ directory })
  try {
    await migrate(connection.db)
    return await connection.db.transaction().execute(work)
  } finally {
    await connection.close()
  }
}
