import { type DivisionColumn, findDivisionHeads } from './division-heads.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import { isMissing } from './table-column.ts'
import { repeatsHeads } from './table-heads.ts'
import type { ChosenColumn } from './tables.ts'

/** A line of a division's table, as written: nothing in it is known to be true of any school. */
export type DivisionLine = {
  /** Of the sheet, as the program that shows it counts. */
  readonly row: number
  readonly task: string
  readonly title: string
  readonly no: string
  /** What stands under 序号. */
  readonly index: string
  readonly department: string
  readonly person: string
  /** Columns whose cell holds a formula without a result, or with an error for one. */
  readonly unread: readonly {
    readonly column: 'title' | 'no' | 'department' | 'person'
    readonly why: 'formula' | 'error'
  }[]
}

/** All that is read of such a table. Heads are as written. */
export type DivisionTable = {
  readonly sheet: string
  readonly lines: readonly DivisionLine[]
  readonly heads: Readonly<Partial<Record<DivisionColumn, string>>>
  /** Columns that are not read. */
  readonly ignored: readonly string[]
  /** Columns in which merged cells were taken to hold for every line they span. */
  readonly merged: readonly string[]
  /** Sheets that were not read. */
  readonly others: readonly string[]
}

/** Longer than any text of a requirement; a name of somebody is far shorter. */
const longest = 1_000
const textColumns = ['title', 'no', 'department', 'person'] as const

/**
 * Reads the lines below the heads; null when the sheet has no heads of a division. What says nothing about any requirement
 * (a note, an empty line, heads again) is left out.
 */
export function readDivisionTable(sheet: Sheet, own: readonly ChosenColumn[] = []): DivisionTable | null {
  const found = findDivisionHeads(sheet, own)
  if (found === null) return null
  const merged = new Set<string>()
  const lines = sheet.rows
    .filter((row) => row.no > found.row && !repeatsHeads(found, row))
    .map((row): DivisionLine => {
      const cell = (column: DivisionColumn): SheetCell | null => {
        const at = found.columns.get(column)
        const there = at === undefined ? undefined : row.cells[at.at]
        if (at !== undefined && there?.merged === true && there.text !== '') merged.add(at.head)
        return there ?? null
      }
      const text = (column: DivisionColumn) => {
        const written = (cell(column)?.text ?? '').slice(0, longest).toWellFormed()
        // Our own table says so where nobody is.
        return isMissing(written) ? '' : written
      }
      const unread = textColumns.flatMap((column) => {
        const why = cell(column)?.trouble ?? null
        return why === null ? [] : [{ column, why }]
      })
      const [task, title, no, index] = [text('task'), text('title'), text('no'), text('row')]
      return { row: row.no, task, title, no, index, department: text('department'), person: text('person'), unread }
    })
    .filter((line) => says(line))
  const heads = Object.fromEntries([...found.columns].map(([column, { head }]) => [column, head]))
  return { sheet: sheet.name, lines, heads, ignored: found.ignored, merged: [...merged], others: sheet.others }
}

/** A note below the table has neither a requirement nor anybody under the heads; the line of a duty may have a title. */
function says({ title, no, person, unread }: DivisionLine): boolean {
  return person !== '' || title !== '' || no !== '' || unread.length > 0
}
