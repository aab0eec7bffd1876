import mammoth from 'mammoth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sayIssues } from '#cards/issue-counts.ts'
import type { Day } from '#src/domain/day.ts'
import type { PersonId } from '#src/domain/ids.ts'
import { countIssues, type IssueCount, standingOf } from '#src/domain/issue.ts'
import { campaignOf, leadingGroup, openDivided, walkPress, wordsOf } from '#test/support/first-school.ts'
import { type LaidIssue, layIssues } from '#test/support/issues.ts'
import type { Recorder } from '#test/support/recorder.ts'

const asked = { by: 'lin', at: '2026-09-07T09:10+08:00', said: '名册已补齐' }
const laid: readonly LaidIssue[] = [
  { problem: '缺名册', due: '2026-09-01', requirements: [18] },
  {
    problem: '没有操场',
    department: '总务处',
    owner: 'sun',
    kind: 'needs-above',
    above: '市教育局',
    due: '2026-09-01',
  },
  { problem: '灯坏', department: '总务处', owner: 'sun', due: '2026-09-15', measure: '换灯' },
  { problem: '书少', owner: 'li', due: '2026-12-01' },
  { problem: '墙旧', state: 'struck-off', asked, struckOff: { by: 'qian', on: '2026-09-08' }, requirements: [17] },
  { problem: '不算', state: 'withdrawn' },
  { problem: '等人看', state: 'awaiting', asked },
  { problem: '没人管', owner: null, department: '办公室', due: '2026-09-11' },
]

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  const answer = { rating: '部分达到', shortcoming: '缺名册', measure: '补建' }
  await world.press('lin', await walkPress(world, 'submit-answer', 18), { ...answer, due: '2026-09-30' })
  await layIssues(world, laid)
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** Counted anew from the bare table, by the school's day; `of` narrows it. */
async function recount(
  of: (row: { department: number; owner: number | null }) => boolean = () => true,
): Promise<IssueCount> {
  const { id } = await campaignOf(world)
  const rows = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('issue').selectAll().where('campaign', '=', id).execute())
  const today = world.clock.now().toISOString().slice(0, 10) as Day
  return countIssues(rows.filter(of).map((row) => standingOf(row, today)))
}
async function idOf(table: 'department' | 'person', name: string): Promise<number> {
  const found = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom(table).select('id').where('name', '=', name).executeTakeFirstOrThrow())
  return found.id
}

test('progress, ledger, weekly digest, summary’s card and its paper have one and the same numbers: a recount', async () => {
  world.clock.set('2026-09-11T16:00+08:00')
  const all = await recount()
  expect(all).toEqual({ live: 7, dueSoon: 2, overdue: 1, waiting: 1, awaiting: 1, struckOff: 1 })
  const shown = {
    progress: wordsOf((await world.say('zhao', '/progress'))[0]),
    inGroup: wordsOf((await world.say('wu', '/progress', { in: leadingGroup }))[0]),
    ledger: wordsOf((await world.say('wu', '台账'))[0]),
    summary: wordsOf((await world.say('zhao', '/summary'))[0]),
    weekly: wordsOf((await world.tick()).find((one) => one.key.startsWith('weekly:1:'))),
  }
  for (const [where, words] of Object.entries(shown))
    expect([where, words.includes(sayIssues(all))]).toEqual([where, true])
  expect(await paper()).toContain(
    '台账共列问题8项，已完成整改并销号1项，仍在整改7项（其中已过整改时限1项、等待上级解决1项、等待复查1项）。',
  )
})

test('of one department, and of one person, they are a recount too', async () => {
  const building = await idOf('department', '总务处')
  const teaching = await idOf('department', '教务处')
  const lin = await idOf('person', '林老师')
  const ofBuilding = await recount((row) => row.department === building)
  expect(wordsOf((await world.say('wu', '/progress 总务处'))[0])).toContain(`整改：${sayIssues(ofBuilding)}`)
  expect(wordsOf((await world.say('wu', '台账 总务处'))[0])).toContain(sayIssues(ofBuilding))
  const own = wordsOf((await world.say('lin', '/progress'))[0])
  expect(own).toContain(`由您整改：${sayIssues(await recount((row) => row.owner === lin))}`)
  expect(own).toContain(`教务处整改：${sayIssues(await recount((row) => row.department === teaching))}`)
})

test('before others no name stands beside the numbers', async () => {
  const words = wordsOf((await world.say('wu', '/progress', { in: leadingGroup }))[0])
  expect(words).not.toMatch(/林老师|孙主任|缺名册/)
})

/** The last paper as a second program reads it. */
async function paper(): Promise<string> {
  const { file } = await world.database.db
    .transaction()
    .execute((tx) =>
      tx
        .selectFrom('summary_paper')
        .select('file')
        .where('kind', '=', 'summary')
        .orderBy('version', 'desc')
        .executeTakeFirstOrThrow(),
    )
  return (await mammoth.extractRawText({ buffer: Buffer.from(file) })).value
}

test('the paper lists each issue once, with what came of it; outside ones last', async () => {
  await world.say('zhao', '/summary')
  const lines = (await paper()).split(/\n+/)
  const [from, middle, end] = ['四、存在的问题', '五、整改措施', '六、整改成效'].map((one) => lines.indexOf(one))
  const problems = lines.slice((from ?? 0) + 1, middle)
  const measures = lines.slice((middle ?? 0) + 1, end)
  // More than six are grouped by duty; what came from outside has none.
  expect(problems).toEqual([
    '1.促进学生全面发展',
    ...['墙旧（已整改销号）', '缺名册', '缺名册'].map((one, at) => `（${at + 1}）${one}。`),
    '2.其他方面',
    ...['没有操场', '灯坏', '书少', '等人看', '没人管'].map((one, at) => `（${at + 4}）${one}。`),
  ])
  expect(measures.map((one) => /^(?:\d\.[^，（]+$|（\d）)/.exec(one)?.[0])).toEqual(
    problems.map((one) => /^(?:\d\.[^，（]+$|（\d）)/.exec(one)?.[0]),
  )
  expect(measures).toContain(
    '（4）【整改措施：未填报】（提请市教育局解决，责任部门：总务处，整改时限：2026年9月1日）。正在等待市教育局解决。',
  )
  expect(measures.at(-1)).toContain('【责任人：未确定】')
  expect(lines.slice((end ?? 0) + 1).join('\n')).toContain('2026年9月8日')
})

test('a change of the ledger alone makes a new version; nothing changed, none', async () => {
  const versions = () =>
    world.database.db.transaction().execute((tx) => tx.selectFrom('summary').select('version').execute())
  const { id: campaign } = await campaignOf(world)
  const press = { v: 1, do: 'compile-summary', campaign } as const
  await world.press('zhao', press)
  await world.press('zhao', press)
  expect(await versions()).toHaveLength(1)
  const by_person = (await idOf('person', '孙主任')) as PersonId
  await world.database.db.transaction().execute(async (tx) => {
    const issue = await tx.selectFrom('issue').select('id').where('problem', '=', '灯坏').executeTakeFirstOrThrow()
    const entry = { issue: issue.id, by_person, did: 'report', said: '买了灯', state: 'open' as const }
    await tx
      .insertInto('issue_entry')
      .values({ ...entry, at: world.clock.now(), about: '{}' })
      .execute()
  })
  await world.press('zhao', press)
  expect(await versions()).toHaveLength(2)
})
