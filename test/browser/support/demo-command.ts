import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#test/support/free-port.ts'

/** The program of `npm run demo`, on data of its own. */
export type DemoCommand = { readonly url: string; stop(): Promise<void> }

/** Starts it and waits for the one address it prints. Throws with what it wrote when none comes. */
export async function startDemoCommand(): Promise<DemoCommand> {
  const directory = await mkdtemp(join(tmpdir(), 'duibiao-demo-'))
  const flags = ['--port', String(await freePort()), '--data', join(directory, 'demo')]
  const child = spawn(process.execPath, ['src/demo/main.ts', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  let written = ''
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer) => {
      written += part.toString('utf8')
      const found = /^http:\/\/\S+$/m.exec(written)
      if (found !== null) resolve(found[0])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('close', () => reject(new Error(`the demonstration ended: ${written}`)))
  })
  return {
    url,
    async stop() {
      child.kill('SIGINT')
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}
