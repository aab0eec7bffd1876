import type { Answer } from './answer.ts'
import type { SchoolCalendar } from './calendar.ts'
import { claimsOf } from './check-claims.ts'
import { type CheckGroup, checkGroups, type Finding, type FindingAbout } from './check-findings.ts'
import { otherSchools } from './check-names.ts'
import { numberFindings } from './check-numbers.ts'
import { againstProfile } from './check-profile.ts'
import { sameTexts } from './check-same.ts'
import type { RequirementNo } from './ids.ts'
import { privateMarks } from './looks-private.ts'
import type { SchoolProfile } from './school-profile.ts'
import type { SummaryFacts, SummaryRow } from './summary.ts'
import { type Gap, type GapKind, gapsOf } from './summary-gaps.ts'
import type { SummaryIssue } from './summary-issues.ts'

/** What a check looks at: no more of the facts than this. */
export type Checked = Pick<SummaryFacts, 'school' | 'madeOn' | 'requirements' | 'issues' | 'study' | 'leadingGroup'>
export type Against = {
  readonly calendar: SchoolCalendar
  readonly profile: SchoolProfile
  /** Requirements whose claims somebody has confirmed as they stand now. */
  readonly confirmed: ReadonlySet<RequirementNo>
}

const groupOfGap: Readonly<Record<GapKind, CheckGroup>> = {
  'study-missing': 'open',
  unassigned: 'open',
  unanswered: 'open',
  returned: 'open',
  'awaiting-review': 'open',
  'met-without-fact': 'unsaid',
  'reason-missing': 'unsaid',
  'shortcoming-missing': 'unsaid',
  'measure-missing': 'issues',
  'due-missing': 'issues',
  'due-past': 'issues',
  'owner-missing': 'issues',
  'due-on-day-off': 'dates',
}

/**
 * What somebody should look at before the paper is signed (domain facts, sections 2.2 and 6): every finding once, by
 * group and then in catalogue order, whatever order the facts come in. It says what does not fit and judges nothing.
 */
export function checkSummary(facts: Checked, against: Against): Finding[] {
  const requirements = facts.requirements.toSorted((a, b) => a.placed.no - b.placed.no)
  const issues = facts.issues.toSorted((a, b) => a.no - b.no)
  const all = [
    ...gapsOf({ ...facts, requirements, issues }, against.calendar).map(ofGap),
    ...(facts.leadingGroup.head === null ? [noHead] : []),
    ...requirements.flatMap((row) => ofAnswer(row, facts.school, against)),
    ...issues.flatMap((issue) => ofIssue(issue, facts.school)),
    ...numberFindings(textsOf(requirements), against.profile),
    ...ofSame(requirements),
  ]
  return all.toSorted(
    (a, b) =>
      checkGroups.indexOf(a.group) - checkGroups.indexOf(b.group) ||
      placeOf(a) - placeOf(b) ||
      (a.issue ?? 0) - (b.issue ?? 0) ||
      (a.id < b.id ? -1 : 1),
  )
}

/** How many findings each group has, those without left out, in their order. */
export function countFindings(findings: readonly Finding[]): { readonly group: CheckGroup; readonly count: number }[] {
  return checkGroups
    .map((group) => ({ group, count: findings.filter((one) => one.group === group).length }))
    .filter(({ count }) => count > 0)
}

/** What an answer claims that somebody has to vouch for. A reason why something does not apply claims nothing. */
export function claimsToConfirm({ means, fact }: Pick<Answer, 'means' | 'fact'>): string[] {
  return means === 'not-applicable' || fact === null ? [] : claimsOf(fact)
}

/** No blank of the paper, which then names members alone; but nobody signs it as the head of the group. */
const noHead: Finding = {
  ...{ id: 'head-missing.school', group: 'unsaid', nos: [], ask: [], issue: null },
  about: { kind: 'head-missing' },
}

function ofGap({ kind, at, issue }: Gap): Finding {
  const nos = at === null || issue !== null ? [] : [at.no]
  return {
    id: issue === null ? `${kind}.${at?.no ?? 'school'}` : `${kind}.issue.${issue}`,
    group: groupOfGap[kind],
    nos,
    ask: kind === 'unassigned' || kind === 'awaiting-review' ? [] : nos,
    issue,
    about: { kind: 'gap', gap: kind },
  }
}

function ofAnswer({ placed, answer }: SummaryRow, school: string, { profile, confirmed }: Against): Finding[] {
  if (answer === null) return []
  const { fact, shortcoming, measure, evidence, means } = answer
  const one = (group: CheckGroup, part: string, about: FindingAbout): Finding => {
    const id = `${about.kind}.${placed.no}${part}`
    return { id, group, nos: [placed.no], ask: [placed.no], issue: null, about }
  }
  const claims = confirmed.has(placed.no) ? [] : claimsToConfirm(answer)
  const names = otherSchools(linesOf(fact, shortcoming, measure), school)
  const marks = privateMarks(linesOf(fact, shortcoming, measure, evidence))
  const contradictions = againstProfile(fact, placed.title, means === 'not-applicable', profile)
  return [
    ...(marks.length === 0 ? [] : [one('private', '', { kind: 'private', marks })]),
    ...contradictions.map((found) => one('profile', `.${found.field}`, { kind: 'against-profile', ...found })),
    ...(claims.length === 0 ? [] : [one('claims', '', { kind: 'claim', words: claims })]),
    ...(names.length === 0 ? [] : [one('names', '', { kind: 'other-school', words: names })]),
  ]
}

function ofIssue({ no, standing, problem, measure, done }: SummaryIssue, school: string): Finding[] {
  if (standing === 'none') return []
  const one = (group: CheckGroup, about: FindingAbout): Finding => {
    return { id: `${about.kind}.issue.${no}`, group, nos: [], ask: [], issue: no, about }
  }
  const words = otherSchools(linesOf(problem, measure), school)
  const marks = privateMarks(linesOf(problem, measure, done))
  return [
    ...(marks.length === 0 ? [] : [one('private', { kind: 'private', marks })]),
    ...(words.length === 0 ? [] : [one('names', { kind: 'other-school', words })]),
  ]
}

function linesOf(...texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null).join('\n')
}

/** The same reason for what does not apply (无寄宿学生) is rightly the same everywhere. */
function ofSame(rows: readonly SummaryRow[]): Finding[] {
  const facts = rows.flatMap(({ placed, answer }) =>
    answer === null || answer.fact === null || answer.means === 'not-applicable'
      ? []
      : [{ no: placed.no, text: answer.fact }],
  )
  return sameTexts(facts).map(({ nos, text }) => ({
    id: `same-text.${nos[0]}`,
    group: 'same',
    nos,
    ask: nos,
    issue: null,
    about: { kind: 'same-text', text },
  }))
}

function textsOf(rows: readonly SummaryRow[]) {
  return rows.flatMap(({ placed, answer }) => {
    const text = [answer?.fact ?? '', answer?.shortcoming ?? ''].join('\n').trim()
    return text === '' ? [] : [{ no: placed.no, text }]
  })
}

function placeOf({ nos }: Finding): number {
  return nos[0] ?? Number.MAX_SAFE_INTEGER
}
