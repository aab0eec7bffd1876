import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('a process that turns in circles is ended with a line of the log; one that is busy is not', async () => {
  const program = fileURLToPath(new URL('../support/spinning.ts', import.meta.url))
  const child = spawn(process.execPath, [program, '2000'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = await child.stdout.toArray()
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  const [busy, last] = Buffer.concat(said).toString().trim().split('\n')
  expect(busy).toBe('busy all the while')
  expect(JSON.parse(last ?? '')).toMatchObject({
    level: 'fatal',
    msg: expect.stringContaining('is the disk of DATA_DIR full'),
  })
  expect(child.signalCode).toBe('SIGKILL')
})
