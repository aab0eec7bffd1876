import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program of `npm start`, in an empty directory, with these settings and nothing else in its environment. */
export type Started = AsyncDisposable & {
  /** Resolves when something it wrote matches; rejects when it ends before. */
  says(what: RegExp): Promise<void>
  /** Its exit code, once it has ended. */
  ended(): Promise<number | null>
  written(): string
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'SIGUSR2'): void
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** `data`: what its data directory holds already, which spares it the making of a database. */
export async function startCommand(
  settings: Readonly<Record<string, string>>,
  data: string | null = null,
): Promise<Started> {
  const directory = await mkdtemp(join(tmpdir(), 'duibiao-start-'))
  if (data !== null) await cp(data, join(directory, 'data'), { recursive: true })
  const child = spawn(process.execPath, [main], { cwd: directory, env: settings, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      child.emit('written')
    })
  }
  const exit = once(child, 'close')
  return {
    written: () => text,
    signal: (name) => child.kill(name),
    says: (what) =>
      new Promise((resolve, reject) => {
        const look = () => (what.test(text) ? resolve() : undefined)
        child.on('written', look)
        child.once('close', () =>
          what.test(text) ? resolve() : reject(new Error(`it ended, having written: ${text}`)),
        )
        look()
      }),
    async ended() {
      await exit
      return child.exitCode
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exit
      await rm(directory, { recursive: true, force: true })
    },
  }
}
