import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { AppHandle } from '#src/emulator/control/app-handle.ts'
import { type Emulator, startEmulator } from '#src/emulator/start.ts'
import { type TestClock, testClock } from '#test/support/clock.ts'
import { freePort } from '#test/support/free-port.ts'
import { roundRobin } from '#test/support/round-robin.ts'
import { untilReady } from '#test/support/until-ready.ts'
import { type PlatformProxy, startPlatformProxy } from './platform-proxy.ts'
import { type Supervisor, supervise } from './supervisor.ts'
import { type Watch, watchPlatform } from './watch.ts'

const credentials = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'secret-of-the-app',
  FEISHU_ENCRYPT_KEY: 'key-of-the-app',
  FEISHU_VERIFICATION_TOKEN: 'token-of-the-app',
} as const

/** The platform in this process, bots in others under a supervisor, and between them wires that can be cut. */
export type ChaosTown = AsyncDisposable & {
  readonly emulator: Emulator
  readonly app: AppHandle
  readonly clock: TestClock
  readonly platform: PlatformProxy
  readonly bots: Supervisor
  readonly watch: Watch
  /** Where the bots keep photos, and on embedded data everything. */
  readonly dataDir: string
  /** Sets all clocks and lets every bot look at them at the same moment. */
  goTo(time: string): Promise<void>
  /** Until nothing waits or runs; false when it did not come to rest in `patienceMs` of real time. */
  settle(patienceMs: number): Promise<boolean>
}

export type ChaosTownOptions = {
  readonly at: string
  readonly processes: number
  /** Empty: on embedded data. */
  readonly databaseUrl: string
  readonly transport: 'webhook' | 'long-connection'
  readonly seed: number
  readonly databaseWasAway: (since: number) => boolean
  /** What happens to a bot with these settings before the first one is to stay. */
  readonly before?: (settings: Readonly<Record<string, string>>) => Promise<void>
}

export async function startChaosTown(options: ChaosTownOptions): Promise<ChaosTown> {
  const clock = testClock(options.at)
  const emulator = await startEmulator({
    now: clock.now,
    // 15 s, 5 min and 1 h between the tries of an event become 0.3 s, 6 s and 72 s.
    switches: { retryScale: 0.02, reconnectSeconds: 0 },
    seed: `chaos ${options.seed}`,
  })
  const watch = watchPlatform(emulator)
  const app = emulator.addApp({
    appId: credentials.FEISHU_APP_ID,
    appSecret: credentials.FEISHU_APP_SECRET,
    encryptKey: credentials.FEISHU_ENCRYPT_KEY,
    verificationToken: credentials.FEISHU_VERIFICATION_TOKEN,
    botName: '对标',
  })
  const platform = await startPlatformProxy(emulator.url)
  const dataDir = await mkdtemp(join(tmpdir(), 'duibiao-chaos-'))
  const ports = await Promise.all(Array.from({ length: options.processes }, freePort))
  const settings = (port: number) => ({
    ...credentials,
    FEISHU_DOMAIN: platform.url,
    FEISHU_TRANSPORT: options.transport,
    DATA_DIR: dataDir,
    DATABASE_URL: options.databaseUrl,
    LOG_LEVEL: 'warn',
    PORT: String(port),
  })
  await options.before?.(settings(ports[0] ?? 0))
  const bots = supervise({ ports, settings, now: clock.now(), databaseWasAway: options.databaseWasAway })
  await bots.running()
  // On the long connection nothing can reach them before.
  await Promise.all(ports.map(untilReady))
  const balancer = await roundRobin(ports)
  if (options.transport === 'webhook') await app.setRequestUrl(`http://127.0.0.1:${balancer.port}/webhook/feishu`)

  /** One round; throws when a bot ended meanwhile. */
  async function rest(): Promise<void> {
    do {
      // What is sent again at once while nobody is there is soon given up.
      await bots.running()
      await emulator.settle()
      await Promise.all(bots.alive().map((one) => one.settled()))
      await emulator.settle()
    } while (emulator.retryNow() > 0)
  }

  return {
    emulator,
    app,
    clock,
    platform,
    bots,
    watch,
    dataDir,
    async goTo(time) {
      clock.set(time)
      await bots.setClock(clock.now())
      await bots.tick()
    },
    async settle(patienceMs) {
      const patience = wait(patienceMs, false, { ref: false })
      const rests = async (): Promise<true> => {
        for (;;) {
          try {
            await bots.running()
            await rest()
            return true
          } catch {
            await wait(100)
          }
        }
      }
      return Promise.race([rests(), patience])
    },
    async [Symbol.asyncDispose]() {
      await bots.stop()
      await balancer.stop()
      await platform.stop()
      await emulator.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
