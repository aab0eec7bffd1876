import { CompiledQuery, Kysely, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { beginInTime, NotBegunError } from '#db/begin-in-time.ts'
import { connect } from '#db/connect.ts'
import { RideDriver } from '#db/ride.ts'
import type { Database } from '#db/schema.ts'
import { type Line, serverDialect } from '#db/server-dialect.ts'
import { ahead, first, type Statement, sharing, write } from '#db/statement.ts'
import { isCertainlyUndone } from '#db/trouble.ts'
import type { Tx } from '#db/tx.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { openLine } from '#test/support/line.ts'
import { onServer } from '#test/support/server.ts'

const server = process.env.DATABASE_URL ?? ''

const say = <Row>(text: string, ...values: unknown[]) => CompiledQuery.raw(text, values) as Statement<Row>
type Begun = { readonly of: string; readonly id: string; readonly patience: string }
/** What a transaction begins with: what it is about, which one it is to the server, and how long it waits for others. */
const entry = (of: string) =>
  sharing(
    say<Begun>(
      `insert into entered values ($1)
        returning of, pg_current_xact_id()::text as id, current_setting('lock_timeout') as patience`,
      of,
    ),
    [of],
  )
const begin = (of: string) => async (tx: Tx) => (await first(tx, entry(of))) ?? expect.fail()
const keep = (of: string, how = 'kept') => say('insert into kept (of, how) values ($1, $2)', of, how)

// The embedded database has one connection, and everybody waits for it.
describe.skipIf(server === '')('transactions of one moment', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase()
    await sql`create table kept (of text not null, how text not null, unique (of, how))`.execute(database.db)
    await sql`create table entered (of text not null)`.execute(database.db)
    await sql`create table row (of text primary key, times int not null)`.execute(database.db)
  })
  beforeEach(async () => {
    await sql`truncate kept, entered, row`.execute(database.db)
    await sql`insert into row values ('a', 0), ('b', 0), ('c', 0)`.execute(database.db)
  })
  afterAll(() => database[Symbol.asyncDispose]())

  /** As a press is taken: shared, and alone where that comes to nothing. */
  const take = <T>(of: string, work: (tx: Tx, begun: Begun) => Promise<T>, { db, shared } = database) =>
    beginInTime(db, 60_000, begin(of), work, shared)
  const keeping = (of: string) => (tx: Tx, begun: Begun) => write(tx, keep(of)).then(() => begun)
  const all = async (table: 'kept' | 'entered') =>
    (await sql<{ of: string }>`select of from ${sql.table(table)} order by of`.execute(database.db)).rows.map(
      (one) => one.of,
    )
  const allKept = () => all('kept')

  test('are one, and each is answered for itself', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `n${String(at).padStart(2, '0')}`)
    const begun = await Promise.all(
      names.map((of) =>
        take(of, async (tx, one) => {
          await write(tx, keep(of))
          const later = await ahead(tx, say<{ how: string }>('select how from kept where of = $1', of))
          return { ...one, later }
        }),
      ),
    )
    expect(begun.map((one) => [one.of, one.later])).toEqual(names.map((of) => [of, [{ how: 'kept' }]]))
    expect(await allKept()).toEqual(names)
    expect(new Set(begun.map((one) => one.id)).size).toBe(3)
  })

  test('are each their own where two are about the same, and the second sees what the first did', async () => {
    const count = async (tx: Tx) => {
      const row = await first(tx, say<{ times: number }>(`select times from row where of = 'a' for no key update`))
      await write(tx, say(`update row set times = $1 where of = 'a'`, (row?.times ?? 0) + 1))
    }
    const ids = ['a', 'a', 'a', 'b'].map((of) =>
      take(of, async (tx, { id }) => {
        if (of === 'a') await count(tx)
        return id
      }),
    )
    expect(new Set(await Promise.all(ids)).size).toBe(3)
    expect(await all('entered')).toEqual(['a', 'a', 'a', 'b'])
    expect(await first(database.db as Tx, say(`select times from row where of = 'a'`))).toEqual({ times: 3 })
  })

  test('are not shared by what does not say what it is about', async () => {
    const alone = beginInTime(
      database.db,
      60_000,
      (tx) => first(tx, say<{ id: string }>('select pg_current_xact_id()::text as id')),
      async (tx, found) => write(tx, keep('alone')).then(() => found?.id),
      database.shared,
    )
    const [one, other] = await Promise.all([alone, take('b', keeping('b'))])
    expect(one).not.toBe(other.id)
    expect(await allKept()).toEqual(['alone', 'b'])
  })

  describe('in which one fails', () => {
    const failures: [string, (tx: Tx) => Promise<unknown>, object][] = [
      ['by itself', () => Promise.reject(new Error('a bug')), { message: 'a bug' }],
      ['at once, by a statement', (tx) => first(tx, say('select 1 / 0')), { code: '22012' }],
      ['at the end, by a statement', (tx) => write(tx, say('insert into kept values (null, null)')), { code: '23502' }],
      [
        'by a value that cannot be written',
        (tx) =>
          first(
            tx,
            say('select $1::text', {
              toPostgres() {
                throw new Error('no value')
              },
            }),
          ),
        { message: 'no value' },
      ],
    ]
    test.each(failures)('%s: that one alone, and nothing of it stands', async (_, fail, how) => {
      const runs: string[] = []
      const work = (of: string) => async (tx: Tx, begun: Begun) => {
        runs.push(of)
        await write(tx, keep(of))
        if (of !== 'b') return begun
        await sql`insert into kept values ('b', 'and sent')`.execute(tx)
        await fail(tx)
      }
      const [a, b, c] = await Promise.allSettled(['a', 'b', 'c'].map((of) => take(of, work(of))))
      expect([a?.status, c?.status]).toEqual(['fulfilled', 'fulfilled'])
      expect(b).toMatchObject({ status: 'rejected', reason: how })
      expect([await allKept(), await all('entered')]).toEqual([
        ['a', 'c'],
        ['a', 'c'],
      ])
      expect(runs.filter((of) => of === 'a')).toHaveLength(2)
    })
  })

  test('let whoever waits for a row of somebody else wait alone', async () => {
    const held = Promise.withResolvers<void>()
    const free = Promise.withResolvers<void>()
    const holding = database.db.transaction().execute(async (tx) => {
      await first(tx, say(`select from row where of = 'b' for update`))
      held.resolve()
      await free.promise
    })
    await held.promise
    const patience: string[] = []
    const touch = (of: string) => async (tx: Tx, begun: Begun) => {
      if (of === 'b') patience.push(begun.patience)
      await first(tx, say('select from row where of = $1 for update', of))
      return keeping(of)(tx, begun)
    }
    const waiting = take('b', touch('b'))
    await Promise.all([take('a', touch('a')), take('c', touch('c'))])
    expect(await allKept()).toEqual(['a', 'c'])
    free.resolve()
    await Promise.all([holding, waiting])
    expect(await allKept()).toEqual(['a', 'b', 'c'])
    expect(patience).toEqual(['100ms', '2s'])
  })

  test('answer who wants to know more one after the other, each until they are done', async () => {
    const seen: string[] = []
    const curious = (of: string) => async (tx: Tx) => {
      for (const step of ['1', '2', '3']) {
        const { rows } = await sql<{
          all: string
        }>`select coalesce(string_agg(of || how, ' ' order by of, how), '') as all from kept`.execute(tx)
        seen.push(`${of}${step}: ${rows[0]?.all}`)
        await write(tx, keep(of, step))
      }
    }
    await Promise.all([take('x', curious('x')), take('quick', keeping('quick')), take('y', curious('y'))])
    expect(seen).toEqual([
      'x1: quickkept',
      'x2: quickkept x1',
      'x3: quickkept x1 x2',
      'y1: quickkept x1 x2 x3',
      'y2: quickkept x1 x2 x3 y1',
      'y3: quickkept x1 x2 x3 y1 y2',
    ])
  })

  test('are each begun anew when their connection ends before the commit', async () => {
    let pid = 0
    const runs: string[] = []
    const taken = ['a', 'b', 'c'].map((of) =>
      take(of, async (tx, begun) => {
        runs.push(of)
        await write(tx, keep(of))
        if (of === 'b' && pid === 0) {
          const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
          pid = rows[0]?.pid ?? 0
          await onServer(server, `select pg_terminate_backend(${pid}, 10000)`)
          await sql`select 1`.execute(tx)
        }
        return begun
      }),
    )
    const ids = (await Promise.all(taken)).map((one) => one.id)
    expect(new Set(ids).size).toBe(3)
    expect(await allKept()).toEqual(['a', 'b', 'c'])
    expect(runs.toSorted()).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
  })

  test('are not begun anew when nobody knows whether the commit took place, and nobody is told that nothing did', async () => {
    await using line = await openLine(database.url ?? '')
    const connection = await connect({ url: line.url })
    const there = { ...database, ...connection }
    const runs: string[] = []
    const taken = ['a', 'b', 'c'].map((of) =>
      take(
        of,
        async (tx) => {
          runs.push(of)
          // What is sent from now on arrives, and its answer does not.
          if (runs.length === 3) line.deafen()
          await write(tx, keep(of))
        },
        there,
      ).catch((error: unknown) => error),
    )
    await expect.poll(allKept).toEqual(['a', 'b', 'c'])
    line.cut()
    const told = await Promise.all(taken)
    expect(told.map((error) => [error instanceof Error, isCertainlyUndone(error)])).toEqual(
      Array(3).fill([true, false]),
    )
    expect(runs).toHaveLength(3)
    await connection.close()
  })

  test('are not begun anew when the server ends their connection in the midst of the commit', async () => {
    await sql`create or replace function dawdle() returns trigger language plpgsql as $$
      begin perform pg_sleep(60); return null; end $$`.execute(database.db)
    await sql`create constraint trigger dawdle after insert on kept deferrable initially deferred
      for each row when (new.of = 'slow') execute function dawdle()`.execute(database.db)
    const runs: string[] = []
    const taken = ['a', 'slow'].map((of) =>
      take(of, async (tx) => {
        runs.push(of)
        await write(tx, keep(of))
      }).catch((error: unknown) => error),
    )
    const dawdling = sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep'`
    await expect.poll(async () => (await dawdling.execute(database.db)).rows).toHaveLength(1)
    const [found] = (await dawdling.execute(database.db)).rows
    await onServer(server, `select pg_terminate_backend(${found?.pid}, 10000)`)
    const told = await Promise.all(taken)
    expect(told.map((error) => [error instanceof Error, isCertainlyUndone(error)])).toEqual(
      Array(2).fill([true, false]),
    )
    expect([runs.toSorted(), await allKept()]).toEqual([['a', 'slow'], []])
    await sql`drop trigger dawdle on kept`.execute(database.db)
  })

  test('of one person are done in the order in which they came', async () => {
    const done: string[] = []
    const press = (of: string) =>
      beginInTime(
        database.db,
        60_000,
        (tx) => first(tx, sharing(say('insert into entered values ($1) returning of', of), [of, 'the same person'])),
        async (tx) => {
          await write(tx, keep(of))
          done.push(of)
        },
        database.shared,
      )
    await Promise.all(['9', '10', '11'].map(press))
    expect(done[0]).toBe('9')
  })

  test('send nothing more once they are undone', async () => {
    const turns = async (most: number) => {
      for (let wait = 0; wait < most; wait++) await null
    }
    let runs = 0
    const told = await Promise.allSettled([
      take('a', keeping('a')),
      take('b', (tx) =>
        Promise.all([first(tx, say('select 1')), turns(40).then(() => Promise.reject(new Error('b')))]),
      ),
      take('c', async (tx, begun) => {
        if (runs++ === 0) await turns(80)
        return keeping('c')(tx, begun)
      }),
    ])
    expect(told.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect([await all('entered'), await allKept()]).toEqual([
      ['a', 'c'],
      ['a', 'c'],
    ])
  })

  test('leave nothing open on their connection, whatever their owner does', async () => {
    await database.shared.connection().execute((one) => first(one as Tx, entry('a')))
    await take('b', keeping('b'))
    expect(await all('entered')).toEqual(['b'])
    const other = database.shared.transaction().setIsolationLevel('serializable')
    await expect(other.execute((tx) => first(tx, entry('a')))).rejects.toThrow('no settings')
  })

  describe('with a server in trouble', () => {
    /** Rides on lines of another making; alone as ever. */
    const onLines = (openLine: () => Promise<Line>) => ({
      ...database,
      shared: new Kysely<Database>({ dialect: serverDialect(() => new RideDriver({ openLine })) }),
    })
    const names = Array.from({ length: 20 }, (_, at) => `n${String(at).padStart(2, '0')}`)

    test('a connection that cannot be had is nobody’s end', async () => {
      const openLine = () => Promise.reject(Object.assign(new Error('too many'), { code: '53300' }))
      await Promise.all(names.map((of) => take(of, keeping(of), onLines(openLine))))
      expect(await allKept()).toEqual(names)
    })

    test('lines that have gone silent end nobody but those on them', async () => {
      const silent: Line = { fly: () => new Promise(() => {}), rollback: async () => {}, release: () => {} }
      let opened = 0
      const there = onLines(async () => {
        opened += 1
        return silent
      })
      for (const of of ['x', 'y']) {
        void take(of, keeping(of), there)
        await expect.poll(() => opened).toBe(of === 'x' ? 1 : 2)
      }
      await Promise.all(names.map((of) => take(of, keeping(of), there)))
      expect(await allKept()).toEqual(names)
    })
  })

  test('end with their pool, also when nothing else was done on it', async () => {
    const connection = await connect({ url: database.url ?? '' })
    await take('a', keeping('a'), { ...database, shared: connection.shared })
    expect(connection.pool()?.open).toBe(1)
    await connection.close()
    expect(connection.pool()?.open).toBe(0)
  })

  test('go on without whoever leaves before having asked for anything', async () => {
    const leaving = async () => {
      for (let wait = 0; wait < 100; wait++) await null
      throw new Error('left')
    }
    const left = beginInTime(database.db, 60_000, leaving, async () => {}, database.shared)
    const [one] = await Promise.allSettled([left, take('a', keeping('a'))])
    expect([one, await allKept()]).toMatchObject([{ reason: { message: 'left' } }, ['a']])
  })

  test('never run what has come too late, and leave nobody else behind', async () => {
    const free = Promise.withResolvers<void>()
    const stuck: Promise<unknown>[] = []
    for (const of of ['x', 'y']) {
      const has = Promise.withResolvers<void>()
      stuck.push(
        take(of, () => {
          has.resolve()
          return free.promise
        }),
      )
      await has.promise
    }
    const ran: string[] = []
    const late = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        beginInTime(database.db, 50, begin(`late ${at}`), async () => void ran.push('late'), database.shared).catch(
          (error: unknown) => error,
        ),
      ),
    )
    expect(database.pool()).toMatchObject({ waiting: 100 })
    free.resolve()
    await Promise.all(stuck)
    expect(late.filter((one) => one instanceof NotBegunError)).toHaveLength(100)
    await take('a', keeping('a'))
    expect([ran, await allKept()]).toEqual([[], ['a']])
  })

  test('that came to nothing too late are not begun anew, whether or not there is room', async () => {
    const free = Promise.withResolvers<void>()
    const over = Promise.withResolvers<void>()
    setTimeout(over.resolve, 60)
    const runs: string[] = []
    const work = (of: string) => async () => {
      runs.push(of)
      await over.promise
      if (of === 'b') throw new Error('b')
    }
    const told = Promise.allSettled(
      ['a', 'b'].map((of) => beginInTime(database.db, 30, begin(of), work(of), database.shared)),
    )
    await expect.poll(() => runs).toHaveLength(2)
    // All connections but that of the ride, and the first who waits for one.
    const others = Array.from({ length: 10 }, () => database.db.transaction().execute(() => free.promise))
    const [a] = await told
    expect(a).toMatchObject({ status: 'rejected', reason: expect.any(NotBegunError) })
    free.resolve()
    await Promise.all(others)
    expect([runs.toSorted(), await all('entered')]).toEqual([['a', 'b'], []])
  })

  test('tell everybody when there is no server to go to', async () => {
    const url = new URL(server)
    url.port = '9'
    const nowhere = await connect({ url: url.href })
    const told = await Promise.allSettled(
      Array.from({ length: 30 }, (_, at) => take(`${at}`, keeping(`${at}`), { ...database, ...nowhere })),
    )
    expect(told.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(Array(30).fill('ECONNREFUSED'))
    await nowhere.close()
  })
})
