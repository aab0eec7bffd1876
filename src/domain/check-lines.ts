import type { CheckGroup, Finding } from './check-findings.ts'
import type { Day } from './day.ts'
import type { AssignmentId, IssueId, IssueNo, PersonId, RequirementNo } from './ids.ts'
import { type AnswerState, mayAnswer, type ReviewMode } from './review.ts'
import type { GapKind } from './summary-gaps.ts'

/** A requirement as a line of the check needs it; `revision` null: nobody has answered it. */
export type CheckedRow = {
  readonly no: RequirementNo
  readonly title: string
  readonly assignment: AssignmentId
  readonly revision: number | null
  readonly respondent: PersonId
  readonly respondentName: string
  readonly respondentLeft: boolean
  readonly departmentName: string
  readonly state: AnswerState
}
export type CheckedIssue = { readonly no: IssueNo; readonly id: IssueId; readonly problem: string }

/** Who looks, and what there is to be done about what is found. */
export type CheckContext = {
  readonly rows: ReadonlyMap<RequirementNo, CheckedRow>
  readonly issues: ReadonlyMap<IssueNo, CheckedIssue>
  /** Since when the respondent has been asked to look at the answer as it stands, the latest day. */
  readonly asked: ReadonlyMap<AssignmentId, Day>
  readonly today: Day
  readonly reader: PersonId
  /** Accepted answers that the reader could give back to their respondents. */
  readonly returnable: ReadonlySet<AssignmentId>
  /** Some answers wait for the reader's own verdict. */
  readonly reviews: boolean
  readonly status: 'preparing' | 'open' | 'closed'
  readonly review: ReviewMode
}

/** What one press does about a line. */
export type Cure =
  | { readonly kind: 'confirm'; readonly assignment: AssignmentId; readonly revision: number }
  | { readonly kind: 'open'; readonly assignment: AssignmentId }
  | { readonly kind: 'ask'; readonly finding: string; readonly people: readonly string[] }
  | { readonly kind: 'return'; readonly no: RequirementNo }
  | { readonly kind: 'issue'; readonly issue: IssueId }
  | { readonly kind: 'profile' | 'remind' | 'walk' | 'review' | 'session' }

/** Why a press is missing that one would look for. */
export type CheckRemark =
  | { readonly kind: 'asked'; readonly people: readonly string[]; readonly on: Day }
  | { readonly kind: 'accepted' | 'left'; readonly nos: readonly RequirementNo[] }

export type Place = { readonly no: RequirementNo; readonly title: string }
export type LineAbout =
  | { readonly kind: 'finding'; readonly finding: Finding; readonly places: readonly Place[] }
  | { readonly kind: 'gaps'; readonly gaps: readonly GapKind[]; readonly at: Place }
  | { readonly kind: 'issue'; readonly findings: readonly Finding[]; readonly issue: CheckedIssue }
  | { readonly kind: 'study' | 'head' }
  | {
      readonly kind: 'pending'
      readonly gap: GapKind
      readonly departments: readonly { readonly name: string; readonly count: number }[]
    }
export type CheckLine = {
  readonly group: CheckGroup
  readonly about: LineAbout
  readonly cures: readonly Cure[]
  readonly remarks: readonly CheckRemark[]
}

/**
 * Findings as lines to act on: what is still to be filled in once for the whole school, what one answer or issue lacks on
 * one line, everything else as it was found; each with what can be done by whoever reads it. Of a closed campaign a
 * claim can be confirmed, an issue mended and a session of study noted, nothing else.
 */
export function checkLines(findings: readonly Finding[], context: CheckContext): CheckLine[] {
  const together = Map.groupBy(findings, keyOf)
  return [...together.values()].flatMap((of) => lineOf(of, context) ?? [])
}

function keyOf({ id, group, about, issue, nos }: Finding): string {
  if (group === 'open' && about.kind === 'gap') return `pending.${about.gap}`
  if (issue !== null) return `${group}.issue.${issue}`
  return about.kind === 'gap' ? `${group}.${nos[0]}` : id
}

function lineOf(of: readonly Finding[], context: CheckContext): CheckLine | null {
  const [finding] = of
  if (finding === undefined) return null
  const { group, about } = finding
  if (about.kind === 'gap' && about.gap === 'study-missing')
    return { group, about: { kind: 'study' }, cures: [{ kind: 'session' }], remarks: [] }
  // Its settings are changed in its own group alone, by whoever coordinates: the line says what to send there.
  if (about.kind === 'head-missing') return { group, about: { kind: 'head' }, cures: [], remarks: [] }
  if (group === 'open' && about.kind === 'gap') return pending(about.gap, of, context)
  if (finding.issue !== null) {
    const issue = context.issues.get(finding.issue)
    if (issue === undefined) return null
    return {
      group,
      about: { kind: 'issue', findings: of, issue },
      cures: [{ kind: 'issue', issue: issue.id }],
      remarks: [],
    }
  }
  const places = finding.nos.flatMap((no) => context.rows.get(no) ?? [])
  const [at] = places
  if (at === undefined) return null
  const gaps = of.flatMap((one) => (one.about.kind === 'gap' ? [one.about.gap] : []))
  return {
    group,
    about: about.kind === 'gap' ? { kind: 'gaps', gaps, at } : { kind: 'finding', finding, places },
    cures: [...ownCures(finding, at, context), ...mending(finding, context)],
    remarks: remarksOf(finding, context),
  }
}

function pending(gap: GapKind, of: readonly Finding[], { rows, reader, reviews, status }: CheckContext): CheckLine {
  const at = of.flatMap(({ nos }) => nos.flatMap((no) => rows.get(no) ?? []))
  const departments = [...Map.groupBy(at, (row) => row.departmentName)].map(([name, some]) => ({
    name,
    count: some.length,
  }))
  const isOwed = status === 'open' && (gap === 'unanswered' || gap === 'returned')
  const cures: Cure[] = [
    ...(isOwed && at.some((row) => row.respondent === reader) ? [{ kind: 'walk' } as const] : []),
    ...(isOwed && at.some((row) => row.respondent !== reader) ? [{ kind: 'remind' } as const] : []),
    ...(status === 'open' && gap === 'awaiting-review' && reviews ? [{ kind: 'review' } as const] : []),
  ]
  return { group: 'open', about: { kind: 'pending', gap, departments }, cures, remarks: [] }
}

/** What is done about the finding itself, whoever wrote the answer. */
function ownCures({ about }: Finding, at: CheckedRow, { status }: CheckContext): Cure[] {
  if (about.kind === 'claim' && at.revision !== null)
    return [{ kind: 'confirm', assignment: at.assignment, revision: at.revision }]
  const isAgainst = about.kind === 'against-profile' || about.kind === 'number-of-profile'
  return isAgainst && status === 'open' ? [{ kind: 'profile' }] : []
}

/** One's own is opened, the others are asked to look at theirs; what was accepted is given back by who reviews it. */
function mending(finding: Finding, context: CheckContext): Cure[] {
  const rows = mendable(finding, context)
  const own = rows.find((row) => row.respondent === context.reader)
  const people = namesOf(toAsk(finding, context))
  const returnable = boundRows(finding, context).find((row) => context.returnable.has(row.assignment))
  return [
    ...(own === undefined ? [] : [{ kind: 'open', assignment: own.assignment } as const]),
    ...(people.length === 0 ? [] : [{ kind: 'ask', finding: finding.id, people } as const]),
    ...(returnable === undefined ? [] : [{ kind: 'return', no: returnable.no } as const]),
  ]
}

/** The answers whose respondents may be asked to look at them: not the reader's own, and each once a day at most. */
export function toAsk(finding: Finding, context: CheckContext): CheckedRow[] {
  return others(finding, context).filter((row) => context.asked.get(row.assignment) !== context.today)
}

function others(finding: Finding, context: CheckContext): CheckedRow[] {
  return mendable(finding, context).filter((row) => row.respondent !== context.reader && !row.respondentLeft)
}

function mendable({ ask }: Finding, { rows, status, review }: CheckContext): CheckedRow[] {
  if (status !== 'open') return []
  return ask.flatMap((no) => rows.get(no) ?? []).filter((row) => mayAnswer(row.state, status, review))
}

/** What was accepted cannot be changed before somebody returns it. */
function boundRows({ ask }: Finding, { rows, status, review }: CheckContext): CheckedRow[] {
  if (status !== 'open') return []
  return ask.flatMap((no) => rows.get(no) ?? []).filter((row) => !mayAnswer(row.state, status, review))
}

function remarksOf(finding: Finding, context: CheckContext): CheckRemark[] {
  if (context.status !== 'open') return []
  const rows = finding.ask.flatMap((no) => context.rows.get(no) ?? [])
  const bound = boundRows(finding, context).filter((row) => !context.returnable.has(row.assignment))
  const left = rows.filter((row) => row.respondentLeft)
  const days = others(finding, context).flatMap((row) => context.asked.get(row.assignment) ?? [])
  const on = days.toSorted().at(-1)
  const people = namesOf(others(finding, context).filter((row) => context.asked.has(row.assignment)))
  return [
    ...(on === undefined ? [] : [{ kind: 'asked', people, on } as const]),
    ...(bound.length === 0 ? [] : [{ kind: 'accepted', nos: bound.map((row) => row.no) } as const]),
    ...(left.length === 0 ? [] : [{ kind: 'left', nos: left.map((row) => row.no) } as const]),
  ]
}

function namesOf(rows: readonly CheckedRow[]): string[] {
  return [...new Map(rows.map((row) => [row.respondent, row.respondentName])).values()]
}
