import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Connection } from '#db/connect.ts'
import { doubtWaiting } from '#db/delivery.ts'
import { makeDirectory } from '#db/make-directory.ts'
import type { Places } from '../config.ts'
import { forgetKept, openFileStore, openKept } from '../files/store.ts'
import type { Log } from '../log.ts'
import { NotKeptError } from '../ports.ts'
import { BackupError, codeOf, InUseError } from './backup-error.ts'
import { fill } from './fill.ts'
import { openEmbedded, openServer } from './places.ts'
import type { Backup } from './read-backup.ts'

/**
 * More than a bot gives in the time between two backups. Cards drawn since carry numbers that are gone; given once more,
 * a press on such a card would change something else.
 */
const gap = 100_000

/**
 * Puts a backup into an empty place: all of it or nothing. What waited to be sent is in doubt since the backup was made,
 * for whoever was backed up may have sent it. Answers how many messages that are. Throws BackupError.
 */
export async function restore(backup: Backup, places: Places, log: Log): Promise<{ readonly inDoubt: number }> {
  const laid: string[] = []
  const before = await entriesOf(places.directory)
  try {
    const connection = await openDatabase(places)
    try {
      return await putInto(connection, backup, places.files, laid, log)
    } finally {
      await connection.close()
    }
  } catch (error) {
    if (error instanceof InUseError) throw error
    for (const sha256 of laid) await forgetKept(places.files, sha256)
    await removeAdded(places.directory, before)
    throw error
  }
}

function openDatabase({ database }: Places): Promise<Connection> {
  return 'url' in database ? openServer(database.url) : openEmbedded(database.directory)
}

/** Null: there is nothing of that name, so all that comes is ours. Throws BackupError when that cannot be known. */
function entriesOf(directory: string): Promise<readonly string[] | null> {
  return readdir(directory).catch((error: unknown) => {
    const code = codeOf(error)
    if (code === 'ENOENT') return null
    throw new BackupError(`DATA_DIR (${directory}) cannot be read (${code}): is it a directory, and this user's?`)
  })
}

async function removeAdded(directory: string, before: readonly string[] | null): Promise<void> {
  if (before === null) return rm(directory, { recursive: true, force: true })
  const added = (await readdir(directory).catch(() => [])).filter((name) => !before.includes(name))
  for (const name of added) await rm(join(directory, name), { recursive: true, force: true })
}

async function putInto(connection: Connection, backup: Backup, files: string, laid: string[], log: Log) {
  const { manifest, rows } = backup
  const filling = { snapshot: manifest, rows, jobs: manifest.jobs, gap }
  const inDoubt = await fill(
    connection,
    filling,
    async (tx) => {
      const waiting = await doubtWaiting(tx, manifest.made)
      // Before the tables are there for anybody: a file more is harmless, one less is missed.
      await layFiles(backup, files, laid)
      return waiting
    },
    log,
  )
  return { inDoubt }
}

async function layFiles(backup: Backup, directory: string, laid: string[]): Promise<void> {
  try {
    await makeDirectory(resolve(directory))
    const store = await openFileStore(directory)
    for await (const { sha256, bytes } of backup.files()) {
      if ((await openKept(directory, sha256)) === null) laid.push(sha256)
      await store.keep(bytes)
    }
  } catch (error) {
    const code = error instanceof NotKeptError ? error.code : codeOf(error)
    throw new BackupError(
      `Photos and files cannot be kept under DATA_DIR (${directory}, ${code}): is the disk full or read-only, or the directory another user's?`,
    )
  }
}
