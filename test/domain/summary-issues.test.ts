import { describe, expect, test } from 'vitest'
import { sayGap } from '#cards/words.ts'
import { officialCalendar } from '#src/calendar.ts'
import type { Day } from '#src/domain/day.ts'
import type { RequirementNo } from '#src/domain/ids.ts'
import { countIssues } from '#src/domain/issue.ts'
import { compileSummary, type Summary } from '#src/domain/summary.ts'
import type { SummaryIssue } from '#src/domain/summary-issues.ts'
import { restsOnAnswers } from '#src/domain/summary-sentence.ts'
import { paperTable } from '#src/domain/tables.ts'
import { anAnswer, anIssue, aStandard, someFacts } from './summary-facts.ts'

const calendar = { work: officialCalendar, holidays: [] }
const day = (text: string) => text as Day
const small = aStandard([[2, 1], [1]])

const on = (...nos: number[]) => nos as RequirementNo[]

function paper(issues: readonly SummaryIssue[], answers: Parameters<typeof someFacts>[1] = {}): Summary {
  return compileSummary(someFacts(small, answers, { issues }), calendar)
}
/** The paragraphs of 四, 五 or 六. */
function lines(summary: Summary, section: 4 | 5 | 6): string[] {
  return (summary.sections[section - 1]?.parts ?? []).map((part) =>
    part.kind === 'text' ? part.sentences.map((one) => one.text).join('') : part.heading,
  )
}
const partly = (shortcoming: string) => anAnswer('partly', { fact: '有', shortcoming })

test('each issue once, in catalogue order, those from outside last; none that is none', () => {
  const summary = paper([
    anIssue(1, { requirements: [] }),
    anIssue(2, { requirements: on(3) }),
    anIssue(3, { requirements: on(1, 4) }),
    anIssue(4, { standing: 'none', requirements: on(2) }),
    anIssue(5, { requirements: on(1) }),
  ])
  expect(lines(summary, 4)).toEqual(['1.问题3。', '2.问题5。', '3.问题2。', '4.问题1。'])
  expect(lines(summary, 5).slice(0, 4)).toEqual(
    [3, 5, 2, 1].map((no, at) => `${at + 1}.措施${no}（限期整改，责任部门：教务处，整改时限：2026年12月1日）。`),
  )
})

test('what went into another issue is printed there with its own words, and nothing twice', () => {
  const joined = [
    { problem: '没有组织社区服务。', measure: '同居委会商定服务日' },
    { problem: '没有到基地学农', measure: null },
    { problem: '没有到基地', measure: '先小批试行。' },
    { problem: '没有组织社区服务,', measure: null },
  ]
  const issue = anIssue(1, { problem: '出于安全考虑没有到基地', measure: '先小批试行', joined })
  const summary = paper([issue])
  expect(lines(summary, 4)).toEqual(['1.出于安全考虑没有到基地；没有组织社区服务；没有到基地学农。'])
  expect(lines(summary, 5)[0]).toBe(
    '1.先小批试行；同居委会商定服务日（限期整改，责任部门：教务处，整改时限：2026年12月1日）。',
  )
  const ledger = paperTable('ledger', someFacts(small, {}, { issues: [issue] }))
  const cell = (head: string) => ledger.rows[0]?.[ledger.heads.indexOf(head)]
  expect(cell('存在问题')).toBe('1.出于安全考虑没有到基地\n2.没有组织社区服务。\n3.没有到基地学农')
  expect(cell('整改措施')).toBe('1.先小批试行\n2.同居委会商定服务日')
})

test.each<[string, Partial<SummaryIssue>, string]>([
  [
    'with all that was stated',
    { kind: 'at-once', supporting: ['总务处', '办公室'] },
    '措施1（立行立改，责任部门：教务处，配合部门：总务处、办公室，整改时限：2026年12月1日）。',
  ],
  ['standing, without an end', { kind: 'standing', due: null }, '措施1（长期坚持，责任部门：教务处）。'],
  [
    'needing a body above',
    { kind: 'needs-above', above: '市教育局', due: null, standing: 'waiting-for-above' },
    '措施1（提请市教育局解决，责任部门：教务处）。正在等待市教育局解决。',
  ],
  [
    'overdue',
    { due: day('2026-11-02'), standing: 'overdue' },
    '措施1（限期整改，责任部门：教务处，整改时限：2026年11月2日）。整改时限已过，仍在整改。',
  ],
  [
    'done, waiting for a look',
    { standing: 'awaiting' },
    '措施1（限期整改，责任部门：教务处，整改时限：2026年12月1日）。责任人已申请销号，正在等待复查。',
  ],
  [
    'struck off, with what was done',
    { standing: 'struck-off', struckOffOn: day('2026-11-20'), done: '名册已补齐。' },
    '措施1（限期整改，责任部门：教务处，已于2026年11月20日销号）。',
  ],
  [
    'struck off, nothing planned before',
    { standing: 'struck-off', struckOffOn: day('2026-11-20'), done: '名册已补齐', measure: null, due: null },
    '名册已补齐（限期整改，责任部门：教务处，已于2026年11月20日销号）。',
  ],
  [
    'of which nobody stated anything',
    { measure: null, due: null, owned: false },
    '【整改措施：未填报】（限期整改，责任部门：教务处，【责任人：未确定】，【整改时限：未填报】）。',
  ],
])('a measure: %s', (_, change, words) => {
  expect(lines(paper([anIssue(1, change)]), 5)[0]).toBe(`1.${words}`)
})

test('六 has the numbers that every card shows, then what is struck off and how, once each', () => {
  const standings = ['in-hand', 'overdue', 'waiting-for-above', 'awaiting', 'struck-off', 'struck-off', 'none'] as const
  const issues = standings.map((standing, at) =>
    anIssue(at + 1, {
      standing,
      ...(standing === 'struck-off' ? { done: '名册已补齐', struckOffOn: day('2026-11-20') } : {}),
      ...(at === 5 ? { measure: null } : {}),
    }),
  )
  const summary = paper(issues)
  expect(summary.sections[5]?.heading).toBe('六、整改成效')
  expect(lines(summary, 6)).toEqual([
    '台账共列问题6项，已完成整改并销号2项，仍在整改4项（其中已过整改时限1项、等待上级解决1项、等待复查1项）。',
    '1.问题5。已于2026年11月20日完成整改并销号：名册已补齐。',
    '2.问题6。已于2026年11月20日完成整改并销号。',
  ])
  expect(countIssues(standings)).toMatchObject({ live: 4, struckOff: 2 })
})

test('a problem that is done with says so in 四 too', () => {
  const summary = paper([anIssue(1, { standing: 'struck-off', struckOffOn: day('2026-11-20') })])
  expect(lines(summary, 4)).toEqual(['1.问题1（已整改销号）。'])
})

test('while nothing is struck off there is no 六, and 五 ends with the numbers', () => {
  const summary = paper([anIssue(1)])
  expect(summary.sections).toHaveLength(5)
  expect(lines(summary, 5).at(-1)).toBe('台账共列问题1项，均在整改。')
})

test('seven problems are grouped by duty, those from outside last, and keep one number in 四 and 五', () => {
  const issues = [1, 2, 3, 4, 4, 3].map((no, at) => anIssue(at + 1, { requirements: on(no) }))
  const of = [...issues, anIssue(7, { requirements: [] })]
  const grouped = [
    ['1.职责甲', 1, 2, 3, 6],
    ['2.职责乙', 4, 5],
    ['3.其他方面', 7],
  ] as const
  let place = 0
  const said = (words: (no: number) => string) =>
    grouped.flatMap(([heading, ...nos]) => [heading, ...nos.map((no) => `（${++place}）${words(no)}`)])
  expect(lines(paper(of), 4)).toEqual(said((no) => `问题${no}。`))
  place = 0
  expect(lines(paper(of), 5).slice(0, -1)).toEqual(
    said((no) => `措施${no}（限期整改，责任部门：教务处，整改时限：2026年12月1日）。`),
  )
  const standard = compileSummary(someFacts(small, {}, { issues: of, numbering: 'standard' }), calendar)
  expect(lines(standard, 4).slice(0, 2)).toEqual(['（一）职责甲', '1.问题1。'])
  expect(lines(standard, 4).at(-1)).toBe('7.问题7。')
})

test('every sentence of 四 and 五 names its issue and the requirements it covers', () => {
  const summary = paper([anIssue(7, { requirements: on(2, 4), measure: null }), anIssue(9, { requirements: [] })])
  const sentences = summary.sections
    .slice(3)
    .flatMap((section) => section.parts.flatMap((part) => (part.kind === 'text' ? part.sentences : [])))
  const sources = sentences.filter((one) => restsOnAnswers(one.source)).map((one) => [one.source, one.issues])
  expect(new Set(sources.map((one) => JSON.stringify(one)))).toEqual(new Set(['[[2,4],[7]]', '[[],[9]]']))
  expect(sentences.filter((one) => one.missing).map((one) => one.issues)).toEqual([[7]])
})

describe('an answer that falls short', () => {
  const answers = { 1: partly('缺名册'), 3: partly('灯坏') }

  test('without an issue is listed as before, in its place among the issues', () => {
    const summary = paper([anIssue(1, { requirements: on(1) })], answers)
    expect(lines(summary, 4)).toEqual(['1.问题1。', '2.灯坏。'])
    expect(lines(summary, 5)[1]).toBe('2.【整改措施：未填报】（责任部门：教务处，【整改时限：未填报】）。')
    expect(summary.gaps.filter((gap) => gap.at?.no === 3).map((gap) => gap.kind)).toEqual([
      'measure-missing',
      'due-missing',
    ])
  })

  test('whose issue was found to be none is no problem any more', () => {
    const summary = paper([anIssue(1, { requirements: on(1, 3), standing: 'none' })], answers)
    expect(lines(summary, 4)).toEqual(['已填报的2条具体要求中，没有发现需要整改的问题。'])
    expect(summary.gaps.filter((gap) => gap.kind === 'measure-missing')).toEqual([])
  })

  test('still stands word for word among the findings', () => {
    const summary = paper([anIssue(1, { problem: '两处名册' })], answers)
    const findings = JSON.stringify(summary.sections[2])
    expect(findings).toContain('存在不足：缺名册。')
    expect(findings).not.toContain('两处名册')
  })
})

test.each<[string, Partial<SummaryIssue>, string[]]>([
  ['all stated', {}, []],
  ['nothing stated', { measure: null, due: null, owned: false }, ['measure-missing', 'due-missing', 'owner-missing']],
  ['overdue', { due: day('2026-11-02'), standing: 'overdue' }, ['due-past']],
  ['on a Saturday', { due: day('2026-12-05') }, ['due-on-day-off']],
  [
    'waiting for above, past its date',
    { due: day('2026-11-02'), kind: 'needs-above', standing: 'waiting-for-above' },
    [],
  ],
  ['waiting for a look, past its date', { due: day('2026-11-02'), standing: 'awaiting' }, []],
  ['standing, without an end', { kind: 'standing', due: null }, []],
  ['struck off with nothing stated', { measure: null, due: null, owned: false, standing: 'struck-off' }, []],
])('gaps of an issue: %s', (_, change, kinds) => {
  const gaps = paper([anIssue(3, change)], { 1: partly('缺') }).gaps.filter((gap) => gap.issue !== null)
  expect(gaps.map((gap) => gap.kind)).toEqual(kinds)
  expect(gaps.every((gap) => gap.at?.no === 1 && gap.issue === 3)).toBe(true)
})

test('gaps stand in catalogue order, one from outside last and by its number', () => {
  const gaps = paper([
    anIssue(8, { requirements: [], owned: false }),
    anIssue(2, { requirements: on(4), owned: false }),
    anIssue(3, { requirements: on(1), owned: false }),
  ]).gaps.filter((gap) => gap.issue !== null)
  expect(gaps.map(sayGap)).toEqual([
    '（1）要求名1：缺责任人（教务处）',
    '（3）要求名4：缺责任人（教务处）',
    '台账编号8：缺责任人（教务处）',
  ])
})
