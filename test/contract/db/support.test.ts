import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrations } from '#db/migrate.ts'
import { openTestDatabase } from '#test/support/database.ts'

test('every test has a migrated database of its own', async () => {
  await using one = await openTestDatabase()
  await using other = await openTestDatabase()
  await one.db
    .insertInto('chat')
    .values({ id: 'oc_1' as never, name: '领导小组' })
    .execute()
  expect(await other.db.selectFrom('chat').selectAll().execute()).toEqual([])
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(other.db)
  expect(done.rows.map((row) => row.name)).toEqual(Object.keys(migrations))
})
