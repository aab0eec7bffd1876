import { sql } from 'kysely'
import type { Tx } from './tx.ts'

/** Read again in a second after a process that was killed; an idle bot writes as much in a day. */
const mostBytes = 64 * 1024 * 1024

/**
 * Writes a checkpoint once the write-ahead log has grown by `most` since the last one. A server does so by itself. The
 * embedded database never does while it runs, as it has no other process (tried with 0.5.16): its log would grow for as
 * long as the bot runs, 20 GB in an idle year, and all of it would be read again by the first start after a power cut.
 * In a transaction, because none is begun while the disk is nearly full (room.ts).
 */
export async function keepLogShort(tx: Tx, most = mostBytes): Promise<void> {
  const { rows } = await sql<{ grown: boolean }>`
    select pg_current_wal_insert_lsn() - redo_lsn > ${most}::bigint as grown from pg_control_checkpoint()`.execute(tx)
  if (rows[0]?.grown === true) await sql`checkpoint`.execute(tx)
}
