import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import type { Connection } from '#db/connect.ts'
import { keepLogShort } from '#db/keep-log-short.ts'
import { tidyEmbedded } from '#db/tidy-embedded.ts'
import { tickJob } from '#src/jobs/tick.ts'
import { openTestDatabase } from '#test/support/database.ts'

const mebibyte = 1024 * 1024

/** What a start would have to read again. */
async function logOf({ db }: Connection): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select (pg_current_wal_insert_lsn() - redo_lsn)::float8 as bytes from pg_control_checkpoint()`.execute(db)
  return rows[0]?.bytes ?? 0
}

test.skipIf('server' in inject('testDatabase'))('the log of embedded data stays short while the bot runs', async () => {
  await using database = await openTestDatabase()
  const { db } = database
  // As a year of the queue's own small writes: far more than a server would leave without a checkpoint in between.
  await sql`create table filler (id int primary key, words text)`.execute(db)
  const write = () =>
    sql`insert into filler select g, repeat(md5(g::text), 8) from generate_series(1, 20000) g
      on conflict (id) do update set words = filler.words`.execute(db)
  for (let times = 0; times < 8; times += 1) await write()
  const long = await logOf(database)
  expect(long).toBeGreaterThan(64 * mebibyte)

  await db.transaction().execute((tx) => keepLogShort(tx, 2 * long))
  expect(await logOf(database)).toBeGreaterThanOrEqual(long)
  const job = tickJob({ db, now: () => new Date(), tidy: () => tidyEmbedded(db), tick: async () => {} })
  await job.run({}, new AbortController().signal)
  expect(await logOf(database)).toBeLessThan(long / 2)
})

test.skipIf('server' in inject('testDatabase'))('rows that are gone leave their room to those that come', async () => {
  await using database = await openTestDatabase()
  const { db } = database
  // As the queue does with its jobs: a tick a minute, taken, done, and forgotten after an hour.
  await sql`create schema queue`.execute(db)
  await sql`create table queue.job (id int generated always as identity, state int not null, words text)`.execute(db)
  const sizes: number[] = []
  for (let day = 0; day < 4; day += 1) {
    await sql`insert into queue.job (state, words) select 0, repeat('x', 300) from generate_series(1, 1440)`.execute(db)
    await sql`update queue.job set state = 1`.execute(db)
    await sql`delete from queue.job`.execute(db)
    // Else it counts once a second.
    await sql`select pg_stat_force_next_flush()`.execute(db)
    await tidyEmbedded(db)
    const { rows } = await sql<{ bytes: number }>`select pg_relation_size('queue.job')::int as bytes`.execute(db)
    sizes.push(rows[0]?.bytes ?? 0)
  }
  expect(sizes).toEqual([0, 0, 0, 0])
})
