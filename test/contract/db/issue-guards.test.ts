import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { aCampaign, type Rows } from '#test/support/rows.ts'

let database: TestDatabase
let rows: Rows
let other: Rows
beforeAll(async () => {
  database = await openTestDatabase()
  rows = await aCampaign(database.db)
  other = await aCampaign(database.db)
})
afterAll(() => database[Symbol.asyncDispose]())

const issue = (no: number, columns = '', values = '') => sql`
  insert into issue (campaign, no, source, problem, kind, department, owner, state, opened_on ${sql.raw(columns)})
  values (${rows.campaign}, ${no}, 'self', '缺名册', 'by-date', ${rows.department}, ${rows.person}, 'open', '2026-11-23'
    ${sql.raw(values)})`
const set = (change: string) => () => sql`update issue set ${sql.raw(change)} where campaign = ${rows.campaign}`
const by = (who: () => number) => () =>
  set(`state = 'struck-off', struck_off_on = '2026-11-23', struck_off_by = ${who()}`)()
const link = (no: number) => () =>
  sql`
  insert into issue_requirement (issue, campaign, requirement_no, from_answer)
  select id, campaign, 1, true from issue where campaign = ${rows.campaign} and no = ${no}`
const entry = () => sql`
  insert into issue_entry (issue, at, did, state, about)
  select id, now(), 'open', 'open', '{}' from issue where campaign = ${rows.campaign}`
const one = () => issue(1)
const two = () => issue(2)

const unique = 'duplicate key value violates unique constraint'
const checked = 'violates check constraint'
const foreign = 'violates foreign key constraint'
type Statement = () => ReturnType<typeof sql>

test.each<[string, string, ...Statement[]]>([
  ['a number is given once', unique, one, one],
  ['nobody strikes off what they own', checked, one, by(() => rows.person)],
  [
    'nor what they asked for',
    checked,
    one,
    () => set(`owner = null, asked_by = ${rows.person}`)(),
    by(() => rows.person),
  ],
  ['what is struck off says by whom', checked, one, set(`state = 'struck-off', struck_off_on = '2026-11-23'`)],
  ['and when', checked, one, () => set(`state = 'struck-off', struck_off_by = ${other.person}`)()],
  ['what waits for a look was asked for by somebody', checked, one, set(`state = 'awaiting'`)],
  ['what waits for above names the body', checked, one, set(`kind = 'needs-above'`)],
  ['a joined one points to the other', checked, one, set(`state = 'joined'`)],
  ['a problem is said', checked, one, set(`problem = ''`)],
  ['an issue lies in a department of its campaign', foreign, one, () => set(`department = ${other.department}`)()],
  ['an answer is followed by one issue', unique, one, two, link(1), link(2)],
  ['its history is never rewritten', 'is append-only', one, entry, () => sql`update issue_entry set did = 'edit'`],
  ['nor forgotten', 'is append-only', one, entry, () => sql`delete from issue_entry`],
])('%s', async (_, refusal, ...statements) => {
  const last = statements.at(-1)
  const run = database.db.transaction().execute(async (tx) => {
    for (const statement of statements.slice(0, -1)) await statement().execute(tx)
    await expect(last?.().execute(tx)).rejects.toThrow(refusal)
    throw new Error('back to how it was')
  })
  await expect(run).rejects.toThrow(/back to how it was|current transaction is aborted/)
})

test('struck off by somebody else it is', async () => {
  await database.db.transaction().execute(async (tx) => {
    await one().execute(tx)
    await by(() => other.person)().execute(tx)
  })
})
