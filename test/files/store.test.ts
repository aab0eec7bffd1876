import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFileStore } from '#src/files/store.ts'
import { NotKeptError } from '#src/ports.ts'
import { openTestFiles } from '#test/support/files.ts'
import { bytesOf } from '#test/support/read-zip.ts'

const bytes = Buffer.from('每学期体检一次')
const sha256 = createHash('sha256').update(bytes).digest('hex')

test('what is kept can be read again, under the digest of what is in it', async () => {
  await using files = await openTestFiles()
  expect(await files.store.keep(bytes)).toBe(sha256)
  expect(await files.store.read(sha256)).toEqual(bytes)
  expect(await readFile(join(files.directory, sha256.slice(0, 2), sha256.slice(2)))).toEqual(bytes)
  expect(await files.store.read('0'.repeat(64))).toBeNull()
})

test('the same is kept once, also when several bring it at once', async () => {
  await using files = await openTestFiles()
  await Promise.all(Array.from({ length: 20 }, () => files.store.keep(Buffer.from(bytes))))
  expect(await files.kept()).toEqual([bytes])
  expect(await files.drafts()).toEqual([])
})

test('what lost bytes on the disk is written anew', async () => {
  await using files = await openTestFiles()
  await files.store.keep(bytes)
  await writeFile(join(files.directory, sha256.slice(0, 2), sha256.slice(2)), '')
  await files.store.keep(bytes)
  expect(await files.store.read(sha256)).toEqual(bytes)
})

test('on a full disk nothing is half kept, and later it works', async () => {
  await using files = await openTestFiles()
  const drafts = join(files.directory, 'drafts')
  // Nothing can be made there, as on a disk without room for one more name.
  await rm(drafts, { recursive: true })
  await symlink('/proc/self/fd', drafts)
  await expect(files.store.keep(bytes)).rejects.toThrow(NotKeptError)
  expect(await files.kept()).toEqual([])
  await rm(drafts)
  await mkdir(drafts)
  await files.store.keep(bytes)
  expect(await files.kept()).toEqual([bytes])
})

test('what cannot be put in its place leaves nothing behind', async () => {
  await using files = await openTestFiles()
  await mkdir(join(files.directory, sha256.slice(0, 2), sha256.slice(2), 'in the way'), { recursive: true })
  await expect(files.store.keep(bytes)).rejects.toThrow(NotKeptError)
  expect(await files.drafts()).toEqual([])
})

test('a name that is no digest leads nowhere', async () => {
  await using files = await openTestFiles()
  for (const name of ['', '../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64)]) {
    await expect(files.store.read(name)).rejects.toThrow('not the name of a kept file')
  }
})

test('a start clears what dead processes left half written, and nothing that somebody still writes', async () => {
  await using files = await openTestFiles()
  const drafts = join(files.directory, 'drafts')
  const here = hostname().replaceAll(/[^A-Za-z0-9.-]/g, '-')
  const left = { dead: `${here}_999999999_aa`, mine: `${here}_${process.pid}_bb`, old: 'elsewhere_7_cc', strange: 'x' }
  const written = { parent: `${here}_${process.ppid}_dd`, elsewhere: 'elsewhere_8_ee' }
  for (const name of [...Object.values(left), ...Object.values(written)]) await writeFile(join(drafts, name), 'half')
  const yesterday = new Date(Date.now() - 24 * 3_600_000)
  for (const name of [left.old, left.strange]) await utimes(join(drafts, name), yesterday, yesterday)
  await openFileStore(files.directory)
  expect((await readdir(drafts)).toSorted()).toEqual(Object.values(written).toSorted())
})

test('a directory that cannot be written to is found out at the start', async () => {
  await expect(openFileStore('/proc/self')).rejects.toThrow()
  await expect(openFileStore('/dev/null')).rejects.toThrow()
})

test('what is kept can be read piece by piece, as often as one likes; what is not, cannot be opened', async () => {
  await using files = await openTestFiles()
  const large = Buffer.alloc(1_000_000, 'a')
  const flow = await files.store.open(await files.store.keep(large))
  if (flow === null) throw new Error('not kept')
  expect(flow.bytes).toBe(large.length)
  let most = 0
  for await (const chunk of flow.read()) most = Math.max(most, chunk.length)
  expect(most).toBeLessThan(large.length)
  expect(await bytesOf(flow)).toEqual(large)
  expect(await files.store.open('0'.repeat(64))).toBeNull()
  await expect(files.store.open('../../etc/passwd')).rejects.toThrow('not the name')
})
