import { isSchoolDay, type SchoolCalendar } from './calendar.ts'
import type { Day } from './day.ts'
import type { PlacedRequirement } from './standard.ts'
import type { SummaryRow } from './summary.ts'

export type GapKind =
  | 'unassigned'
  | 'unanswered'
  | 'met-without-fact'
  | 'reason-missing'
  | 'shortcoming-missing'
  | 'measure-missing'
  | 'due-missing'
  | 'due-past'
  | 'due-on-day-off'
  | 'returned'
  | 'awaiting-review'

/** Something the paper cannot say yet, or says in a way the reader will ask about; and whom to ask. */
export type Gap = {
  readonly kind: GapKind
  readonly at: PlacedRequirement
  readonly department: string | null
  readonly respondent: string | null
}

/** What to look at before the paper is handed in, in catalogue order. `today` is the day the paper is made. */
export function gapsOf(rows: readonly SummaryRow[], today: Day, calendar: SchoolCalendar): Gap[] {
  return rows.flatMap((row) =>
    kindsOf(row, today, calendar).map((kind) => ({
      kind,
      at: row.placed,
      department: row.department,
      respondent: row.respondent,
    })),
  )
}

function kindsOf(row: SummaryRow, today: Day, calendar: SchoolCalendar): GapKind[] {
  const { answer, department, unsettled } = row
  const kinds: GapKind[] = department === null ? ['unassigned'] : []
  if (unsettled !== null) kinds.push(unsettled === 'returned' ? 'returned' : 'awaiting-review')
  if (answer === null) return [...kinds, 'unanswered']
  if (answer.means === 'met') return answer.fact === null ? [...kinds, 'met-without-fact'] : kinds
  if (answer.means === 'not-applicable') return answer.fact === null ? [...kinds, 'reason-missing'] : kinds
  if (answer.shortcoming === null) kinds.push('shortcoming-missing')
  if (answer.measure === null) kinds.push('measure-missing')
  if (answer.due === null) kinds.push('due-missing')
  else if (answer.due < today) kinds.push('due-past')
  else if (!isSchoolDay(answer.due, calendar)) kinds.push('due-on-day-off')
  return kinds
}
