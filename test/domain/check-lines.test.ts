import { expect, test } from 'vitest'
import type { CheckGroup, Finding, FindingAbout } from '#src/domain/check-findings.ts'
import { type CheckContext, type CheckedRow, type Cure, checkLines } from '#src/domain/check-lines.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, IssueId, IssueNo, PersonId, RequirementNo } from '#src/domain/ids.ts'

const today = '2026-11-24' as Day
const [me, lin, sun] = [1, 2, 3] as PersonId[] as [PersonId, PersonId, PersonId]
const names = new Map([
  [me, '赵主任'],
  [lin, '林老师'],
  [sun, '孙主任'],
])

function row(no: number, respondent: PersonId, change: Partial<CheckedRow> = {}): [RequirementNo, CheckedRow] {
  return [
    no as RequirementNo,
    {
      no: no as RequirementNo,
      title: `要求名${no}`,
      assignment: (no * 10) as AssignmentId,
      revision: 1,
      respondent,
      respondentName: names.get(respondent) ?? '',
      respondentLeft: false,
      departmentName: respondent === sun ? '总务处' : '教务处',
      state: 'submitted',
      ...change,
    },
  ]
}
function context(rows: readonly [RequirementNo, CheckedRow][], change: Partial<CheckContext> = {}): CheckContext {
  return {
    rows: new Map(rows),
    issues: new Map([[3 as IssueNo, { no: 3 as IssueNo, id: 33 as IssueId, problem: '缺名册' }]]),
    asked: new Map(),
    today,
    reader: me,
    reviews: false,
    returnable: new Set(),
    status: 'open',
    review: 'none',
    ...change,
  }
}
function finding(
  id: string,
  group: CheckGroup,
  nos: number[],
  about: FindingAbout,
  issue: number | null = null,
): Finding {
  return { id, group, nos: nos as RequirementNo[], ask: nos as RequirementNo[], issue: issue as IssueNo | null, about }
}
const gap = (kind: Extract<FindingAbout, { kind: 'gap' }>['gap'], no: number, group: CheckGroup = 'open') =>
  finding(`${kind}.${no}`, group, [no], { kind: 'gap', gap: kind })
const study = finding('study-missing.school', 'open', [], { kind: 'gap', gap: 'study-missing' })
const claim = finding('claim.17', 'claims', [17], { kind: 'claim', words: ['从不收费'] })
const same = finding('same-text.2', 'same', [2, 7], { kind: 'same-text', text: '同一段话' })
const number = finding('number-of-profile.classes.2', 'numbers', [2], {
  kind: 'number-of-profile',
  measure: 'classes',
  profile: 10,
  said: '12个班',
})
const ofIssue = (kind: 'owner-missing' | 'due-missing') =>
  finding(`${kind}.issue.3`, 'issues', [], { kind: 'gap', gap: kind }, 3)

const confirm: Cure = { kind: 'confirm', assignment: 170 as AssignmentId, revision: 1 }
const open = (no: number): Cure => ({ kind: 'open', assignment: (no * 10) as AssignmentId })
const askOf = (of: Finding, ...people: string[]): Cure => ({ kind: 'ask', finding: of.id, people })

test.each<[string, Finding, CheckContext, readonly Cure[], readonly string[]]>([
  ['a claim of somebody else', claim, context([row(17, lin)]), [confirm, askOf(claim, '林老师')], []],
  ['a claim of one’s own', claim, context([row(17, me)]), [confirm, open(17)], []],
  ['a claim, after the end', claim, context([row(17, lin)], { status: 'closed' }), [confirm], []],
  [
    'a claim of an accepted answer',
    claim,
    context([row(17, lin, { state: 'accepted' })], { review: 'head' }),
    [confirm],
    ['accepted'],
  ],
  [
    'a claim of an answer that the reader accepted',
    claim,
    context([row(17, lin, { state: 'accepted' })], { review: 'head', returnable: new Set([170 as AssignmentId]) }),
    [confirm, { kind: 'return', no: 17 as RequirementNo }],
    [],
  ],
  [
    'accepted once, and there is no review any more',
    claim,
    context([row(17, lin, { state: 'accepted' })]),
    [confirm, askOf(claim, '林老师')],
    [],
  ],
  ['of somebody who has left', claim, context([row(17, lin, { respondentLeft: true })]), [confirm], ['left']],
  [
    'asked today',
    claim,
    context([row(17, lin)], { asked: new Map([[170 as AssignmentId, today]]) }),
    [confirm],
    ['asked'],
  ],
  [
    'asked some days ago',
    claim,
    context([row(17, lin)], { asked: new Map([[170 as AssignmentId, '2026-11-20' as Day]]) }),
    [confirm, askOf(claim, '林老师')],
    ['asked'],
  ],
  ['one’s own and another’s', same, context([row(2, me), row(7, sun)]), [open(2), askOf(same, '孙主任')], []],
  ['two of one person', same, context([row(2, lin), row(7, lin)]), [askOf(same, '林老师')], []],
  ['the same, after the end', same, context([row(2, me), row(7, sun)], { status: 'closed' }), [], []],
  ['against the profile', number, context([row(2, lin)]), [{ kind: 'profile' }, askOf(number, '林老师')], []],
  ['against the profile, after the end', number, context([row(2, lin)], { status: 'closed' }), [], []],
  ['an issue', ofIssue('owner-missing'), context([]), [{ kind: 'issue', issue: 33 as IssueId }], []],
  [
    'an issue, after the end',
    ofIssue('owner-missing'),
    context([], { status: 'closed' }),
    [{ kind: 'issue', issue: 33 as IssueId }],
    [],
  ],
])('%s', (_, one, around, cures, remarks) => {
  const [line, ...more] = checkLines([one], around)
  expect(more).toEqual([])
  expect(line?.cures).toEqual(cures)
  expect(line?.remarks.map((each) => each.kind)).toEqual(remarks)
})

test('what nobody has filled in is one line, by department, to be gone on with or reminded of', () => {
  const rows = [row(1, me), row(2, lin), row(3, sun)]
  const all = [gap('unanswered', 1), gap('unanswered', 2), gap('unanswered', 3)]
  expect(checkLines(all, context(rows))).toMatchObject([
    {
      about: {
        kind: 'pending',
        departments: [
          { name: '教务处', count: 2 },
          { name: '总务处', count: 1 },
        ],
      },
      cures: [{ kind: 'walk' }, { kind: 'remind' }],
    },
  ])
  expect(checkLines([gap('unanswered', 1)], context(rows))[0]?.cures).toEqual([{ kind: 'walk' }])
  expect(checkLines(all, context(rows, { status: 'closed' }))[0]?.cures).toEqual([])
})

test('what waits for a review is opened by who reviews', () => {
  const rows = [row(1, lin)]
  expect(checkLines([gap('awaiting-review', 1)], context(rows, { reviews: true }))[0]?.cures).toEqual([
    { kind: 'review' },
  ])
  expect(checkLines([gap('awaiting-review', 1)], context(rows))[0]?.cures).toEqual([])
})

test('what one answer or one issue lacks stands on one line', () => {
  const lacks = [gap('measure-missing', 2, 'issues'), gap('due-missing', 2, 'issues'), gap('due-missing', 3, 'issues')]
  const lines = checkLines(
    [...lacks, ofIssue('owner-missing'), ofIssue('due-missing')],
    context([row(2, lin), row(3, lin)]),
  )
  expect(lines.map(({ about }) => (about.kind === 'gaps' ? about.gaps : about.kind))).toEqual([
    ['measure-missing', 'due-missing'],
    ['due-missing'],
    'issue',
  ])
})

test.each(['open', 'closed'] as const)('study that nobody noted is one press from being noted, %s or not', (status) => {
  const lines = checkLines([study, gap('unanswered', 17)], context([row(17, lin)], { status }))
  expect(lines[0]).toEqual({ group: 'open', about: { kind: 'study' }, cures: [{ kind: 'session' }], remarks: [] })
  expect(lines[1]?.about).toMatchObject({ kind: 'pending', gap: 'unanswered' })
})
