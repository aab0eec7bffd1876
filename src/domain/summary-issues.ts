import type { Answer } from './answer.ts'
import type { Day } from './day.ts'
import type { IssueNo, RequirementNo } from './ids.ts'
import type { IssueKind, IssueSource, Standing } from './issue.ts'
import type { SummaryRow } from './summary.ts'
import { asClause } from './summary-sentence.ts'

/** An issue as the paper needs it. */
export type SummaryIssue = {
  readonly no: IssueNo
  readonly problem: string
  readonly source: IssueSource
  readonly foundOn: Day
  readonly cause: string | null
  readonly measure: string | null
  readonly kind: IssueKind
  readonly above: string | null
  readonly department: string
  readonly supporting: readonly string[]
  /** Those that go on under it, in the order of their numbers: it is printed once, with the words of all. */
  readonly joined: readonly Pick<SummaryIssue, 'problem' | 'measure'>[]
  /** Somebody who is still at the school owns it. */
  readonly owned: boolean
  /** Null while nobody owns it. */
  readonly owner: string | null
  readonly due: Day | null
  readonly standing: Standing
  readonly struckOffOn: Day | null
  /** What its owner said was done, when they asked for the strike-off last. */
  readonly done: string | null
  /** What its owner said last, of how it goes or of how it was done. */
  readonly progress: string | null
  /** What lies with it as proof, by the names it was sent under. */
  readonly pieces: readonly string[]
  /** In catalogue order; empty when it came from outside. */
  readonly requirements: readonly RequirementNo[]
}

/**
 * One problem of the school, stated once. It stands in the ledger; or, where answers from before the ledger have no
 * issue, in those answers, the same words being one problem.
 */
export type ListedIssue =
  | { readonly kind: 'issue'; readonly issue: SummaryIssue }
  | { readonly kind: 'answers'; readonly problem: string | null; readonly rows: readonly ShortRow[] }
export type ShortRow = SummaryRow & { readonly answer: Answer }

/** The problems in catalogue order, those from outside last. What turned out to be none, or is part of another, is none. */
export function listIssues(rows: readonly SummaryRow[], issues: readonly SummaryIssue[]): ListedIssue[] {
  const listed = [
    ...issues.filter((one) => one.standing !== 'none').map((issue): ListedIssue => ({ kind: 'issue', issue })),
    ...listAnswers(rows, coveredBy(issues)),
  ]
  return listed.toSorted((a, b) => placeOf(a) - placeOf(b) || ledgerNo(a) - ledgerNo(b))
}

/** What falls short in one issue of the paper: its own words, and of those that went into it what it does not say itself. */
export function problemsOf({ problem, joined }: SummaryIssue): string[] {
  return withoutEchoes([problem, ...joined.map((one) => one.problem)])
}

/** What is done about it, likewise. */
export function measuresOf({ measure, joined }: SummaryIssue): string[] {
  return withoutEchoes([measure, ...joined.map((one) => one.measure)].filter((one) => one !== null))
}

function withoutEchoes(texts: readonly string[]): string[] {
  return texts.filter((one, at) => !texts.slice(0, at).some((before) => asClause(before).includes(asClause(one))))
}

/** Requirements that an issue speaks for, also one that was found to be none. */
export function coveredBy(issues: readonly SummaryIssue[]): Set<RequirementNo> {
  return new Set(issues.flatMap((one) => one.requirements))
}

/** Whether an answer says that something is still to be mended. */
export function fallsShort(answer: Answer | null): answer is Answer {
  return answer?.means === 'partly' || answer?.means === 'unmet'
}

/** Still to be rectified: what nobody stated about it is a gap. */
export function isLiveOnPaper({ standing }: SummaryIssue): boolean {
  return standing !== 'none' && standing !== 'struck-off'
}

/** 长期坚持 has no end, and when a body above acts is not the school's to say. */
export function needsDate({ kind }: SummaryIssue): boolean {
  return kind === 'at-once' || kind === 'by-date'
}

function listAnswers(rows: readonly SummaryRow[], covered: ReadonlySet<RequirementNo>): ListedIssue[] {
  const short = rows.filter((row): row is ShortRow => fallsShort(row.answer) && !covered.has(row.placed.no))
  // One without words cannot be told from another, so each stands alone.
  const grouped = Map.groupBy(short, ({ answer, placed }) =>
    answer.shortcoming === null ? placed.no : asClause(answer.shortcoming),
  )
  return [...grouped].map(([key, of]) => ({
    kind: 'answers',
    problem: typeof key === 'string' ? key : null,
    rows: of,
  }))
}

function placeOf(one: ListedIssue): number {
  const first = one.kind === 'issue' ? one.issue.requirements[0] : one.rows[0]?.placed.no
  return first ?? Number.MAX_SAFE_INTEGER
}

function ledgerNo(one: ListedIssue): number {
  return one.kind === 'issue' ? one.issue.no : 0
}
