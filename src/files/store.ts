import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { type ByteFlow, type FileStore, NotKeptError } from '../ports.ts'

/** Of another machine's process nobody here can tell whether it lives; its writing takes seconds. */
const leftoverAgeMs = 60 * 60_000

/** Photos give way first: with less the embedded database on the same disk takes no more answers (`db/room.ts`). */
const leftFreeBytes = 48 * 1024 * 1024

/**
 * Keeps files under a directory that is there, each under the SHA-256 of its bytes: `ab/cdef…`. Written under a name of its own beside
 * them, put on the disk, then renamed: a file stands there whole or not at all. Several processes may share the directory.
 * Throws the system's error when it cannot be used.
 */
export async function openFileStore(directory: string): Promise<FileStore> {
  const drafts = join(directory, 'drafts')
  await makeOne(drafts)
  await clearDrafts(drafts)
  const probe = draftIn(drafts)
  await writeWhole(probe, new Uint8Array([0]))
  await rm(probe)
  return {
    keep: (bytes) => keep(directory, drafts, bytes),
    read: (sha256) => read(directory, sha256),
    open: (sha256) => openKept(directory, sha256),
  }
}

async function keep(directory: string, drafts: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = pathOf(directory, sha256)
  try {
    if (await isWhole(path, bytes)) return sha256
    await assertRoom(directory, bytes.length)
    await makeOne(dirname(path))
    const draft = draftIn(drafts)
    try {
      await writeWhole(draft, bytes)
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    await syncDirectory(dirname(path))
    return sha256
  } catch (error) {
    throw new NotKeptError((error as NodeJS.ErrnoException).code ?? 'unknown')
  }
}

async function read(directory: string, sha256: string): Promise<Uint8Array | null> {
  try {
    return await readFile(pathOf(directory, sha256))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** A kept file of a directory that nothing is to be written into; null when it is not there. */
export async function openKept(directory: string, sha256: string): Promise<ByteFlow | null> {
  const path = pathOf(directory, sha256)
  const there = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return there === null ? null : { bytes: there.size, read: () => createReadStream(path) }
}

/** Takes back what was kept by mistake a moment ago, when nothing speaks of it yet. */
export function forgetKept(directory: string, sha256: string): Promise<void> {
  return rm(pathOf(directory, sha256), { force: true })
}

async function assertRoom(directory: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory)
  if (bavail * bsize - bytes < leftFreeBytes) throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
}

/** What the disk has lost bytes of is written anew. */
async function isWhole(path: string, bytes: Uint8Array): Promise<boolean> {
  const there = await stat(path).catch(() => null)
  return there !== null && there.size === bytes.length
}

/** Nothing but a digest ever becomes a path. */
function pathOf(directory: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not the name of a kept file')
  return join(directory, sha256.slice(0, 2), sha256.slice(2))
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The new name, too, has to outlive a loss of power. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** Not the recursive way: that asks for ever where nothing can be made. */
async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Says whose it is, so that the next start knows whether anybody still writes it. */
function draftIn(drafts: string): string {
  return join(drafts, `${machine()}_${process.pid}_${randomBytes(6).toString('hex')}`)
}

function machine(): string {
  return hostname().replaceAll(/[^A-Za-z0-9.-]/g, '-')
}

/** Removes what processes left behind that died while writing. */
async function clearDrafts(drafts: string): Promise<void> {
  for (const name of await readdir(drafts)) {
    const path = join(drafts, name)
    if (isDead(name) || (await isOld(path))) await rm(path, { force: true, recursive: true })
  }
}

/** Our own number is a dead one's too: in a container every start has the same. */
function isDead(name: string): boolean {
  const [host, pid] = name.split('_')
  if (host !== machine() || !/^\d+$/.test(pid ?? '')) return false
  if (Number(pid) === process.pid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

async function isOld(path: string): Promise<boolean> {
  const there = await stat(path).catch(() => null)
  return there !== null && Date.now() - there.mtimeMs > leftoverAgeMs
}
