import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPool } from '#db/connect.ts'
import { Flight, type Prepared } from '#db/flight.ts'
import { ahead, first, fixed, type Statement, write } from '#db/statement.ts'
import type { Tx } from '#db/tx.ts'
import type { ChatId } from '#src/domain/ids.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'

const server = process.env.DATABASE_URL ?? ''

const statement = (text: string, parameters: readonly unknown[] = [], isFixed = true) =>
  ({ sql: text, parameters, ...(isFixed ? { isFixed } : {}) }) as unknown as Statement<unknown>

// The embedded database is no server: there each statement goes by itself.
describe.skipIf(server === '')('a flight', () => {
  let pool: pg.Pool
  let client: pg.PoolClient
  let prepared: Prepared
  beforeAll(async () => {
    pool = openPool(server)
    client = await pool.connect()
    prepared = new Map()
  })
  afterAll(async () => {
    client.release()
    await pool.end()
  })
  const fly = (...statements: Statement<unknown>[]) => client.query(new Flight(statements, prepared, client)).landed

  test('brings what pg itself would bring, of every kind of column, prepared or not', async () => {
    const text = `
      select $1::timestamptz as at, $2::date as day, $3::int as count, $4::boolean as yes, $5::jsonb as things,
        $6::int[] as numbers, $7::text[] as words, $8::text as nothing, null as "null", $9::bytea as bytes,
        count(*) as rows, 1.50::numeric as share, json_build_object('a', 1) as made, 'x'::text as "select"`
    const values = [
      new Date('2026-11-30T14:32:25.123Z'),
      '2026-11-30',
      7,
      true,
      JSON.stringify({ words: '没有“问题”\\', none: null }),
      [1, 2],
      ['甲', '乙,"丙"', null],
      null,
      Buffer.from([0, 1, 255]),
    ]
    const { rows } = await client.query(text, values)
    for (const isFixed of [false, true, true]) {
      const [landed] = await fly(statement(text, values, isFixed))
      expect(landed).toEqual({ command: 'SELECT', rowCount: 1, rows })
    }
    expect(prepared.has([...prepared.keys()].at(-1) ?? '')).toBe(true)
  })

  test('a moment is the same moment in every time zone of the machine', async () => {
    const at = new Date('1985-06-15T03:04:05.678Z')
    const [landed] = await fly(statement(`select $1::timestamptz as at, $2::text as sent`, [at, at]))
    expect(landed?.rows).toEqual([{ at, sent: '1985-06-15T03:04:05.678Z' }])
  })

  test('says of each statement which it was and how many rows it touched', async () => {
    const landed = await fly(
      statement('create temporary table flown (no int)'),
      statement('insert into flown values (1), (2), (3)'),
      statement('update flown set no = no + 1 where no > $1', [1]),
      statement('select no from flown order by no'),
      statement('delete from flown'),
    )
    expect(landed.map(({ command, rowCount }) => `${command} ${rowCount}`)).toEqual([
      'CREATE 0',
      'INSERT 3',
      'UPDATE 2',
      'SELECT 3',
      'DELETE 3',
    ])
    expect(landed[3]?.rows).toEqual([{ no: 1 }, { no: 3 }, { no: 4 }])
  })

  test('what fails lets nothing after it run, and does not stand in the way of the next time', async () => {
    const divide = (by: number) => statement('select 6 / $1::int as six', [by])
    const flight = fly(statement('begin'), divide(0), statement('create temporary table never (no int)'))
    await expect(flight).rejects.toMatchObject({ code: '22012' })
    await client.query('rollback')
    await expect(fly(statement(`select to_regclass('never') as never`))).resolves.toMatchObject([
      { rows: [{ never: null }] },
    ])
    for (const by of [1, 2]) expect((await fly(divide(by)))[0]?.rows).toEqual([{ six: 6 / by }])
  })

  test('what was prepared and holds no more fails once, not for as long as the connection lives', async () => {
    await client.query('create temporary table changing (no int); insert into changing values (1)')
    const numbers = () => fly(statement('select no from changing'))
    await numbers()
    await client.query('alter table changing alter column no type text')
    await expect(numbers()).rejects.toMatchObject({ code: '0A000' })
    expect((await numbers())[0]?.rows).toEqual([{ no: '1' }])
    await client.query('deallocate all')
    await expect(numbers()).rejects.toMatchObject({ code: '26000' })
    expect((await numbers())[0]?.rows).toEqual([{ no: '1' }])
  })

  test('a text without a statement is a statement that does nothing', async () => {
    const landed = await fly(statement('', [], false), statement('select 1 as one'))
    expect(landed.map(({ rows }) => rows)).toEqual([[], [{ one: 1 }]])
  })

  test('one prepared statement several times in one flight', async () => {
    const [one, two] = await fly(statement('select $1::int as n', [1]), statement('select $1::int as n', [2]))
    expect([one?.rows, two?.rows]).toEqual([[{ n: 1 }], [{ n: 2 }]])
  })

  test('a value that cannot be written is refused before anything is sent', async () => {
    const never = { toPostgres: () => { throw new Error('no such value') } } // biome-ignore format: one line
    expect(() => fly(statement('select $1', [never]))).toThrow('no such value')
    expect((await fly(statement('select 1 as one')))[0]?.rows).toEqual([{ one: 1 }])
  })

  test('a row that cannot be read fails the flight, not the process', async () => {
    const readers = { getTypeParser: () => () => { throw new Error('not to be read') } } // biome-ignore format: one line
    const flight = new Flight([statement('select 1 as one', [], false)], prepared, readers)
    await expect(client.query(flight).landed).rejects.toThrow('not to be read')
    expect((await fly(statement('select 1 as one')))[0]?.rows).toEqual([{ one: 1 }])
  })
})

describe('what goes ahead', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database[Symbol.asyncDispose]())
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.db.transaction().execute(work)
  const counting = fixed(() => sql<{ chats: number }>`select count(id)::int as chats from chat`)
  const adding = fixed((db, { id }: { id: ChatId }) =>
    db.insertInto('chat').values({ id, name: '甲', bot_left_at: null, members_read_at: null }),
  )

  test('is there when the transaction is over, and has seen what was written before it', async () => {
    const rows = await inTx(async (tx) => {
      await write(tx, adding({ id: 'oc_ahead' as ChatId }))
      return ahead(tx, counting({}))
    })
    expect(rows).toEqual([{ chats: 1 }])
  })

  test('is there after whatever was asked next', async () => {
    await inTx(async (tx) => {
      const rows = await ahead(tx, counting({}))
      await first(tx, counting({}))
      expect(rows).toEqual([{ chats: 1 }])
    })
  })
})
