import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { purgeSlots, takeSlot } from '#db/sending-slot.ts'
import type { Tx } from '#db/tx.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'

/** Slots taken that long ago, by the database's clock. */
function taken(tx: Tx, count: number, lane: string, agoMs: number) {
  return sql`insert into sending_slot (lane, at)
    select ${lane}, clock_timestamp() - ${sql.lit(agoMs)} * interval '1 millisecond'
    from generate_series(1, ${sql.lit(count)})`.execute(tx)
}

async function countSlots(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from sending_slot`.execute(tx)
  return rows[0]?.count ?? 0
}

type Case = {
  readonly name: string
  readonly before: readonly (readonly [count: number, lane: string, agoMs: number])[]
  readonly wait: readonly [from: number, to: number]
}
const cases: readonly Case[] = [
  { name: 'nobody else sends', before: [], wait: [0, 0] },
  { name: 'four to this person just now', before: [[4, 'person:ou_1', 0]], wait: [0, 0] },
  { name: 'five to this person just now', before: [[5, 'person:ou_1', 0]], wait: [1, 1_100] },
  {
    name: 'five to this person, the first old enough',
    before: [
      [1, 'person:ou_1', 1_101],
      [4, 'person:ou_1', 0],
    ],
    wait: [0, 0],
  },
  { name: 'five to somebody else', before: [[5, 'person:ou_2', 0]], wait: [0, 0] },
  { name: '49 of the app just now', before: [[49, 'app', 0]], wait: [0, 0] },
  { name: '50 of the app just now', before: [[50, 'app', 0]], wait: [1, 1_100] },
  { name: '999 of the app within a minute', before: [[999, 'app', 20_000]], wait: [0, 0] },
  { name: '1000 of the app within a minute', before: [[1_000, 'app', 20_000]], wait: [35_000, 41_000] },
  { name: '1000 of the app, longer ago', before: [[1_000, 'app', 61_001]], wait: [0, 0] },
]

let connection: TestDatabase
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection[Symbol.asyncDispose]())
beforeEach(async () => {
  await connection.db.deleteFrom('sending_slot').execute()
})

test.each(cases)('a message to a person, when $name', async ({ before, wait: [from, to] }) => {
  await connection.db.transaction().execute(async (tx) => {
    for (const [count, lane, agoMs] of before) await taken(tx, count, lane, agoMs)
    const slots = await countSlots(tx)
    const wait = await takeSlot(tx, ['person:ou_1'])
    expect(wait).toBeGreaterThanOrEqual(from)
    expect(wait).toBeLessThanOrEqual(to)
    // Let out: its own lane and the app's. Kept back: nothing is taken of either.
    expect((await countSlots(tx)) - slots).toBe(wait === 0 ? 2 : 0)
  })
})

test('of many that ask at the same moment, as many are let out as there is room for', async () => {
  const ask = () => connection.db.transaction().execute((tx) => takeSlot(tx, ['chat:oc_race']))
  const waits = await Promise.all(Array.from({ length: 12 }, ask))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
})

test('slots that no window reaches are forgotten', async () => {
  await connection.db.transaction().execute(async (tx) => {
    await taken(tx, 3, 'chat:oc_1', 30_000)
    await taken(tx, 4, 'chat:oc_1', 61_001)
    await purgeSlots(tx)
    expect(await countSlots(tx)).toBe(3)
  })
})
