import type { Answer } from './answer.ts'
import { isSchoolDay, type SchoolCalendar } from './calendar.ts'
import type { Day } from './day.ts'
import type { IssueNo, RequirementNo } from './ids.ts'
import type { PlacedRequirement } from './standard.ts'
import { wasStudied } from './study.ts'
import type { SummaryFacts, SummaryRow } from './summary.ts'
import { coveredBy, isLiveOnPaper, needsDate, type SummaryIssue } from './summary-issues.ts'

export type GapKind =
  | 'study-missing'
  | 'unassigned'
  | 'unanswered'
  | 'met-without-fact'
  | 'reason-missing'
  | 'shortcoming-missing'
  | 'measure-missing'
  | 'due-missing'
  | 'due-past'
  | 'due-on-day-off'
  | 'owner-missing'
  | 'returned'
  | 'awaiting-review'

/** Whether the paper has a blank for it; the others are said, in a way somebody will ask about. */
export function isLacking(kind: GapKind): boolean {
  return !says.includes(kind)
}
const says: readonly GapKind[] = ['due-past', 'due-on-day-off', 'returned', 'awaiting-review']

/** Something the paper cannot say yet, or says in a way the reader will ask about; and whom to ask. */
export type Gap = {
  readonly kind: GapKind
  /** The requirement; of an issue the first it covers, null when it came from outside; null of what the whole school lacks. */
  readonly at: PlacedRequirement | null
  /** The issue it is about; null when it is about an answer or the school. */
  readonly issue: IssueNo | null
  readonly department: string | null
}

/** What to look at before the paper is handed in: its first section, then in catalogue order, issues from outside last. */
export function gapsOf(
  { requirements, issues, madeOn, study }: Pick<SummaryFacts, 'requirements' | 'issues' | 'madeOn' | 'study'>,
  calendar: SchoolCalendar,
): Gap[] {
  const covered = coveredBy(issues)
  const places = new Map(requirements.map((row) => [row.placed.no, row.placed]))
  const ofAnswers = requirements.flatMap((row) =>
    kindsOf(row, covered, madeOn, calendar).map(
      (kind): Gap => ({ kind, at: row.placed, issue: null, department: row.department }),
    ),
  )
  const ofIssues = issues.filter(isLiveOnPaper).flatMap((one) => {
    const [first] = one.requirements
    const at = first === undefined ? null : (places.get(first) ?? null)
    return kindsOfIssue(one, madeOn, calendar).map(
      (kind): Gap => ({ kind, at, issue: one.no, department: one.department }),
    )
  })
  const ofStudy: Gap[] = wasStudied(study) ? [] : [{ kind: 'study-missing', at: null, issue: null, department: null }]
  return [...ofStudy, ...[...ofAnswers, ...ofIssues].toSorted((a, b) => placeOf(a) - placeOf(b))]
}

function kindsOf(
  { placed, answer, department, unsettled }: SummaryRow,
  covered: ReadonlySet<RequirementNo>,
  today: Day,
  calendar: SchoolCalendar,
): GapKind[] {
  const kinds: GapKind[] = department === null ? ['unassigned'] : []
  if (unsettled !== null) kinds.push(unsettled === 'returned' ? 'returned' : 'awaiting-review')
  if (answer === null) return [...kinds, 'unanswered']
  if (answer.means === 'met') return answer.fact === null ? [...kinds, 'met-without-fact'] : kinds
  if (answer.means === 'not-applicable') return answer.fact === null ? [...kinds, 'reason-missing'] : kinds
  if (answer.shortcoming === null) kinds.push('shortcoming-missing')
  // What is done about it is the issue's to say, where there is one.
  return covered.has(placed.no) ? kinds : [...kinds, ...kindsOfPlan(answer, today, calendar)]
}

function kindsOfPlan(
  { measure, due }: Pick<Answer, 'measure' | 'due'>,
  today: Day,
  calendar: SchoolCalendar,
): GapKind[] {
  const kinds: GapKind[] = measure === null ? ['measure-missing'] : []
  if (due === null) return [...kinds, 'due-missing']
  if (due < today) return [...kinds, 'due-past']
  return isSchoolDay(due, calendar) ? kinds : [...kinds, 'due-on-day-off']
}

/** A date that is past is a gap only where it is somebody's delay. */
function kindsOfIssue(issue: SummaryIssue, today: Day, calendar: SchoolCalendar): GapKind[] {
  const kinds = kindsOfPlan(issue, today, calendar).filter(
    (kind) => (kind !== 'due-missing' || needsDate(issue)) && (kind !== 'due-past' || issue.standing === 'overdue'),
  )
  return issue.owned ? kinds : [...kinds, 'owner-missing']
}

function placeOf({ at }: Gap): number {
  return at?.no ?? Number.MAX_SAFE_INTEGER
}
