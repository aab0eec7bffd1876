import { type Kysely, sql } from 'kysely'
import { keepLogShort } from './keep-log-short.ts'
import type { Database } from './schema.ts'

/**
 * What a server does for itself beside its work, and the embedded database cannot (0.5.16): it has no other process. Without
 * it the queue's table of rows long gone grows by half a megabyte a day, and whoever takes a job looks through it.
 */
export async function tidyEmbedded(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute((tx) => keepLogShort(tx))
  // As a server by its own settings.
  const { rows } = await sql<{ schema: string; name: string }>`
    select stat.schemaname as schema, stat.relname as name
    from pg_stat_user_tables stat join pg_class on pg_class.oid = stat.relid
    where stat.n_dead_tup > 50 + 0.2 * greatest(reltuples, 0)`.execute(db)
  for (const { schema, name } of rows) await sql`vacuum (analyze) ${sql.id(schema, name)}`.execute(db)
}
