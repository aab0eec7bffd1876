import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { migrate, migrations } from '#db/migrate.ts'
import type { Database } from '#db/schema.ts'
import { openEmptyDatabase, openTestDatabase } from '#test/support/database.ts'
import { aCampaign } from '#test/support/rows.ts'

const steps = Object.keys(migrations)

/** What this release's own tables look like. */
let whole: readonly string[]
beforeAll(async () => {
  await using migrated = await openTestDatabase()
  whole = await shapeOf(migrated.db)
})

/** Every column, constraint, index and trigger of ours, as the database itself says it. */
async function shapeOf(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) as line
      from information_schema.columns where table_schema = 'public'
    union all
    select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace and contype <> 'n'
    union all
    select indexdef from pg_indexes where schemaname = 'public'
    union all
    select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal and tgrelid in
      (select oid from pg_class where relnamespace = 'public'::regnamespace)
    order by 1`.execute(db)
  return rows.map(({ line }) => line)
}

async function tablesOf(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
    order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

test.each(steps.slice(0, -1).map((step, at) => [step, at + 1]))(
  'a database left at %s is brought up to this release, with what was in it',
  async (step, done) => {
    await using older = await openEmptyDatabase(step as string)
    expect(await shapeOf(older.db)).not.toEqual(whole)
    // The tables that a campaign with an assignment needs come with the second step.
    const rows = (done as number) < 2 ? null : await aCampaign(older.db)
    await migrate(older.db)
    expect(await shapeOf(older.db)).toEqual(whole)
    const kept = await older.db.selectFrom('assignment').select(['id', 'campaign', 'respondent']).execute()
    const { assignment: id, campaign, person: respondent } = rows ?? {}
    expect(kept).toEqual(rows === null ? [] : [{ id, campaign, respondent }])
  },
)

test('an empty database gets every table, and a second start changes nothing', async () => {
  await using empty = await openEmptyDatabase()
  expect(await tablesOf(empty.db)).toEqual([])
  await migrate(empty.db)
  expect(await tablesOf(empty.db)).toEqual(expect.arrayContaining(['answer', 'issue', 'summary_paper']))
  await migrate(empty.db)
  expect(await shapeOf(empty.db)).toEqual(whole)
})

test('processes that start at once bring it up together', async (here) => {
  await using empty = await openEmptyDatabase()
  if (empty.url === null) return here.skip('the embedded database belongs to one process')
  const other = await connect({ url: empty.url })
  await Promise.all([migrate(empty.db), migrate(other.db), migrate(empty.db)])
  expect(await shapeOf(other.db)).toEqual(whole)
  await other.close()
})
