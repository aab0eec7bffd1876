import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { type IssueRefusal, issueRefusals } from '#cards/issue-words.ts'
import type { IssueState } from '#src/domain/issue.ts'
import { leadingGroup, openDivided, otherLeadingGroup, teachers, wordsOf } from '#test/support/first-school.ts'
import {
  fallShort,
  historyOf,
  type IssueVerb,
  isMet,
  issueNo,
  issuePress,
  layIssues,
  ledgerOf,
  move,
} from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'

/** 1 is open, 2 waits for a look, 3 is no issue, 4 went into 1, 5 is open; all are lin's, of 教务处. */
let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await layIssues(world, 'zhao', { who: 'lin', name: '林老师', department: '教务处' })
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const people = ['zhao', 'wu', 'qian', 'lin', 'li', 'sun', 'chen', 'zhou']
type Row = readonly [verb: IssueVerb, no: number, to: IssueState, who: readonly string[], why: IssueRefusal]
const leaders = ['zhao', 'wu', 'qian']
const rows: readonly Row[] = [
  ['report-issue', 1, 'open', [...leaders, 'lin'], 'unknown'],
  ['ask-strike-off', 1, 'awaiting', ['lin'], 'unknown'],
  ['strike-off', 2, 'struck-off', leaders, 'somebody-else'],
  ['return-issue', 2, 'open', leaders, 'somebody-else'],
  ['withdraw-issue', 1, 'withdrawn', leaders, 'somebody-else'],
  ['reopen-issue', 3, 'open', leaders, 'above-only'],
  ['join-issue', 5, 'joined', [...leaders, 'lin'], 'unknown'],
  ['part-issue', 4, 'open', [...leaders, 'lin'], 'unknown'],
]

test.each(rows)('%s of %i leads to %s, by %j and nobody else', async (verb, no, to, who, why) => {
  const before = await historyOf(world, no)
  for (const one of people) {
    const reply = await move(world, one, verb, no, '写明了', 1)
    const now = await issueNo(world, no)
    const did = (await historyOf(world, no)).slice(before.length)
    if (who.includes(one)) {
      expect([one, now.state]).toEqual([one, to])
      expect(did.length).toBeGreaterThan(0)
      expect(reply.card).toBeDefined()
    } else {
      expect([one, did]).toEqual([one, []])
      expect([issueRefusals.unknown, issueRefusals[why], issueRefusals['owner-only']]).toContain(reply.toast?.text)
    }
    await world.rewind()
  }
})

test.each(rows)(
  '%s drawn before something happened does nothing, and shows how it stands',
  async (verb, no, _, who) => {
    const old = await issuePress(world, verb, no, 1)
    await world.database.db.transaction().execute((tx) =>
      tx
        .updateTable('issue')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('no', '=', no as never)
        .execute(),
    )
    const before = await world.dump(['issue_focus'])
    const reply = await world.press(who[0] ?? '', old, { words: '写到一半' })
    expect(reply.toast?.text).toBe(issueRefusals['old-card'])
    expect(reply.card).toBeDefined()
    expect(await world.dump(['issue_focus'])).toBe(before)
  },
)

test.each<[IssueVerb, number, string, IssueRefusal]>([
  ['ask-strike-off', 2, 'lin', 'asked-already'],
  ['strike-off', 1, 'qian', 'not-asked'],
  ['return-issue', 1, 'qian', 'not-asked'],
  ['reopen-issue', 1, 'qian', 'still-live'],
  ['part-issue', 1, 'qian', 'not-joined'],
  ['report-issue', 3, 'lin', 'withdrawn'],
  ['withdraw-issue', 4, 'qian', 'joined'],
  ['join-issue', 2, 'lin', 'asked-already'],
])('%s of %i by %s is none from there: %s', async (verb, no, who, why) => {
  const before = await world.dump(['issue_focus'])
  expect((await move(world, who, verb, no, '写明了', 1)).toast?.text).toBe(issueRefusals[why])
  expect(await world.dump(['issue_focus'])).toBe(before)
})

test.each<[IssueVerb, number, string, IssueRefusal]>([
  ['report-issue', 1, 'lin', 'progress-missing'],
  ['ask-strike-off', 1, 'lin', 'done-missing'],
  ['return-issue', 2, 'qian', 'reason-missing'],
  ['withdraw-issue', 1, 'qian', 'reason-missing'],
  ['reopen-issue', 3, 'qian', 'reason-missing'],
])('%s of %i says what is missing, and changes nothing', async (verb, no, who, why) => {
  const before = await world.dump(['issue_focus'])
  expect((await move(world, who, verb, no, '  ')).toast?.text).toBe(issueRefusals[why])
  expect(await world.dump(['issue_focus'])).toBe(before)
})

test('a second tap is answered with how it stands', async () => {
  const press = await issuePress(world, 'strike-off', 2)
  await world.press('qian', press)
  const before = await world.dump(['issue_focus'])
  const reply = await world.press('qian', press)
  expect(reply.card && asText(reply.card)).toContain('已销号')
  expect(await world.dump(['issue_focus'])).toBe(before)
})

test('an issue without an owner says so, also in the leading group, where nobody is named', async () => {
  await world.say('zhao', '台账 新增 问题：门卫室没有台账 来源：家长反映 部门：总务处')
  expect((await ledgerOf(world)).at(-1)).toMatchObject({ no: 6, owner: null, source: 'parents' })
  for (const where of [{}, { in: leadingGroup }]) {
    expect(wordsOf((await world.say('zhao', '台账 6', where)).at(-1))).toContain('责任人待定')
  }
  const before = wordsOf((await world.say('zhao', '台账 2', { in: leadingGroup })).at(-1))
  expect(before).toContain('【问题 2】')
  expect(before).not.toMatch(/林老师|赵主任|钱主任/)
})

test('in a group that does not lead, an issue is shown in private, and to strangers it is not there', async () => {
  const letters = await world.say('lin', '台账 1', { in: teachers })
  expect(letters.map((one) => one.target.to)).toEqual(['person', 'thread'])
  expect(JSON.stringify(letters[1])).not.toContain('放着的问题')
  const nothing = wordsOf((await world.say('lin', '台账 99')).at(-1))
  expect(nothing).toBe(issueRefusals.unknown)
  for (const [who, where] of [
    ['chen', {}],
    ['li', {}],
    ['sun', {}],
    ['zhou', { in: otherLeadingGroup }],
  ] as const) {
    expect(wordsOf((await world.say(who, '台账 1', where)).at(-1))).toBe(nothing)
  }
})

test('joined and parted again: the ledger has what it had, and its history both', async () => {
  await world.say('zhao', '台账 新增 问题：甲 来源：督导检查 部门：总务处 条款：25、26')
  await world.say('zhao', '台账 新增 问题：乙 来源：督导检查 部门：教务处 条款：17')
  await move(world, 'zhao', 'join-issue', 6, '', 7)
  expect(await issueNo(world, 6)).toMatchObject({ state: 'joined', requirements: [] })
  expect(await issueNo(world, 7)).toMatchObject({ requirements: [17, 25, 26] })
  expect(wordsOf((await world.say('zhao', '台账 7')).at(-1))).toContain('配合：总务处')
  await move(world, 'zhao', 'join-issue', 7, '', 5)
  expect(await issueNo(world, 5)).toMatchObject({ requirements: [17, 25, 26] })
  await move(world, 'zhao', 'part-issue', 6)
  expect(await issueNo(world, 6)).toMatchObject({ state: 'open', joinedInto: null, requirements: [25, 26] })
  await move(world, 'zhao', 'part-issue', 7)
  expect(await issueNo(world, 7)).toMatchObject({ state: 'open', requirements: [17] })
  expect(await issueNo(world, 5)).toMatchObject({ requirements: [] })
  expect(wordsOf((await world.say('zhao', '台账 5')).at(-1))).not.toContain('配合')
  expect((await historyOf(world, 6)).map((one) => one.did)).toEqual(['open', 'join', 'join', 'part'])
  expect((await historyOf(world, 5)).map((one) => one.did)).toEqual(['open', 'take-in', 'let-out', 'let-out'])
})

describe('what both covered stays with both', () => {
  const links = () =>
    world.database.db.transaction().execute(async (tx) => {
      const rows = await tx
        .selectFrom('issue_requirement')
        .innerJoin('issue', 'issue.id', 'issue')
        .select(['issue.no as issue', 'requirement_no', 'from_answer'])
        .orderBy('issue.no')
        .orderBy('requirement_no')
        .execute()
      return rows.map((row) => `${row.issue}: ${row.requirement_no}${row.from_answer ? ' followed' : ''}`)
    })

  test('the one that followed the answer follows it again, the other has it by hand, whichever went into which', async () => {
    await fallShort(world, 'lin', 17)
    await world.say('zhao', '台账 新增 问题：甲 来源：督导检查 部门：教务处 条款：17、25')
    const before = await links()
    expect(before).toEqual(['6: 17 followed', '7: 17', '7: 25'])
    await move(world, 'zhao', 'join-issue', 6, '', 7)
    expect(await links()).toEqual(['7: 17 followed', '7: 25'])
    await move(world, 'zhao', 'part-issue', 6)
    expect(await links()).toEqual(before)
    await move(world, 'zhao', 'join-issue', 7, '', 6)
    expect(await links()).toEqual(['6: 17 followed', '6: 25'])
    await move(world, 'zhao', 'part-issue', 7)
    expect(await links()).toEqual(before)
  })

  test('also out of a third that both went on under, and not what was met meanwhile', async () => {
    await fallShort(world, 'lin', 17)
    await world.say('zhao', '台账 新增 问题：甲 来源：督导检查 部门：教务处 条款：17、25')
    await move(world, 'zhao', 'join-issue', 6, '', 7)
    await move(world, 'zhao', 'join-issue', 7, '', 5)
    await move(world, 'zhao', 'part-issue', 6)
    expect(await links()).toEqual(['5: 17', '5: 25', '6: 17 followed'])
    await move(world, 'zhao', 'part-issue', 7)
    expect(await links()).toEqual(['6: 17 followed', '7: 17', '7: 25'])
    await move(world, 'zhao', 'join-issue', 6, '', 7)
    await isMet(world, 'lin', 17)
    await move(world, 'zhao', 'part-issue', 6)
    expect(await links()).toEqual(['7: 25'])
  })
})

test('a card proposes to join only what is open', async () => {
  const proposals = async () =>
    JSON.stringify(await move(world, 'lin', 'report-issue', 5, '又做了')).match(/"do":"join-issue"/g)
  await world.say('zhao', '台账 5 问题：门卫室没有登记台账')
  await world.say('zhao', '台账 新增 问题：门卫室没有登记台账 来源：家长反映 部门：教务处 责任人：林老师')
  expect((await proposals())?.length).toBe(1)
  await move(world, 'lin', 'ask-strike-off', 6, '已办好')
  expect(await proposals()).toBeNull()
})

test('nobody joins what is not theirs to go on with', async () => {
  await world.say('zhao', '台账 新增 问题：甲 来源：督导检查 部门：总务处 责任人：孙主任')
  for (const [who, from, into] of [
    ['lin', 1, 6],
    ['sun', 6, 1],
  ] as const) {
    expect((await move(world, who, 'join-issue', from, '', into)).toast?.text).toBe(issueRefusals['cannot-join'])
    expect((await issueNo(world, from)).state).toBe('open')
  }
  expect((await move(world, 'zhao', 'join-issue', 1, '', 1)).toast?.text).toBe(issueRefusals['cannot-join'])
  expect((await move(world, 'zhao', 'join-issue', 1, '', 3)).toast?.text).toBe(issueRefusals['cannot-join'])
  // What waits for a look is looked at as it was asked for.
  expect((await move(world, 'zhao', 'join-issue', 1, '', 2)).toast?.text).toBe(issueRefusals['cannot-join'])
})

test('after the campaign has closed, rectification goes on', async () => {
  await world.tick('2026-09-30T18:00+08:00')
  await move(world, 'lin', 'report-issue', 1, '又做了一些')
  await move(world, 'lin', 'ask-strike-off', 1)
  world.clock.pass(1000)
  await world.say('wu', '帮助', { in: leadingGroup })
  expect((await move(world, 'wu', 'strike-off', 1)).card).toBeDefined()
  expect((await issueNo(world, 1)).state).toBe('struck-off')
})
