import { sql } from 'kysely'
import type { Connection } from '#db/connect.ts'
import { isEmpty, load, type Rows, ShapeError, type Snapshot } from '#db/snapshot.ts'
import type { Tx } from '#db/tx.ts'
import { openQueue } from '../jobs/queue.ts'
import type { WaitingJob } from '../jobs/queue-state.ts'
import type { Log } from '../log.ts'
import { BackupError, codeOf } from './backup-error.ts'

export type Filling = {
  readonly snapshot: Snapshot
  readonly rows: Rows
  readonly jobs: readonly WaitingJob[]
  /** How much higher than before every new number is at least. */
  readonly gap: number
}

/**
 * Fills an empty database with all tables and all that waits in the queue, and does `last` besides; all in one transaction,
 * or nothing. Throws BackupError.
 */
export async function fill<T>(
  connection: Connection,
  { snapshot, rows, jobs, gap }: Filling,
  last: (tx: Tx) => Promise<T>,
  log: Log,
): Promise<T> {
  const { db } = connection
  if (!(await db.transaction().execute(isEmpty))) throw new BackupError(notEmpty(connection))
  try {
    // Its own tables are made by itself, outside of any transaction of ours.
    const queue = await openQueue(connection, log, null)
    try {
      return await db.transaction().execute(async (tx) => {
        await load(tx, snapshot, rows, gap)
        for (const { name, payload, group } of jobs) {
          await queue.enqueue(tx, name, payload, group === null ? {} : { group })
        }
        return await last(tx)
      })
    } finally {
      await queue.stop()
    }
  } catch (error) {
    // A server that went away in the midst of the commit may have all of it: then the queue is no leftover.
    const isLeftEmpty =
      connection.url === null ||
      (await db
        .transaction()
        .execute(isEmpty)
        .catch(() => false))
    if (isLeftEmpty) await sql`drop schema if exists pgboss cascade`.execute(db).catch(() => {})
    throw explained(error, isLeftEmpty)
  }
}

function explained(error: unknown, isLeftEmpty: boolean): unknown {
  if (error instanceof BackupError) return error
  if (error instanceof ShapeError) return new BackupError(`This is no backup of this bot (${error.message}).`)
  const code = codeOf(error)
  if (code === 'unknown') return error
  if (!isLeftEmpty) {
    return new BackupError(
      `The database went away (${code}), and nobody can say whether all of it is there: make another empty one, and do it again.`,
    )
  }
  return new BackupError(
    `The database did not take all of it (${code}) and was left empty: is its disk full, did it stop?`,
  )
}

function notEmpty({ url }: Connection): string {
  return url === null
    ? 'DATA_DIR holds data already, and nothing is ever overwritten: move the directory away, or name another one.'
    : 'The database of DATABASE_URL is not empty, and nothing is ever overwritten: make another one and name that.'
}
