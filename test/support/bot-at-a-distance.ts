import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { untilReady } from './until-ready.ts'

export type Order = { readonly no: number } & (
  | { readonly kind: 'clock'; readonly at: number }
  | { readonly kind: 'tick' | 'settle' | 'stop' }
)
type Asked = { readonly kind: 'clock'; readonly at: number } | { readonly kind: 'tick' | 'settle' }
export type Report =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'done'; readonly no: number }

/** The bot in a process of its own. Besides its settings it is told only the time, and asked whether it is at rest. */
export type DistantBot = {
  readonly port: number
  /** Everything it wrote to its log so far. */
  readonly log: () => string
  setClock(now: Date): Promise<void>
  /** Lets the schedule look at the clock once. */
  tick(): Promise<void>
  /** Resolves when no job waits or runs, however much later it is to be tried. */
  settled(): Promise<void>
  /** SIGKILL, at once. */
  kill(): Promise<void>
  /** SIGTERM; its exit code once it has ended. */
  terminate(): Promise<number | null>
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('bot-process.ts', import.meta.url))

/** Starts a bot with these settings (those of `.env.example`) and answers when it takes requests and events. */
export async function startDistantBot(settings: Readonly<Record<string, string>>, now: Date): Promise<DistantBot> {
  const child = fork(program, [String(now.getTime())], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const written: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => written.push(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => written.push(chunk.toString()))
  const port = await listening(child, written)
  await untilReady(port)
  let orders = 0
  const ask = (order: Asked) =>
    new Promise<void>((resolve, reject) => {
      const no = ++orders
      const ended = () => reject(new Error(`the bot ended before it had done ${order.kind}`))
      const heard = (report: Report) => {
        if (report.kind !== 'done' || report.no !== no) return
        child.off('message', heard)
        child.off('exit', ended)
        resolve()
      }
      child.on('message', heard)
      child.once('exit', ended)
      // A process that is gone fires no second exit.
      child.send({ ...order, no }, (error) => {
        if (error) ended()
      })
    })
  const end = async (by: () => void) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    by()
    await exit
  }
  return {
    port,
    log: () => written.join(''),
    setClock: (at) => ask({ kind: 'clock', at: at.getTime() }),
    tick: () => ask({ kind: 'tick' }),
    settled: () => ask({ kind: 'settle' }),
    kill: () => end(() => child.kill('SIGKILL')),
    async terminate() {
      await end(() => child.kill('SIGTERM'))
      return child.exitCode
    },
    stop: () => end(() => child.send({ kind: 'stop', no: 0 })),
  }
}

function listening(child: ChildProcess, written: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bot did not start (${code}): ${written.join('')}`)))
    child.on('message', (report: Report) => {
      if (report.kind === 'listening') resolve(report.port)
    })
  })
}
