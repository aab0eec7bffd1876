import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimDirectory } from '#src/demo/directory.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duibiao-directory-'))
})
afterAll(() => rm(root, { recursive: true }))

/** A directory with these files in it, by name and text. */
async function holding(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const path = join(root, name)
  await mkdir(path)
  for (const [file, text] of Object.entries(files)) await writeFile(join(path, file), text)
  return path
}

/** A process keeps its directory for as long as it lives: the next one is stood in for by a copy. */
async function nextOf(path: string): Promise<string> {
  await cp(path, `${path}-next`, { recursive: true })
  return `${path}-next`
}

const complete = '{"duibiao":"demo","complete":true}\n'

test('a directory is emptied only when it is ours, and only of what is ours', async () => {
  const strange = await holding('some letters', { 'letter.txt': 'mine' })
  await expect(claimDirectory(strange)).rejects.toThrow(`'${strange}' 里有别的东西`)
  await expect(claimDirectory(join(strange, 'letter.txt'))).rejects.toThrow(/letter.txt' 不能用作目录/)
  expect(await readdir(strange)).toEqual(['letter.txt'])

  const path = join(root, 'new', 'demo')
  const own = await claimDirectory(path)
  expect(own.complete).toBe(false)
  await own.clear()
  await mkdir(own.bot)
  await writeFile(own.town, 'a world')
  await writeFile(`${own.town}.new`, 'half of a wor')
  await writeFile(join(path, 'letter.txt'), 'mine')
  await own.noteComplete()
  await expect(claimDirectory(path)).rejects.toThrow(/正由另一个示范使用/)

  const next = await nextOf(path)
  const again = await claimDirectory(next)
  expect(again.complete).toBe(true)
  await again.clear()
  expect((await readdir(next)).toSorted()).toEqual(['demo.json', 'letter.txt'])
  expect((await claimDirectory(await nextOf(next))).complete).toBe(false)
})

test('the marker stands there whole or as it was before', async () => {
  const path = await holding('whole', { 'demo.json': complete })
  await mkdir(join(path, 'demo.json.new'))
  const own = await claimDirectory(path)
  await expect(own.clear()).rejects.toThrow('demo.json.new')
  expect(await readFile(join(path, 'demo.json'), 'utf8')).toBe(complete)
})

test.each([
  ['empty', { 'demo.json': '', 'bot.log': '', town: 'a world', 'town.new': '' }],
  ['cut', { 'demo.json': complete.slice(0, 20), bot: '' }],
  ['first', { 'demo.json.new': '' }],
  ['beside', { 'demo.json.new': complete, 'bot.log': '' }],
])(
  'a marker whose writing was cut off (%s) is ours when nothing else is there, and not complete',
  async (name, files) => {
    const own = await claimDirectory(await holding(name, files))
    expect(own.complete).toBe(false)
    await own.clear()
    expect(await readdir(join(root, name))).toEqual(['demo.json'])
  },
)

test.each([
  ['letter', { 'demo.json': '', 'letter.txt': 'mine' }],
  ['theirs', { 'demo.json': '{}', town: 'mine' }],
  ['both', { 'demo.json': '{}', 'demo.json.new': '' }],
  ['none', { town: 'mine' }],
  ['longer', { 'demo.json': complete.trim().padEnd(500), town: 'mine' }],
])('it is left alone beside what is not ours (%s)', async (name, files) => {
  const path = await holding(name, files)
  await expect(claimDirectory(path)).rejects.toThrow(/里有别的东西/)
  expect((await readdir(path)).toSorted()).toEqual(Object.keys(files).toSorted())
})
