import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { giveBack, noteArrival, purgeSlots, takeSlot } from '#db/sending-slot.ts'
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
  /** False: to be asked again after the wait. */
  readonly taken?: false
}
const cases: readonly Case[] = [
  { name: 'nobody else sends', before: [], wait: [0, 0] },
  { name: 'four to this person just now', before: [[4, 'person:ou_1', 0]], wait: [0, 0] },
  { name: 'five to this person just now', before: [[5, 'person:ou_1', 0]], wait: [1, 1_100], taken: false },
  {
    name: 'five to this person just now, and the app is full for longer',
    before: [
      [5, 'person:ou_1', 0],
      [1_000, 'app', 20_000],
    ],
    wait: [35_000, 41_000],
  },
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
  { name: 'booked just ahead', before: [[1, 'app', -30_000]], wait: [25_000, 30_000] },
  {
    name: 'the clock was set back by an hour',
    before: [
      [9, 'person:ou_1', -3_600_000],
      [9, 'app', -3_600_000],
    ],
    wait: [0, 0],
  },
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

test.each(cases)('a message to a person, when $name', async ({ before, wait: [from, to], taken: isTaken = true }) => {
  await connection.db.transaction().execute(async (tx) => {
    for (const [count, lane, agoMs] of before) await taken(tx, count, lane, agoMs)
    const slots = await countSlots(tx)
    const slot = await takeSlot(tx, ['person:ou_1'])
    expect(slot.ms).toBeGreaterThanOrEqual(from)
    expect(slot.ms).toBeLessThanOrEqual(to)
    // Booked: its own lane and the app's. Kept back by its own: nothing is taken of either.
    expect(slot.booking).toEqual(isTaken ? [expect.any(Number), expect.any(Number)] : null)
    expect((await countSlots(tx)) - slots).toBe(isTaken ? 2 : 0)
  })
})

test('of many that ask at the same moment, as many are let out as there is room for', async () => {
  const ask = () => connection.db.transaction().execute((tx) => takeSlot(tx, ['chat:oc_race']))
  const slots = await Promise.all(Array.from({ length: 12 }, ask))
  expect(slots.filter(({ booking, ms }) => booking !== null && ms === 0)).toHaveLength(5)
  expect(slots.filter(({ booking }) => booking !== null)).toHaveLength(5)
})

test('whatever is asked for in whatever order, no window ever holds more than it may', async () => {
  // Four people who get many, and others: the busy lanes are full now and then, the app's second always.
  const lanes = Array.from({ length: 180 }, (_, at) => (at % 3 === 0 ? `person:busy_${at % 4}` : `person:${at}`))
  const ask = (lane: string) => connection.db.transaction().execute((tx) => takeSlot(tx, [lane]))
  for (let at = 0; at < lanes.length; at += 12) await Promise.all(lanes.slice(at, at + 12).map(ask))
  const { rows } = await sql<{ lane: string; most: number }>`
    select lane, max(count)::integer as most from (
      select slot.lane, (
        select count(*) from sending_slot near
        where near.lane = slot.lane and near.at >= slot.at and near.at < slot.at + interval '1100 milliseconds'
      ) as count from sending_slot slot
    ) counted group by lane order by most desc`.execute(connection.db)
  expect(rows[0]).toEqual({ lane: 'app', most: 50 })
  expect(rows.slice(1).filter(({ most }) => most > 5)).toEqual([])
})

const lane = 'person:ou_slow'

test('a call that was over late leaves the windows a second after that, no sooner and no later', async () => {
  await connection.db.transaction().execute(async (tx) => {
    const { booking } = await takeSlot(tx, [lane])
    await sql`update sending_slot set at = at - interval '700 milliseconds'`.execute(tx)
    const clock = async () => (await sql<{ now: Date }>`select clock_timestamp() as now`.execute(tx)).rows[0]?.now
    const before = await clock()
    await noteArrival(tx, booking ?? [])
    const after = await clock()
    const slots = await tx.selectFrom('sending_slot').select('at').execute()
    expect(slots).toHaveLength(2)
    for (const { at } of slots) {
      // Reckoned with for 1,100 ms.
      expect(at.getTime() + 100).toBeGreaterThanOrEqual(before?.getTime() ?? Infinity)
      expect(at.getTime() + 100).toBeLessThanOrEqual(after?.getTime() ?? 0)
    }
  })
})

test.each([-50, 60_000])('a slot %i ms ahead is not moved back by a call that is over', async (aheadMs) => {
  await connection.db.transaction().execute(async (tx) => {
    const ats = async () => (await tx.selectFrom('sending_slot').select('at').execute()).map(({ at }) => at.getTime())
    const { booking } = await takeSlot(tx, [lane])
    await sql`update sending_slot set at = at + ${sql.lit(aheadMs)} * interval '1 millisecond'`.execute(tx)
    const [before] = await ats()
    await noteArrival(tx, booking ?? [])
    expect((await ats()).filter((at) => at >= (before ?? at))).toHaveLength(2)
  })
})

test('a place that was given back is somebody else’s, in the second and in the minute', async () => {
  await connection.db.transaction().execute(async (tx) => {
    await taken(tx, 949, 'app', 20_000)
    await taken(tx, 50, 'app', 10_000)
    const { booking } = await takeSlot(tx, [lane])
    expect((await takeSlot(tx, [])).ms).toBeGreaterThan(30_000)
    await sql`delete from sending_slot where at > clock_timestamp()`.execute(tx)
    await giveBack(tx, booking ?? [])
    expect((await takeSlot(tx, [lane])).ms).toBe(0)
  })
})

test('slots that no window will reach are forgotten', async () => {
  await connection.db.transaction().execute(async (tx) => {
    await taken(tx, 3, 'chat:oc_1', 30_000)
    await taken(tx, 1, 'chat:oc_1', 61_001)
    await taken(tx, 4, 'chat:oc_1', 305_001)
    // Of before the clock was set back: once it comes there again, they would stand in everybody's way.
    await taken(tx, 2, 'chat:oc_1', -600_000)
    await taken(tx, 1, 'chat:oc_1', -30_000)
    await purgeSlots(tx)
    expect(await countSlots(tx)).toBe(5)
  })
})
