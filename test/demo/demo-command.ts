import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The program of `npm run demo`, as a process of its own. */
export type DemoCommand = AsyncDisposable & {
  /** Resolves with the first line it writes that fits; rejects when it ends before. */
  says(what: RegExp): Promise<string>
  /** The address it prints once it is ready. */
  url(): Promise<string>
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void
  /** Its exit code, once it has ended; null after a signal. */
  ended(): Promise<number | null>
  written(): string
}

const main = fileURLToPath(new URL('../../src/demo/main.ts', import.meta.url))

/** Runs it on these data; on any free port unless told otherwise. */
export function demoCommand(data: string, ...flags: readonly string[]): DemoCommand {
  const port = flags.includes('--port') ? [] : ['--port', '0']
  const child = spawn(process.execPath, [main, '--data', data, ...port, ...flags], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      child.emit('written')
    })
  }
  const exit = once(child, 'close')
  const says = (what: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const found = () => text.split('\n').find((line) => what.test(line))
      const look = () => {
        const line = found()
        if (line !== undefined) resolve(line)
      }
      child.on('written', look)
      child.once('close', () => {
        look()
        reject(new Error(`it ended, having written: ${text}`))
      })
      look()
    })
  return {
    says,
    url: () => says(/^http:\/\/\S+$/),
    signal: (name) => child.kill(name),
    written: () => text,
    async ended() {
      await exit
      return child.exitCode
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exit
    },
  }
}
