import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { beginInTime, NotBegunError } from '#db/begin-in-time.ts'
import { areClaimed, claimDone } from '#db/inbox.ts'
import { isCertainlyUndone, isDatabaseTrouble } from '#db/trouble.ts'
import type { Tx } from '#db/tx.ts'
import { openTestDatabase } from '#test/support/database.ts'

/** Where nothing has to be done first. */
const nothing = async () => {}

test('what cannot begin in time never does, however many wait, and whoever comes afterwards is served', async () => {
  await using database = await openTestDatabase()
  const free = Promise.withResolvers<void>()
  const taken: Promise<unknown>[] = []
  const held: Promise<unknown>[] = []
  for (let each = 0; each < (database.embedded === null ? 10 : 1); each++) {
    const has = Promise.withResolvers<void>()
    taken.push(has.promise)
    held.push(
      database.db.transaction().execute(async () => {
        has.resolve()
        await free.promise
      }),
    )
  }
  await Promise.all(taken)
  const ran: number[] = []
  const waiting = Array.from({ length: 500 }, (_, at) =>
    beginInTime(database.db, 50, nothing, async () => void ran.push(at)).catch((error: unknown) => error),
  )
  const outcomes = await Promise.all(waiting)
  expect(outcomes.filter((one) => one instanceof NotBegunError && isDatabaseTrouble(one))).toHaveLength(500)
  free.resolve()
  await Promise.all(held)
  const answer = await beginInTime(database.db, 60_000, nothing, (tx) =>
    sql<{ one: number }>`select 1 as one`.execute(tx),
  )
  expect(answer.rows).toEqual([{ one: 1 }])
  expect(ran).toEqual([])
})

test('what the first statement did is undone when it was answered too late', async () => {
  await using database = await openTestDatabase()
  const ran: string[] = []
  const missed = Promise.withResolvers<void>()
  const first = async (tx: Tx) => {
    await claimDone(tx, 'press:late', new Date('2026-11-30T08:00:00Z'))
    await missed.promise
  }
  const late = beginInTime(database.db, 20, first, async () => void ran.push('late'))
  await expect(late).rejects.toBeInstanceOf(NotBegunError)
  missed.resolve()
  const again = await beginInTime(
    database.db,
    60_000,
    (tx) => areClaimed(tx, ['press:late']),
    async (_, found) => found,
  )
  expect({ ran, again: [...again] }).toEqual({ ran: [], again: [] })
})

test('what has begun is let end, and fails as it fails', async () => {
  await using database = await openTestDatabase()
  const slowly = await beginInTime(database.db, 60_000, nothing, async (tx) => {
    await sql`select pg_sleep(0.01)`.execute(tx)
    return 'done'
  })
  expect(slowly).toBe('done')
  const refused = beginInTime(database.db, 60_000, nothing, (tx) => sql`select 1 / 0`.execute(tx))
  await expect(refused).rejects.toMatchObject({ code: '22012' })
  await expect(refused).rejects.not.toSatisfy(isDatabaseTrouble)
})

test('trouble of the database is told from a mistake of ours', async () => {
  const coded = (code: string, severity = 'ERROR') => Object.assign(new Error('x'), { code, severity })
  for (const code of ['53100', '53300', '57P01', '57014', '08006', '58030', '55P03', '40P01', 'ECONNREFUSED']) {
    expect([code, isDatabaseTrouble(coded(code))]).toEqual([code, true])
  }
  for (const code of ['23505', '42P01', '22P02', 'ENOSPC', 'P0001']) {
    expect([code, isDatabaseTrouble(coded(code))]).toEqual([code, false])
  }
  for (const said of ['Connection terminated unexpectedly', 'timeout exceeded when trying to connect']) {
    expect(isDatabaseTrouble(new Error(said))).toBe(true)
  }
  expect(isDatabaseTrouble(new Error('a bug'))).toBe(false)
  // What ends a connection may end it in the midst of a commit.
  for (const code of ['53100', '55P03', '40P01']) expect(isCertainlyUndone(coded(code))).toBe(true)
  for (const code of ['57P01', '08006', 'ECONNRESET', '23505']) expect(isCertainlyUndone(coded(code))).toBe(false)
  for (const severity of ['PANIC', '错误']) expect(isCertainlyUndone(coded('53100', severity))).toBe(false)
  expect(isCertainlyUndone(new NotBegunError())).toBe(true)
})

test('a connection that the server ends while its transaction waits for us fails that one alone', async (here) => {
  await using database = await openTestDatabase()
  if (database.url === null) return here.skip('there is no connection to the embedded database')
  await using other = await openTestDatabase()
  await expect(
    database.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other.db)
      // Until the end of the connection has been heard of.
      await expect.poll(() => sql`select 1`.execute(tx).catch((error: unknown) => isDatabaseTrouble(error))).toBe(true)
      return sql`select 1`.execute(tx)
    }),
  ).rejects.toSatisfy(isDatabaseTrouble)
  expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }])
})
