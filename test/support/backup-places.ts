import { createWriteStream, openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { type Connection, connect } from '#db/connect.ts'
import type { Tx } from '#db/tx.ts'
import { type Source, writeBackup } from '#src/backup/write-backup.ts'
import type { Places } from '#src/config.ts'
import { openEmptyDatabase } from './database.ts'

export const server = process.env.DATABASE_URL ?? ''

/** Where something can be restored to, in a directory of its own that goes at the end. */
export type TestPlace = AsyncDisposable & { readonly root: string; readonly places: Places }

/** An embedded database without a table, whose making takes seconds. */
let empty: Promise<Blob> | null = null

async function makeEmpty(): Promise<Blob> {
  const from = inject('testDatabase')
  if ('empty' in from) return openAsBlob(from.empty)
  const connection = await connect({ directory: null })
  const dump = await connection.embedded?.dumpDataDir('none')
  await connection.close()
  if (dump === undefined) throw new Error('not embedded')
  return dump
}

/** Embedded, with a database that has no tables yet. */
export async function embeddedPlace(): Promise<TestPlace> {
  const root = await mkdtemp(join(tmpdir(), 'duibiao-backup-'))
  const directory = join(root, 'data')
  empty ??= makeEmpty()
  await (await connect({ directory, startFrom: await empty })).close()
  return {
    root,
    places: placesOf({ directory }, directory),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  }
}

/** An empty database on the server of DATABASE_URL. */
export async function serverPlace(): Promise<TestPlace> {
  const root = await mkdtemp(join(tmpdir(), 'duibiao-backup-'))
  const database = await openEmptyDatabase()
  return {
    root,
    places: placesOf({ url: database.url ?? '' }, join(root, 'data')),
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await rm(root, { recursive: true, force: true })
    },
  }
}

function placesOf(database: Places['database'], directory: string): Places {
  return { database, directory, files: join(directory, 'files'), timeZone: 'Asia/Shanghai', appId: null }
}

/** Opens what was restored. */
export function openPlace({ places }: TestPlace): Promise<Connection> {
  return connect(places.database)
}

export async function backUp(source: Source, file: string, now: Date) {
  const to = createWriteStream(file)
  const manifest = await writeBackup(source, to, now)
  await finished(to)
  return manifest
}

/** Every row of every table as the database writes it, and what shape it is all in. */
export function everything({ db }: Pick<Connection, 'db'>): Promise<{ rows: string[]; shape: string[] }> {
  return db.transaction().execute(async (tx) => ({ rows: await rowsOf(tx), shape: await shapeOf(tx) }))
}

async function rowsOf(tx: Tx): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%' order by 1`.execute(tx)
  const each = tables.map(
    ({ name }) => sql`select ${name}::text || ' ' || one::text as row from ${sql.table(name)} one`,
  )
  const { rows } = await sql<{ row: string }>`${sql.join(each, sql` union all `)} order by 1`.execute(tx)
  return rows.map(({ row }) => row)
}

async function shapeOf(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default, identity_generation) as line
      from information_schema.columns where table_schema = 'public'
    union all
    select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace and contype <> 'n'
    union all
    select indexdef from pg_indexes where schemaname = 'public'
    union all
    select concat_ws(' ', pg_get_triggerdef(oid), tgenabled) from pg_trigger where not tgisinternal
    union all
    select 'step ' || name from kysely_migration
    order by 1`.execute(tx)
  return rows.map(({ line }) => line)
}
