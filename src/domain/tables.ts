import { divisionForm } from './division-columns.ts'
import { ledgerForm } from './ledger-columns.ts'
import { inFullWidth } from './paper-style.ts'
import { paperNames } from './papers.ts'
import { selfRatingForm } from './self-rating-columns.ts'
import { activityOf, type SummaryFacts } from './summary.ts'
import { paperDay } from './summary-sentence.ts'
import type { Cell, TableForm } from './table-column.ts'

export const tableKinds = ['self-rating', 'division', 'ledger'] as const
export type TableKind = (typeof tableKinds)[number]

/**
 * A column as the school wants it: what we know to put there, under the school's own head. `column` null: one of the
 * school's own, which stays empty.
 */
export type ChosenColumn = { readonly column: string | null; readonly head: string }
/** Of each table the columns chosen for it; one that is missing has the usual ones. */
export type ChosenColumns = Readonly<Partial<Record<TableKind, readonly ChosenColumn[]>>>

export type PaperTable = {
  /** 对照整改年活动自评表. */
  readonly title: string
  readonly school: string
  /** How much there is in it, and as of when. */
  readonly note: string
  readonly heads: readonly string[]
  /** How wide each column wants to be, in characters; what counts is how they stand to each other. */
  readonly widths: readonly number[]
  /** Whether what stands in each column is short, and reads better in the middle. */
  readonly centred: readonly boolean[]
  /** As many cells each as there are heads. */
  readonly rows: readonly (readonly Cell[])[]
}

// Each form is asked with the rows it makes itself, so that what they are is nobody else's business.
const forms = { 'self-rating': filled(selfRatingForm), division: filled(divisionForm), ledger: filled(ledgerForm) }

/**
 * A table from the facts of a version: every requirement or every problem of the ledger once, what nobody stated marked as
 * that. Its columns are those the school chose, else those schools usually have (domain facts, section 1.3).
 */
export function paperTable(kind: TableKind, facts: SummaryFacts): PaperTable {
  const { heads, widths, centred, rows, note } = forms[kind].fill(facts, facts.columns[kind] ?? forms[kind].usual)
  return {
    title: `${activityOf(facts.title)}${paperNames[kind]}`,
    school: inFullWidth(facts.school),
    note: `${note}（截至${paperDay(facts.madeOn)}）`,
    ...{ heads, widths, centred, rows },
  }
}

/** The columns a table has unless the school wants others. */
export function usualColumns(kind: TableKind): readonly ChosenColumn[] {
  return forms[kind].usual
}

/** Everything a table can say: each column with its own head first, and the other words schools have for it. */
export function knownColumns(
  kind: TableKind,
): readonly { readonly column: string; readonly heads: readonly string[] }[] {
  return forms[kind].known
}

/** A column of the school's own is for handwriting. */
const ownWidth = 8

function filled<Row>(form: TableForm<Row>) {
  const known = (name: string | null) =>
    name !== null && Object.hasOwn(form.columns, name) ? (form.columns[name] ?? null) : null
  const usual: readonly ChosenColumn[] = form.usual.map((column) => ({ column, head: known(column)?.head ?? '' }))
  return {
    usual,
    known: Object.entries(form.columns).map(([column, { head, otherHeads = [] }]) => ({
      column,
      heads: [head, ...otherHeads],
    })),
    fill(facts: SummaryFacts, wanted: readonly ChosenColumn[]) {
      const levels = levelsOf(facts)
      const isThere = ({ column }: ChosenColumn) => {
        const level = known(column)?.level
        return level === undefined || levels.has(level)
      }
      // A school that chose levels alone gets the usual table of a standard without them, not one without a column.
      const chosen = (wanted.some(isThere) ? wanted : usual).filter(isThere)
      const columns = chosen.map(({ column, head }) => ({ head, found: known(column) }))
      const has = (column: string) => chosen.some((one) => one.column === column)
      return {
        heads: columns.map(({ head }) => head),
        widths: columns.map(({ found }) => found?.width ?? ownWidth),
        centred: columns.map(({ found }) => found?.centred ?? false),
        rows: form
          .rows(facts)
          .map((row, at) => columns.map(({ found }) => found?.cell(row, { no: at + 1, has, facts }) ?? null)),
        note: form.note(facts),
      }
    },
  }
}

/** Short lists that replaced the standard have no duties, or no tasks either: their columns would be empty. */
function levelsOf({ requirements }: SummaryFacts): ReadonlySet<'duty' | 'task'> {
  const levels = requirements.flatMap(({ placed }) => [
    ...(placed.duty === null ? [] : (['duty'] as const)),
    ...(placed.task === null ? [] : (['task'] as const)),
  ])
  return new Set(levels)
}
