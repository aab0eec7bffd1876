import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from '#db/connect.ts'
import { migrations } from '#db/migrate.ts'
import { isEmpty, readRows, readSnapshot } from '#db/snapshot.ts'
import type { Places } from '../config.ts'
import { readWaiting } from '../jobs/queue-state.ts'
import type { Log } from '../log.ts'
import { BackupError } from './backup-error.ts'
import { fill } from './fill.ts'
import { holdsDatabase, openEmbedded, openServer } from './places.ts'

const markOf = (directory: string) => join(directory, 'moved-to-server')

/** Whether the embedded database of a directory has been moved: what is in it is an old copy, and no bot may go on with it. */
export function wasMoved(directory: string): boolean {
  return existsSync(markOf(directory))
}

/**
 * Moves the embedded database of a directory, with what waits in its queue, to an empty one on a server. Photos and files
 * stay where they are. No bot may run on either; the embedded one is left as it is, and marked. Throws BackupError.
 */
export async function move(
  url: string,
  { directory }: Places,
  log: Log,
  now: Date,
): Promise<{ readonly tables: number }> {
  if (!holdsDatabase(directory)) {
    throw new BackupError(`There is no embedded database in DATA_DIR (${directory}) that could be moved.`)
  }
  if (wasMoved(directory)) throw new BackupError(`${markOf(directory)} says that this was moved already.`)
  const from = await openEmbedded(directory)
  try {
    const to = await openServer(url)
    try {
      return await from.db.transaction().execute(async (tx) => {
        const snapshot = await readSnapshot(tx)
        if (snapshot === null) throw new BackupError('There is nothing to move: no bot was ever started on this data.')
        if (!Object.hasOwn(migrations, snapshot.step)) {
          throw new BackupError('The data are of a newer release than this one: update first.')
        }
        const tables = new Map(snapshot.tables.map((table) => [table.name, table]))
        const rows = (name: string) => {
          const table = tables.get(name)
          if (table === undefined) throw new Error(`no table ${name}`)
          return readRows(tx, table)
        }
        const filling = { snapshot, rows, jobs: await readWaiting(tx), gap: 0 }
        const mark = () => writeFile(markOf(directory), `${now.toISOString()}\n`, { flush: true })
        await fill(to, filling, mark, log).catch(async (error: unknown) => {
          await unmarkUnmoved(directory, to)
          throw error
        })
        return { tables: tables.size }
      })
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

/** The mark comes before the commit, which may fail. While nobody can say whether it did, the mark stays. */
async function unmarkUnmoved(directory: string, { db }: Connection): Promise<void> {
  const isUnmoved = await db
    .transaction()
    .execute(isEmpty)
    .catch(() => false)
  if (isUnmoved) await rm(markOf(directory), { force: true })
}
