import { readFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import type { Connection } from '#db/connect.ts'
import { readKeptNames, readRows, readSnapshot, type Table } from '#db/snapshot.ts'
import type { Tx } from '#db/tx.ts'
import { openKept } from '../files/store.ts'
import { readWaiting } from '../jobs/queue-state.ts'
import { BackupError } from './backup-error.ts'
import { filePath, type Manifest, manifestName, type Part, tablePath } from './manifest.ts'
import { openZip, type ZipOut } from './zip-out.ts'

export type Source = {
  readonly connection: Connection
  /** Where photos and files are kept. */
  readonly files: string
  readonly app: string | null
}

/** A file of the tables that is not on the disk as it was kept. */
type Lost = string

/**
 * Writes all of a bot's data as one zip, tables and queue as they stood at one moment. On a server the bot may run
 * meanwhile. The embedded database has one connection, and whoever else wants it waits: its tables are read without
 * waiting for `to`, and held packed until they are read. Throws BackupError, or what `to` and the disk say.
 */
export async function writeBackup({ connection, files, app }: Source, to: Writable, now: Date): Promise<Manifest> {
  const zip = openZip(to, now, connection.embedded !== null)
  const { kept, ...tables } = await connection.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => writeTables(tx, zip))
  zip.letGo()
  if (kept.length > 0) await access(files).catch(() => Promise.reject(new BackupError(noFiles(files))))
  const lost = await writeFiles(zip, files, kept)
  const manifest: Manifest = {
    v: 1,
    release,
    made: now,
    from: connection.embedded === null ? 'server' : 'embedded',
    app,
    ...tables,
    files: { count: kept.length - lost.length, lost },
  }
  await zip.add(manifestName, textOf([JSON.stringify({ duibiao: 'backup', ...manifest })]), { compress: true })
  await zip.end()
  return manifest
}

const { version: release } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const noFiles = (files: string) =>
  `The photos and files under DATA_DIR (${files}) cannot be read: is DATA_DIR right, and may this user read it?`

async function writeTables(tx: Tx, zip: ZipOut) {
  const snapshot = await readSnapshot(tx)
  if (snapshot === null) throw new BackupError('There is nothing to back up: no bot was ever started on this database.')
  const jobs = await readWaiting(tx)
  const kept = await readKeptNames(tx)
  const parts: Record<string, Part> = {}
  for (const table of snapshot.tables) parts[table.name] = await writeTable(tx, zip, table)
  return { ...snapshot, jobs, parts, kept }
}

async function writeTable(tx: Tx, zip: ZipOut, table: Table): Promise<Part> {
  let rows = 0
  async function* lines() {
    for await (const batch of readRows(tx, table)) {
      rows += batch.length
      yield `${batch.join('\n')}\n`
    }
  }
  return { ...(await zip.add(tablePath(table.name), textOf(lines()), { compress: true })), rows }
}

/** Answers what is missing. Photos and documents are packed already. */
async function writeFiles(zip: ZipOut, files: string, kept: readonly string[]): Promise<Lost[]> {
  const lost: Lost[] = []
  for (const sha256 of kept) {
    const flow = await openKept(files, sha256)
    if (flow === null) lost.push(sha256)
    else {
      const written = await zip.add(filePath(sha256), flow.read(), { compress: false })
      if (written.sha256 !== sha256) lost.push(sha256)
    }
  }
  return lost
}

async function* textOf(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text)
}
