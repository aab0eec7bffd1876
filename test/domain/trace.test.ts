import { describe, expect, test } from 'vitest'
import type { Day } from '#src/domain/day.ts'
import type { IssueNo, RequirementNo } from '#src/domain/ids.ts'
import { fromAnswer, fromData, fromIssue, missing, missingOfIssue } from '#src/domain/summary-sentence.ts'
import {
  type Deed,
  type TracedAnswer,
  type TracedIssue,
  type TracedRequirement,
  type TraceFacts,
  traceHead,
  traceLines,
} from '#src/domain/trace.ts'

const on = (day: number, hour: number, minute: number) => ({ day: `2026-10-${day}` as Day, hour, minute })
const did = (by: string | null, day = 12): Deed => ({ by, at: on(day, 10, 3) })
const submitted: TracedAnswer = { ...did('林老师'), changes: 0, review: null, vouched: null, confirmed: null }
const requirement = (title: string, answer: TracedAnswer | null): TracedRequirement => ({
  title,
  department: '教务处',
  respondent: '林老师',
  respondentLeft: false,
  answer,
})
const issue: TracedIssue = {
  department: '总务处',
  owner: '孙主任',
  reported: did('赵主任'),
  asked: null,
  struckOff: null,
}

function facts(
  requirements: Readonly<Record<number, TracedRequirement>>,
  issues: Readonly<Record<number, TracedIssue>> = {},
  change: Partial<TraceFacts> = {},
): TraceFacts {
  return {
    version: 2,
    madeOn: '2026-10-12' as Day,
    madeBy: '赵主任',
    now: on(13, 8, 0),
    coordinator: '赵主任',
    settings: did('赵主任', 11),
    membersReadAt: on(12, 9, 30),
    heads: null,
    division: did('赵主任', 11),
    studySent: null,
    sessions: new Map(),
    requirements: new Map(Object.entries(requirements).map(([no, one]) => [Number(no) as RequirementNo, one])),
    issues: new Map(Object.entries(issues).map(([no, one]) => [Number(no) as IssueNo, one])),
    ...change,
  }
}
const no = (of: number) => of as RequirementNo
const ofIssue = (of: number, ...requirements: number[]) => ({ no: of as IssueNo, requirements: requirements.map(no) })

describe('an answer', () => {
  test.each<[string, Partial<TracedAnswer>, string]>([
    ['once', {}, '「均衡编班」林老师 2026年10月12日 10:03提交'],
    ['changed', { changes: 2 }, '「均衡编班」林老师 2026年10月12日 10:03提交，改过2次'],
    [
      'accepted and vouched for',
      { review: { ...did('钱主任', 13), verdict: 'accepted' }, vouched: did('吴校长', 14) },
      '「均衡编班」林老师 2026年10月12日 10:03提交；钱主任 2026年10月13日 10:03审核通过；吴校长 2026年10月14日 10:03确认属实',
    ],
    [
      'returned',
      { review: { ...did('钱主任', 13), verdict: 'returned' } },
      '「均衡编班」林老师 2026年10月12日 10:03提交；钱主任 2026年10月13日 10:03退回待改',
    ],
    [
      'asked for again by nobody in particular',
      { review: { ...did(null, 13), verdict: 'asked-again' } },
      '「均衡编班」林老师 2026年10月12日 10:03提交；2026年10月13日 10:03自动请责任人重新自评',
    ],
    [
      'of an earlier campaign, confirmed to hold still',
      { by: '张老师', confirmed: { campaignTitle: '2025年活动', by: '王老师', on: '2025-11-03' as Day } },
      '「均衡编班」沿用「2025年活动」的填报（王老师 2025年11月3日），由张老师于2026年10月12日确认仍然如此',
    ],
  ])('%s', (_, change, line) => {
    const of = facts({ 1: requirement('均衡编班', { ...submitted, ...change }) })
    expect(traceLines([fromAnswer('有。', no(1))], of)).toEqual([line])
  })
})

test('a line per answer in the order of the catalogue, each once, whatever the order of the sentences', () => {
  const of = facts({
    1: requirement('甲', submitted),
    2: requirement('乙', { ...submitted, changes: 1 }),
    3: requirement('丙', null),
  })
  const sentences = [fromAnswer('二。', no(2), no(1)), fromAnswer('三。', no(1)), missing('「丙」未填报', [no(3)])]
  expect(traceLines(sentences, of)).toEqual([
    '「甲」林老师 2026年10月12日 10:03提交',
    '「乙」林老师 2026年10月12日 10:03提交，改过1次',
    '「丙」还没有填报，责任人：林老师（教务处）',
  ])
})

test('what is missing names whom it is given to, also when they have left, and whom an issue is left with', () => {
  const of = facts(
    { 1: { ...requirement('甲', submitted), respondentLeft: true } },
    { 3: issue, 4: { ...issue, owner: null, reported: null } },
  )
  expect(traceLines([missing('整改时限：未填报', [no(1)])], of)).toEqual([
    '「甲」林老师 2026年10月12日 10:03提交',
    '【整改时限：未填报】责任人：林老师（教务处，已离开学校）',
  ])
  expect(traceLines([missingOfIssue('整改措施：未填报', ofIssue(3))], of)).toEqual([
    '台账编号3：赵主任 2026年10月12日 10:03登记',
    '【整改措施：未填报】责任人：孙主任（总务处）',
  ])
  expect(traceLines([missingOfIssue('责任人：未确定', ofIssue(4))], of)).toEqual([
    '台账编号4',
    '【责任人：未确定】责任人：未确定（总务处）',
  ])
})

test('an issue says who reported it, who asked for the strike-off and who struck it off, then the answers behind it', () => {
  const of = facts(
    { 1: requirement('甲', submitted) },
    { 3: { ...issue, asked: did('孙主任', 13), struckOff: did('吴校长', 14) } },
  )
  expect(traceLines([fromIssue('已销号。', ofIssue(3, 1))], of)).toEqual([
    '台账编号3：赵主任 2026年10月12日 10:03登记；孙主任 2026年10月13日 10:03申请销号；吴校长 2026年10月14日 10:03销号',
    '「甲」林老师 2026年10月12日 10:03提交',
  ])
})

test('what no answer says has a source too', () => {
  const sessions = new Map([[2, { ...did('赵主任'), on: '2026-10-10' as Day, form: '集中学习' }]])
  const of = facts({}, {}, { sessions, studySent: did('吴校长', 11) })
  const lines = (...sources: Parameters<typeof fromData>[1][]) =>
    traceLines(
      sources.map((one) => fromData('…', one)),
      of,
    )
  expect(lines('settings')).toEqual(['活动名称、标准、联络员：活动设置（赵主任 2026年10月11日 10:03保存）'])
  expect(lines('leading-group')).toEqual(['成员：领导小组群的名单（2026年10月12日 09:30读取）'])
  expect(
    traceLines([fromData('…', 'leading-group')], facts({}, {}, { membersReadAt: null, heads: did('赵主任', 11) })),
  ).toEqual(['成员：领导小组群的名单', '组长、副组长：活动设置（赵主任 2026年10月11日 10:03保存）'])
  expect(lines('division')).toEqual(['部门和人数：通讯录；分工（赵主任 2026年10月11日 10:03确认）'])
  expect(lines({ sessions: [2, 7] })).toEqual(['2026年10月10日集中学习：赵主任 2026年10月12日 10:03记录'])
  expect(lines({ sessions: [] })).toEqual(['学习宣传还没有记录，请联络员赵主任发送「学习 记录」'])
  expect(lines('study-sent')).toEqual(['推送和点开的数：系统记录（吴校长 2026年10月11日 10:03开始推送）'])
  expect(lines('answers', 'answers', 'ledger')).toEqual([
    '按各条填报计数，谁填的见各段批注',
    '按整改台账计数，谁登记、谁销号见各段批注',
  ])
})

test('above all of it stands that it is for inside, and how old it is', () => {
  expect(traceHead(facts({})).join('\n')).toBe(
    '内部批注，不外报。正文与整改工作总结相同。\n第2版，2026年10月12日由赵主任汇总；批注截至2026年10月13日 08:00。',
  )
  expect(traceHead(facts({}, {}, { madeBy: null })).join()).toContain('2026年10月12日到截止日期自动汇总')
})
