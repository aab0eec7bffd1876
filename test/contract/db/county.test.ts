import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Act, main, others } from '#test/bench/acts.ts'
import { layCounty, today } from '#test/bench/county.ts'
import { openOffice } from '#test/bench/office.ts'
import type { Plan } from '#test/bench/plan.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'

// What somebody asks for costs what their school is, not what the county is: by the plans of the very statements that are
// sent, and the blocks they look at, which are the same on every machine. Only a server explains; `npm run
// test:postgres` runs this, `npm run bench:size` does it at full size.
const server = process.env.DATABASE_URL ?? ''

/**
 * Tables of forty schools are small enough to be read whole, and the server would. These settings have it plan as if they
 * were not: what is read whole all the same has no index to be found by.
 */
const asIfLarge = ['enable_seqscan=off', 'enable_mergejoin=off', 'enable_hashjoin=off']

let small: TestDatabase
let large: TestDatabase
describe.skipIf(server === '')('in a county', () => {
  beforeAll(async () => {
    small = await openTestDatabase()
    large = await openTestDatabase()
    await layCounty(small.db, { schools: 5, answered: true })
    await layCounty(large.db, { schools: 40, answered: true })
  })
  afterAll(async () => {
    await small[Symbol.asyncDispose]()
    await large[Symbol.asyncDispose]()
  })

  test('nothing that is asked for reads a table from end to end, or more for more schools', async () => {
    const [few, many] = [await plansOf(small, [...main, ...others]), await plansOf(large, [...main, ...others])]
    const found = [...many].flatMap(([act, plans]) => {
      const whole = plans.filter((one) => one.scanned.length > 0)
      return whole.map((one) => `${act} reads all of ${one.scanned.join(', ')}: ${one.sql}`)
    })
    expect(found).toEqual([])
    const grown = [...many].flatMap(([act, plans]) => {
      const [before, after] = [blocksOf(few.get(act) ?? []), blocksOf(plans)]
      // An index of eight times as many rows is a level deeper here and there.
      return after <= before * 1.5 ? [] : [`${act}: ${before} blocks in 5 schools, ${after} in 40`]
    })
    expect(grown).toEqual([])
  })
})

async function plansOf(database: TestDatabase, acts: readonly Act[]): Promise<Map<string, Plan[]>> {
  const look = { at: 'plans', settings: asIfLarge } as const
  await using office = await openOffice(database.url ?? '', `${today}T10:00+08:00`, look)
  const plans = new Map<string, Plan[]>()
  for (const act of acts) {
    await act.run(office, 3)
    plans.set(
      act.name,
      office.heard().flatMap((one) => one.plans),
    )
  }
  return plans
}

function blocksOf(plans: readonly Plan[]): number {
  return plans.reduce((sum, one) => sum + one.blocks, 0)
}
