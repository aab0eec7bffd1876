import type { Day } from './day.ts'
import { inPaperStyle } from './paper-style.ts'
import type { SummaryFacts } from './summary.ts'

/** What stands in one cell. Null: nothing, room for handwriting. */
export type Cell = string | number | { readonly day: Day } | null

/** One thing we know to put into a column of a table. */
export type TableColumn<Row> = {
  /** Our own head; schools and bureaux write it in the other ways too. */
  readonly head: string
  readonly otherHeads?: readonly string[]
  /** In characters of the print. */
  readonly width: number
  /** What stands there is short, and reads better in the middle. */
  readonly centred?: boolean
  /** A standard without this level leaves the column out. */
  readonly level?: 'duty' | 'task'
  readonly cell: (row: Row, place: CellPlace) => Cell
}

/** What a cell has to know of its table beside its own row. */
export type CellPlace = {
  /** Of its row, from 1. */
  readonly no: number
  /** Whether the table has another column: what stands there need not stand here too. */
  readonly has: (column: string) => boolean
  readonly facts: SummaryFacts
}

/** A kind of table: all it can say, and what it says unless the school wants it otherwise. */
export type TableForm<Row> = {
  readonly columns: Readonly<Record<string, TableColumn<Row>>>
  readonly usual: readonly string[]
  readonly rows: (facts: SummaryFacts) => readonly Row[]
  /** How much there is in it, in the numbers every card shows. */
  readonly note: (facts: SummaryFacts) => string
}

/** Said where somebody was to say something and nobody has: a paper never passes over it (design, principle 3). */
export const notStated = '未填报'
export const nobodyYet = '待定'
export const notDivided = '未分工'

/** Whether a cell says that something is still missing, and has to catch the eye. */
export function isMissing(cell: Cell): boolean {
  return cell === notStated || cell === nobodyYet || cell === notDivided
}

/** What somebody wrote, in the style of papers: the tables leave the school as well. Lines stay lines. */
export function prose(text: string): string
export function prose(text: string | null): string | null
export function prose(text: string | null): string | null {
  return text === null ? null : text.split('\n').map(inPaperStyle).join('\n')
}

/** One thing a line, numbered when there are several: how a list of papers stands in a cell. */
export function listed(items: readonly string[]): Cell {
  if (items.length === 0) return null
  return items.length === 1 ? (items[0] ?? null) : items.map((one, index) => `${index + 1}.${one}`).join('\n')
}

export function onDay(day: Day | null): Cell {
  return day === null ? null : { day }
}

/** A person as papers name them; somebody whose name the directory hides is still somebody. */
export function called(name: string): string {
  return name === '' ? '（未知姓名）' : name
}
