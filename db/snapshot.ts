import { sql } from 'kysely'
import { migrate } from './migrate.ts'
import type { Tx } from './tx.ts'

/** All our tables at one moment, wherever they are read from: a database or a backup. */
export type Snapshot = {
  /** The last step the database had been brought to. */
  readonly step: string
  readonly tables: readonly Table[]
  /** The last number each sequence gave. */
  readonly sequences: Readonly<Record<string, number>>
}
export type Table = { readonly name: string; readonly columns: readonly string[] }

/** Rows in batches of about a megabyte, each a JSON object of texts as the database itself writes and reads them. */
export type Rows = (table: string) => AsyncIterable<readonly string[]>

const batchChars = 1_000_000
const mostRows = 5_000

/**
 * What there is to read, without the rows; null when no bot has ever been started on this database. The transaction has to
 * be a repeatable read, or tables are of different moments.
 */
export async function readSnapshot(tx: Tx): Promise<Snapshot | null> {
  await stayLong(tx)
  if (!(await exists(tx, 'public.kysely_migration'))) return null
  const { rows: steps } = await sql<{ step: string | null }>`
    select max(name collate "C") as step from kysely_migration`.execute(tx)
  const step = steps[0]?.step ?? null
  if (step === null) return null
  const tables = Map.groupBy(await readColumns(tx), ({ table }) => table)
  // Read after the moment of the snapshot: a number given since is not given again.
  const { rows: sequences } = await sql<{ name: string; last: number }>`
    select sequencename as name, last_value::integer as last from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`.execute(tx)
  return {
    step,
    tables: [...tables].map(([name, columns]) => ({ name, columns: columns.map(({ column }) => column) })),
    sequences: Object.fromEntries(sequences.map(({ name, last }) => [name, last])),
  }
}

/** All rows of a table, read through a cursor: no more than a batch is ever held. */
export async function* readRows(tx: Tx, { name, columns }: Table): AsyncGenerator<readonly string[]> {
  // What a value is as text depends on these.
  await sql`set local datestyle = 'ISO, YMD'`.execute(tx)
  await sql`set local timezone = 'UTC'`.execute(tx)
  await sql`set local bytea_output = 'hex'`.execute(tx)
  const texts = columns.map((column) => sql`${sql.ref(column)}::text as ${sql.id(column)}`)
  await sql`
    declare kept_rows no scroll cursor for
    select row_to_json(one)::text as line from (select ${sql.join(texts)} from ${sql.id('public', name)}) one`.execute(
    tx,
  )
  for (let next = 10; ; ) {
    const { rows } = await sql<{ line: string }>`fetch forward ${sql.lit(next)} from kept_rows`.execute(tx)
    if (rows.length === 0) break
    const lines = rows.map(({ line }) => line)
    yield lines
    const chars = lines.reduce((total, line) => total + line.length, 0)
    next = Math.max(1, Math.min(mostRows, 2 * next, Math.floor((batchChars * lines.length) / chars)))
  }
  await sql`close kept_rows`.execute(tx)
}

/** The names of all photos and files the tables speak of. */
export async function readKeptNames(tx: Tx): Promise<string[]> {
  if (!(await exists(tx, 'public.stored_file'))) return []
  const rows = await tx.selectFrom('stored_file').select('sha256').orderBy('sha256').execute()
  return rows.map(({ sha256 }) => sha256)
}

/** Whether there is nothing in a database that a bot, or anybody else, would miss. */
export async function isEmpty(tx: Tx): Promise<boolean> {
  const { rows } = await sql`
    select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') limit 1`.execute(
    tx,
  )
  if (rows.length > 0) return false
  if (!(await exists(tx, 'pgboss.job'))) return true
  const jobs = await sql`select from pgboss.job limit 1`.execute(tx)
  return jobs.rows.length === 0
}

/**
 * Fills an empty database and brings it up to this release: to the step of the snapshot first, as its rows are of that
 * shape. Every later number of a sequence is at least `gap` higher than those the snapshot knows. Throws ShapeError when
 * the snapshot is not made of our tables.
 */
export async function load(tx: Tx, { step, tables, sequences }: Snapshot, rows: Rows, gap: number): Promise<void> {
  await stayLong(tx)
  await migrate(tx, { upTo: step })
  const columns = Map.groupBy(await readColumns(tx), ({ table }) => table)
  if (tables.length !== columns.size) throw new ShapeError('another number of tables')
  const ties = await untie(tx)
  for (const table of tables) {
    const typed = columns.get(table.name) ?? []
    if (typed.map(({ column }) => column).join() !== table.columns.join()) throw new ShapeError(table.name)
    for await (const lines of rows(table.name)) await insert(tx, table.name, typed, lines)
  }
  for (const { table, name, definition } of ties) {
    await sql`alter table ${sql.id('public', table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(tx)
  }
  for (const [name, last] of Object.entries(sequences)) {
    await sql`select setval(format('public.%I', ${name}::text)::regclass, ${last + gap}::bigint)`.execute(tx)
  }
  await migrate(tx)
}

/** A snapshot that no database of this bot can have been. */
export class ShapeError extends Error {}

type Column = { readonly table: string; readonly column: string; readonly type: string }

/** Of tables only: Kysely's own are written by the steps. */
async function readColumns(tx: Tx): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select relname as table, attname as column, format_type(atttypid, atttypmod) as type
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
      and attnum > 0 and not attisdropped
    order by relname collate "C", attnum`.execute(tx)
  return rows
}

type Tie = { readonly table: string; readonly name: string; readonly definition: string }

/**
 * Takes all foreign keys away and answers what they were. Rows then need no order, and what is tied again is checked as a
 * whole; to have them only not looked at a server wants its superuser. The guards of history hear of changes, not of rows.
 */
async function untie(tx: Tx): Promise<readonly Tie[]> {
  const { rows: ties } = await sql<Tie>`
    select relname as table, conname as name, pg_get_constraintdef(pg_constraint.oid) as definition
    from pg_constraint join pg_class on pg_class.oid = conrelid
    where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`.execute(tx)
  for (const { table, name } of ties) {
    await sql`alter table ${sql.id('public', table)} drop constraint ${sql.id(name)}`.execute(tx)
  }
  return ties
}

async function insert(tx: Tx, table: string, columns: readonly Column[], lines: readonly string[]): Promise<void> {
  const names = columns.map(({ column }) => sql.id(column))
  const texts = columns.map(({ column }) => sql`${sql.id(column)} text`)
  const values = columns.map(({ column, type }) => sql`one.${sql.id(column)}::${sql.raw(type)}`)
  await sql`
    insert into ${sql.id('public', table)} (${sql.join(names)}) overriding system value
    select ${sql.join(values)} from json_to_recordset(${`[${lines.join()}]`}::json) as one (${sql.join(texts)})`.execute(
    tx,
  )
}

/** Between two questions a disk may have much to do: the bot's own transactions never wait, and are cut off (connect). */
async function stayLong(tx: Tx): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
}

async function exists(tx: Tx, name: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(tx)
  return rows[0]?.there === true
}
