import { migrate } from '#db/migrate.ts'
import { timeMachine } from '#src/demo/time-machine.ts'
import type { AppHandle } from '#src/emulator/control/app-handle.ts'
import { type Emulator, type StartOptions, startEmulator } from '#src/emulator/start.ts'
import { makeLog } from '#src/log.ts'
import { type Bot, wire } from '#src/wiring.ts'
import { type TestClock, testClock } from './clock.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'
import { openTestFiles, type TestFiles } from './files.ts'
import type { Person } from './person.ts'
import { type Employment, townsfolk } from './townsfolk.ts'
import { type Transport, transport } from './transport.ts'
import { untilReady } from './until-ready.ts'

export const credentials = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'secret-of-the-app',
  encryptKey: 'key-of-the-app',
  verificationToken: 'token-of-the-app',
} as const

/** Bot, emulator and database in one process, a real network between them. */
export type Town = AsyncDisposable & {
  readonly emulator: Emulator
  readonly app: AppHandle
  readonly bot: Bot
  /** Where the bot takes requests. */
  readonly url: string
  readonly database: TestDatabase
  readonly files: TestFiles
  readonly clock: TestClock
  /** Somebody of the school, in the departments named; those are made when first named. `head`: leads the first. */
  person(name: string, as?: Employment): Person
  /** A group with the bot in it. */
  group(name: string, members: readonly Person[]): Promise<{ readonly id: string; readonly name: string }>
  /** Sets the clock and lets the schedule look at it. */
  goTo(time: string): Promise<void>
  /** Until no job is due and nothing is under way between bot and platform. */
  settle(): Promise<void>
}

export type TownOptions = {
  readonly at?: string
  readonly switches?: StartOptions['switches']
  readonly logTo?: { write(line: string): void }
  /** Instead of one of its own; taken down with the town. */
  readonly database?: TestDatabase
  /** For what is about one of them only. */
  readonly over?: Transport
}

/** Starts a town on a Monday morning; `await using` takes it down. */
export async function startTown(options: TownOptions = {}): Promise<Town> {
  const isCalled = (options.over ?? transport) === 'webhook'
  const clock = testClock(options.at ?? '2026-09-07T09:00+08:00')
  const settle = async () => {
    await emulator.settle()
    await bot.queue.settled()
    await emulator.settle()
  }
  const moved = { now: clock.now, set: (to: Date) => clock.set(to.toISOString()), run: () => {} }
  const machine = timeMachine(moved, { tick: () => bot.tick(), settle })
  const emulator = await startEmulator({
    now: clock.now,
    switches: { limits: false, reconnectSeconds: 0, ...options.switches },
    seed: 'town',
    clock: { timeZone: 'Asia/Shanghai', moveTo: machine.moveTo, landmarks: () => [] },
  })
  const app = emulator.addApp({ ...credentials, botName: '对标' })
  const database = options.database ?? (await openTestDatabase())
  await migrate(database.db)
  const files = await openTestFiles()
  const { appId, appSecret, ...seal } = credentials
  const bot = await wire({
    connection: database,
    files: files.store,
    access: { appId, appSecret, domain: emulator.url },
    seal: isCalled ? { appId, ...seal } : null,
    timeZone: 'Asia/Shanghai',
    log: options.logTo === undefined ? makeLog('silent') : makeLog('debug', options.logTo),
    now: clock.now,
    everyMinute: false,
  })
  const port = await bot.start(0)
  await (isCalled ? app.setRequestUrl(`http://127.0.0.1:${port}/webhook/feishu`) : untilReady(port))
  return {
    emulator,
    app,
    bot,
    url: `http://127.0.0.1:${port}`,
    database,
    files,
    clock,
    person: townsfolk(emulator, app),
    async group(name, members) {
      const group = emulator.addGroup({ name, members: members.map((one) => one.handle) })
      await emulator.addBot(group, app)
      await settle()
      return group
    },
    async goTo(time) {
      clock.set(time)
      await bot.tick()
      await settle()
    },
    settle,
    async [Symbol.asyncDispose]() {
      await bot.stop()
      await emulator.stop()
      await database[Symbol.asyncDispose]()
      await files[Symbol.asyncDispose]()
    },
  }
}
