import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { first, fixed, together, write } from '#db/statement.ts'
import type { Tx } from '#db/tx.ts'
import type { ChatId } from '#src/domain/ids.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())
beforeEach(() => database.db.deleteFrom('chat').execute())

const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.db.transaction().execute(work)

const adding = fixed((db, { id, name }: { id: ChatId; name: string | null }) =>
  db.insertInto('chat').values({ id, name: name as string, bot_left_at: null, members_read_at: null }),
)
const naming = fixed((db, { id }: { id: ChatId }) => db.selectFrom('chat').select('name').where('id', '=', id))
const counting = fixed(() => sql<{ chats: number }>`select count(id)::int as chats from chat`)

const id = (name: string) => `oc_${name}` as ChatId
const chats = async () => (await inTx((tx) => first(tx, counting({}))))?.chats

test('a fixed statement takes other values each time', async () => {
  await inTx(async (tx) => {
    for (const name of ['甲', '乙', '丙']) await write(tx, adding({ id: id(name), name }))
    for (const name of ['甲', '乙', '丙']) expect(await first(tx, naming({ id: id(name) }))).toEqual({ name })
    expect(await first(tx, naming({ id: id('丁') }))).toBeNull()
  })
})

test('of statements that go together each sees what those before it did', async () => {
  const [before, , after, all] = await inTx((tx) =>
    together(tx, counting({}), adding({ id: id('甲'), name: '甲' }), naming({ id: id('甲') }), counting({})),
  )
  expect({ before, after, all }).toEqual({ before: [{ chats: 0 }], after: [{ name: '甲' }], all: [{ chats: 1 }] })
})

test('what is written without waiting commits with its transaction, also as the last of it', async () => {
  await inTx((tx) => write(tx, adding({ id: id('甲'), name: '甲' })))
  expect(await chats()).toBe(1)
})

test('what is written without waiting is gone when its transaction fails', async () => {
  const broken = inTx(async (tx) => {
    await write(tx, adding({ id: id('甲'), name: '甲' }))
    throw new Error('broken')
  })
  await expect(broken).rejects.toThrow('broken')
  expect(await chats()).toBe(0)
})

test('a write that fails lets its transaction fail, whatever came before and after it', async () => {
  const twice = async (tx: Tx) => {
    await write(tx, adding({ id: id('甲'), name: '甲' }))
    await write(tx, adding({ id: id('甲'), name: '甲' }))
  }
  await expect(inTx(twice)).rejects.toMatchObject({ code: '23505' })
  const goingOn = inTx(async (tx) => {
    await write(tx, adding({ id: id('乙'), name: null }))
    return together(tx, counting({}), counting({}))
  })
  await expect(goingOn).rejects.toMatchObject({ code: '23502' })
  expect(await chats()).toBe(0)
})

test('what was written before a value that cannot be written stays in its transaction', async () => {
  const unwritable = { toJSON: () => { throw new Error('no such value') } } // biome-ignore format: one line
  const goingOn = inTx(async (tx) => {
    await write(tx, adding({ id: id('甲'), name: '甲' }))
    await expect(sql`select ${unwritable}::jsonb`.execute(tx)).rejects.toThrow('no such value')
    expect(await first(tx, counting({}))).toEqual({ chats: 1 })
    throw new Error('broken')
  })
  await expect(goingOn).rejects.toThrow('broken')
  expect(await chats()).toBe(0)
})

test('a connection is as good as new after a transaction that failed', async () => {
  for (let time = 0; time < 12; time += 1) {
    await expect(inTx((tx) => write(tx, adding({ id: id('甲'), name: null })))).rejects.toMatchObject({ code: '23502' })
  }
  await Promise.all(['甲', '乙', '丙'].map((name) => inTx((tx) => write(tx, adding({ id: id(name), name })))))
  expect(await chats()).toBe(3)
})

// The embedded database has one connection: whatever it is asked for, nothing happens in between.
test.skipIf((process.env.DATABASE_URL ?? '') === '')(
  'a transaction begins as it was asked to: a backup needs all tables as they were at one moment',
  async () => {
    const isolation = sql<{ level: string }>`select current_setting('transaction_isolation') as level`
    const asked = database.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
    expect((await asked.execute((tx) => isolation.execute(tx))).rows).toEqual([{ level: 'repeatable read' }])
    const writing = asked.execute((tx) => write(tx, adding({ id: id('甲'), name: '甲' })))
    await expect(writing).rejects.toMatchObject({ code: '25006' })
    expect((await inTx((tx) => isolation.execute(tx))).rows).toEqual([{ level: 'read committed' }])
  },
)
