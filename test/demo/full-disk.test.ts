import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logTo } from '#src/demo/bot-log.ts'
import { makeLog } from '#src/log.ts'
import { demoCommand } from './demo-command.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duibiao-full-'))
})
afterAll(() => rm(root, { recursive: true }))

test('a line that cannot be written into the log is missing there, and the bot goes on', async () => {
  const file = join(root, 'bot.log')
  await symlink('/dev/full', file)
  const log = makeLog('warn', logTo(file))
  log.warn('lost')
  await rm(file)
  log.warn('written')
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['written'])
})

test('a start for which the disk has no room ends with a sentence', async () => {
  await writeFile(join(root, 'demo.json'), '{"duibiao":"demo","complete":false}\n')
  await symlink('/dev/full', join(root, 'demo.json.new'))
  await using demo = demoCommand(root)
  expect(await demo.ended()).toBe(1)
  expect(demo.written().trim().split('\n')).toEqual([
    expect.stringContaining('首次准备'),
    expect.stringContaining('没能保存，请检查磁盘空间'),
  ])
}, 60_000)
