import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DemoError } from '#src/demo/demo-error.ts'
import { claimDirectory } from '#src/demo/directory.ts'
import { readFlags } from '#src/demo/flags.ts'

test('flags', () => {
  expect(readFlags([])).toEqual({ port: 4100, data: './data/demo', fresh: false })
  expect(readFlags(['--port', '0', '--fresh', '--data', 'x'])).toEqual({ port: 0, data: 'x', fresh: true })
})

test.each([['--color'], ['fresh'], ['--port', 'x'], ['--port', '65536'], ['--port', '-1'], ['--port'], ['--fresh=no']])(
  'the flags %s %s are answered by a sentence that names them',
  (...args) => {
    expect(() => readFlags(args)).toThrow(DemoError)
    expect(() => readFlags(args)).toThrow(args[0])
  },
)

test('a directory is emptied only when it is ours, and only of what is ours', async () => {
  const root = await mkdtemp(join(tmpdir(), 'duibiao-directory-'))
  const strange = join(root, 'strange')
  await mkdir(strange)
  await writeFile(join(strange, 'letter.txt'), 'mine')
  await expect(claimDirectory(strange)).rejects.toThrow(/里有别的东西/)
  await expect(claimDirectory(join(strange, 'letter.txt'))).rejects.toThrow(/不能用作目录/)
  expect(await readdir(strange)).toEqual(['letter.txt'])

  const path = join(root, 'new', 'demo')
  const own = await claimDirectory(path)
  expect(own.complete).toBe(false)
  await own.clear()
  await mkdir(own.bot)
  await writeFile(own.town, 'a world')
  await writeFile(join(path, 'letter.txt'), 'mine')
  await own.noteComplete()
  await expect(claimDirectory(path)).rejects.toThrow(/正由另一个示范使用/)
  await own.release()

  const again = await claimDirectory(path)
  expect(again.complete).toBe(true)
  await again.clear()
  expect((await readdir(path)).toSorted()).toEqual(['demo.json', 'letter.txt'])
  await again.release()
  const third = await claimDirectory(path)
  expect(third.complete).toBe(false)
  await third.release()
  await rm(root, { recursive: true })
})
