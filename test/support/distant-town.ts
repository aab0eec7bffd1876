import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppHandle } from '#src/emulator/control/app-handle.ts'
import { type Emulator, type StartOptions, startEmulator } from '#src/emulator/start.ts'
import { type DistantBot, startDistantBot } from './bot-at-a-distance.ts'
import { type TestClock, testClock } from './clock.ts'
import { freePort } from './free-port.ts'
import type { Person } from './person.ts'
import { type Employment, townsfolk } from './townsfolk.ts'

/** The platform in this process, the bot in one of its own: they meet over HTTP only, as in a school. */
export type DistantTown = AsyncDisposable & {
  readonly emulator: Emulator
  readonly app: AppHandle
  readonly clock: TestClock
  person(name: string, as?: Employment): Person
  /** A group with the bot in it. */
  group(name: string, members: readonly Person[]): Promise<{ readonly id: string; readonly name: string }>
  /** Sets the clocks of platform and bot and lets the bot's schedule look at it. */
  goTo(time: string): Promise<void>
  /** Until no job is due and nothing is under way between bot and platform. */
  settle(): Promise<void>
  /** The bot is gone at once, whatever it was doing. */
  kill(): Promise<void>
  /** Started again on the same data and port, if it is not running. The platform then tries again what was not taken. */
  revive(): Promise<void>
  /** What all bots so far wrote to their logs. */
  log(): string
}

const credentials = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'secret-of-the-app',
  FEISHU_ENCRYPT_KEY: 'key-of-the-app',
  FEISHU_VERIFICATION_TOKEN: 'token-of-the-app',
} as const

/** Starts both, the bot on embedded data in a directory of its own. `await using` takes them down. */
export async function startDistantTown(options: {
  readonly at: string
  readonly switches?: StartOptions['switches']
}): Promise<DistantTown> {
  const clock = testClock(options.at)
  const emulator = await startEmulator({ now: clock.now, switches: options.switches, seed: 'distant-town' })
  const app = emulator.addApp({
    appId: credentials.FEISHU_APP_ID,
    appSecret: credentials.FEISHU_APP_SECRET,
    encryptKey: credentials.FEISHU_ENCRYPT_KEY,
    verificationToken: credentials.FEISHU_VERIFICATION_TOKEN,
    botName: '对标',
  })
  const dataDir = await mkdtemp(join(tmpdir(), 'duibiao-town-'))
  const port = await freePort()
  const settings = {
    ...credentials,
    FEISHU_DOMAIN: emulator.url,
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  }
  const bots: DistantBot[] = []
  let bot: DistantBot | null = null
  let dying: Promise<void> = Promise.resolve()
  const revive = async () => {
    if (bot !== null) return
    await dying
    bot = await startDistantBot(settings, clock.now())
    bots.push(bot)
    emulator.retryNow()
  }
  /** Does something with the bot; if it is killed meanwhile, once more with the next one. */
  const insist = async (work: (asked: DistantBot) => Promise<void>): Promise<void> => {
    for (;;) {
      await revive()
      const asked = bot
      if (asked === null) continue
      try {
        return await work(asked)
      } catch (error) {
        if (bot === asked) throw error
      }
    }
  }
  const settle = () =>
    insist(async (asked) => {
      do {
        await emulator.settle()
        await asked.settled()
        await emulator.settle()
      } while (emulator.retryNow() > 0)
      if (bot !== asked) throw new Error('the bot was killed')
    })
  await revive()
  await app.setRequestUrl(`http://127.0.0.1:${port}/webhook/feishu`)
  return {
    emulator,
    app,
    clock,
    person: townsfolk(emulator, app),
    async group(name, members) {
      const group = emulator.addGroup({ name, members: members.map((one) => one.handle) })
      await emulator.addBot(group, app)
      return group
    },
    async goTo(time) {
      clock.set(time)
      await insist(async (asked) => {
        await asked.setClock(clock.now())
        await asked.tick()
      })
      await settle()
    },
    settle,
    async kill() {
      const killed = bot
      bot = null
      dying = killed?.kill() ?? dying
      await dying
    },
    revive,
    log: () => bots.map((one) => one.log()).join(''),
    async [Symbol.asyncDispose]() {
      await bot?.stop()
      await emulator.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
