import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { evidenceRefusalWords } from '#cards/evidence-words.ts'
import { nothingChanged } from '#cards/words.ts'
import { startDistantTown } from '#test/support/distant-town.ts'
import type { Person } from '#test/support/person.ts'
import { startCommand } from '#test/support/start-command.ts'
import { openDivided } from './campaign.ts'

const run = promisify(execFile)
const mebibyte = 1_024 * 1_024

type Disk = AsyncDisposable & {
  readonly path: string
  /** Takes all of it but so much. */
  leave(bytes: number): Promise<void>
  /** Gives it back. */
  clear(): Promise<void>
}

/** A small disk of its own; null where this machine does not let us have one. */
async function smallDisk(): Promise<Disk | null> {
  const path = await mkdtemp(join(tmpdir(), 'duibiao-disk-'))
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', path]).then(
    () => true,
    () => false,
  )
  if (!mounted) return null
  const ballast = join(path, 'ballast')
  return {
    path,
    async leave(bytes) {
      const { bavail, bsize } = await statfs(path)
      const file = await open(ballast, 'w')
      await file.writeFile(Buffer.alloc(Math.max(0, bavail * bsize - bytes)))
      await file.close()
    },
    clear: () => rm(ballast),
    async [Symbol.asyncDispose]() {
      await run('umount', ['-l', path])
      await rm(path, { recursive: true })
    },
  }
}

const submit = (who: Person) =>
  who.on(walkCard(who)).choose('自评', '已达到').fill('工作情况', '每天晨检').press('提交并继续')
const walkCard = (who: Person) => who.cards().find((one) => one.text.includes('提交并继续'))

test('on a full disk photos give way first, then presses change nothing and say so; with room everything goes on', async (here) => {
  if ('server' in inject('testDatabase')) return here.skip('this is about embedded data')
  await using disk = await smallDisk()
  if (disk === null) return here.skip('a disk of one’s own needs root and the right to mount')
  const data = join(disk.path, 'data')
  await using town = await startDistantTown({ at: '2026-09-07T09:00+08:00', settings: { DATA_DIR: data } })
  const { sun } = await openDivided(town)
  await sun.on().press('开始填报')

  await disk.leave(44 * mebibyte)
  await sun.sendFile('晨检记录.txt', Buffer.from('晨检记录'))
  await town.settle()
  expect(sun.cards().map((one) => one.text)).toContainEqual(expect.stringContaining(evidenceRefusalWords['no-room']))
  expect((await submit(sun)).toast?.content).toBe('已提交。')
  await disk.clear()

  await disk.leave(0)
  for (let tried = 0; tried < 3; tried++) expect((await submit(sun)).toast?.content).toBe(nothingChanged)
  await sun.say('/help')
  await town.emulator.settle()
  expect(town.log()).toContain('53100')
  // Started anew it would not come up, and says why.
  await town.kill()
  await using next = await startCommand({
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 'x',
    FEISHU_ENCRYPT_KEY: 'x',
    FEISHU_VERIFICATION_TOKEN: 'x',
    DATA_DIR: data,
  })
  expect(await next.ended()).toBe(1)
  expect(next.written()).toMatch(/The disk of DATA_DIR \(.+\) is nearly full: .+ Make some, and start again\./)

  await disk.clear()
  await town.settle()
  expect(walkCard(sun)?.subtitle).toMatch(/已填1$/)
  expect((await submit(sun)).toast?.content).toBe('已提交。')
  expect(walkCard(sun)?.subtitle).toMatch(/已填2$/)
  expect(sun.cards().filter((one) => one.title === '我能帮您做什么')).toHaveLength(1)
}, 180_000)
