import { sql } from 'kysely'
import { describe, expect, inject, test } from 'vitest'
import { type Connection, connect } from '#db/connect.ts'
import { isHeldUp, migrate, migrations, NewerDatabaseError } from '#db/migrate.ts'
import { isDatabaseTrouble } from '#db/trouble.ts'
import { openQueue } from '#src/jobs/queue.ts'
import { openEmptyDatabase, openTestDatabase } from '#test/support/database.ts'
import { openDivided, walkPress } from '#test/support/first-school.ts'
import { silentLog } from '#test/support/silent-log.ts'

/** A release after this one: it changes the table that every press needs. */
const nextRelease = {
  ...migrations,
  '9999-next': {
    up: async (db: Connection['db']) => {
      await sql`alter table assignment add column next_release integer`.execute(db)
    },
  },
}

test('a database of a newer release is left alone', async () => {
  await using database = await openTestDatabase()
  await migrate(database.db, { steps: nextRelease })
  await expect(migrate(database.db)).rejects.toThrow(NewerDatabaseError)
  await migrate(database.db, { steps: nextRelease })
})

// The embedded database belongs to one process: nothing else can be running on it.
describe.skipIf(!('server' in inject('testDatabase')))('on a server', () => {
  test('three processes that start at once on an empty database all come up, their queues too', async () => {
    await using empty = await openEmptyDatabase()
    const connections = await Promise.all([1, 2, 3].map(() => connect({ url: empty.url ?? '' })))
    const queues = await Promise.all(
      connections.map(async (connection) => {
        await migrate(connection.db)
        return openQueue(connection, silentLog(), 'Asia/Shanghai')
      }),
    )
    expect(await Promise.all(queues.map((queue) => queue.depth()))).toHaveLength(3)
    await Promise.all(queues.map((queue) => queue.stop()))
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from kysely_migration`.execute(
      empty.db,
    )
    expect(rows).toEqual([{ count: Object.keys(migrations).length }])
    await Promise.all(connections.map((connection) => connection.close()))
  })

  test('an old process answers presses while a new one waits for a table, says so, and gets it', async () => {
    await using world = await openDivided()
    const next = await connect({ url: world.database.url ?? '' })
    const begun = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<void>()
    // A backup reads every table, and takes its time.
    const backup = next.db.transaction().execute(async (tx) => {
      await sql`select from assignment limit 1`.execute(tx)
      begun.resolve()
      await ended.promise
    })
    await begun.promise
    await expect(migrate(next.db, { steps: nextRelease, tries: 1 })).rejects.toSatisfy(isHeldUp)
    const heldUp = Promise.withResolvers<void>()
    const migrated = migrate(next.db, { steps: nextRelease, onHeldUp: heldUp.resolve })
    const submit = async (no: number) =>
      world
        .press('lin', await walkPress(world, 'submit-answer', no), { rating: '已达到', fact: '有' })
        .then(({ toast }) => toast?.text)
    // The press that meets the waiting step may have to come again, as its presser is told.
    await expect
      .poll(() => submit(17).catch((error: unknown) => (isDatabaseTrouble(error) ? 'again' : error)), {
        timeout: 30_000,
      })
      .toBe('已提交。')
    await heldUp.promise
    ended.resolve()
    await backup
    await migrated
    expect(await submit(18)).toBe('已提交。')
    await next.close()
  })
})
