import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { untilReady } from './until-ready.ts'

export type Order = { readonly no: number } & (
  | { readonly kind: 'clock'; readonly at: number }
  | { readonly kind: 'query'; readonly statement: string }
  | { readonly kind: 'tick' | 'settle' | 'stop' }
)
type Asked =
  | { readonly kind: 'clock'; readonly at: number }
  | { readonly kind: 'query'; readonly statement: string }
  | { readonly kind: 'tick' | 'settle' }
export type Report =
  | { readonly kind: 'listening' }
  | { readonly kind: 'done'; readonly no: number; readonly rows: readonly unknown[] }
  | { readonly kind: 'failed'; readonly no: number; readonly why: string }

/** The bot in a process of its own. Besides its settings it is told only the time, and asked whether it is at rest. */
export type DistantBot = {
  readonly port: number
  /** Resolves when it takes requests; rejects when it ends before. */
  readonly ready: Promise<void>
  /** How it ended, once it has. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
  /** Everything it wrote to its log so far. */
  readonly log: () => string
  setClock(now: Date): Promise<void>
  /** Lets the schedule look at the clock once. */
  tick(): Promise<void>
  /** Resolves when no job waits or runs, however much later it is to be tried. */
  settled(): Promise<void>
  /** The rows of a statement in its own database: on embedded data nobody else can ask. */
  query(statement: string): Promise<readonly unknown[]>
  /** SIGKILL, at once. */
  kill(): Promise<void>
  /** SIGTERM; its exit code once it has ended. */
  terminate(): Promise<number | null>
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('bot-process.ts', import.meta.url))

/** `everyMinute`: its schedule also looks at the clock by itself, as at a school. */
type BotOptions = { readonly everyMinute?: boolean }

/** Starts a bot with these settings (those of `.env.example`) and answers when it takes requests and events. */
export async function startDistantBot(settings: Readonly<Record<string, string>>, now: Date): Promise<DistantBot> {
  const bot = forkBot(settings, now)
  await bot.ready
  await untilReady(bot.port)
  return bot
}

/** The same without waiting: to be killed while it starts. */
export function forkBot(
  settings: Readonly<Record<string, string>>,
  now: Date,
  { everyMinute = false }: BotOptions = {},
): DistantBot {
  const child = fork(program, [String(now.getTime()), everyMinute ? 'every-minute' : 'when-told'], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const written: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => written.push(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => written.push(chunk.toString()))
  let orders = 0
  const ask = (order: Asked) =>
    new Promise<readonly unknown[]>((resolve, reject) => {
      const no = ++orders
      const over = () => {
        child.off('message', heard)
        child.off('exit', ended)
      }
      const ended = () => {
        over()
        reject(new Error(`the bot ended before it had done ${order.kind}`))
      }
      const heard = (report: Report) => {
        if (report.kind === 'listening' || report.no !== no) return
        over()
        if (report.kind === 'done') resolve(report.rows)
        else reject(new Error(`the bot failed to ${order.kind}: ${report.why}`))
      }
      child.on('message', heard)
      child.once('exit', ended)
      // A process that is gone fires no second exit.
      child.send({ ...order, no }, (error) => {
        if (error) ended()
      })
    })
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  const end = async (by: () => void) => {
    if (isOver()) return
    const exit = once(child, 'exit')
    by()
    await exit
  }
  child.setMaxListeners(0)
  const ready = listening(child, written)
  // Whoever waits for it hears of it; nobody has to.
  ready.catch(() => {})
  return {
    port: Number(settings.PORT),
    ready,
    ended: once(child, 'exit').then(([code, signal]) => ({ code, signal })),
    log: () => written.join(''),
    setClock: async (at) => void (await ask({ kind: 'clock', at: at.getTime() })),
    tick: async () => void (await ask({ kind: 'tick' })),
    settled: async () => void (await ask({ kind: 'settle' })),
    query: (statement) => ask({ kind: 'query', statement }),
    kill: () => end(() => child.kill('SIGKILL')),
    async terminate() {
      await end(() => child.kill('SIGTERM'))
      return child.exitCode
    },
    stop: () => end(() => child.send({ kind: 'stop', no: 0 })),
  }
}

function listening(child: ChildProcess, written: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bot did not start (${code}): ${written.join('')}`)))
    child.on('message', (report: Report) => {
      if (report.kind === 'listening') resolve()
    })
  })
}
