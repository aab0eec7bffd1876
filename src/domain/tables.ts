import type { Day } from './day.ts'
import { divisionColumns } from './division-columns.ts'
import { ledgerColumns } from './ledger-columns.ts'
import { paperNames } from './papers.ts'
import { selfRatingColumns } from './self-rating-columns.ts'
import type { SummaryFacts } from './summary.ts'
import { activityOf } from './summary.ts'
import { paperDay } from './summary-sentence.ts'
import type { ColumnRules } from './table-column.ts'

export const tableKinds = ['self-rating', 'division', 'ledger'] as const
export type TableKind = (typeof tableKinds)[number]

/** What stands in one cell. Null: nothing, room for handwriting. */
export type Cell = string | number | { readonly day: Day } | null

/**
 * A column as the school wants it: what we know to put there, under the school's own head. `column` null: one of the
 * school's own, which stays empty.
 */
export type ChosenColumn = { readonly column: string | null; readonly head: string }

export type PaperTable = {
  readonly kind: TableKind
  /** 第一小学对照整改年活动自评表. */
  readonly title: string
  /** What it says of itself under the title: as of when, and how much there is in it. */
  readonly note: string
  readonly heads: readonly string[]
  /** How wide each column wants to be, in Chinese characters of the print; together about one line of A4 landscape. */
  readonly widths: readonly number[]
  /** Whether what stands in each column is short and reads better in the middle. */
  readonly centred: readonly boolean[]
  readonly rows: readonly (readonly Cell[])[]
}

const rulesOf: { readonly [kind in TableKind]: (facts: SummaryFacts) => Filled } = {
  'self-rating': (facts) => fill(selfRatingColumns, facts),
  division: (facts) => fill(divisionColumns, facts),
  ledger: (facts) => fill(ledgerColumns, facts),
}
