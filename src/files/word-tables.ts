import { mostColumns, mostRows, type SheetCell, type SheetRow } from '../domain/sheet.ts'
import type { WordTable } from '../domain/standard-document.ts'

type Cell = { text: string; columns: number; goesOn: boolean }

/** No standard has as many; each costs something, and one without a row stands in a dozen bytes. */
const mostTables = 200
/** Far more than of a requirement is kept. */
const longestCell = 5_000

/** Puts the tables of a document together while its parts are met from front to end; what a table holds is its cells' text. */
export type TableWatch = {
  readonly tables: readonly WordTable[]
  /** There are more tables, or rows in all of them, than any standard has: nothing after that is kept. */
  isFull(): boolean
  open(name: string, value: () => string | null): void
  close(name: string): void
  /** A paragraph that has ended; `text` trimmed. */
  paragraph(text: string): void
}

/** What a wide cell spans besides its first column; one for all, as a few bytes of markup can ask for sixty. */
const spanned: SheetCell = { text: '', merged: false, trouble: null }

export function watchTables(): TableWatch {
  const tables: WordTable[] = []
  let above: string | null = null
  let rows: SheetRow[] = []
  let cells: SheetCell[] = []
  let cell: Cell | null = null
  // A table within a cell is part of its text.
  let depth = 0
  let no = 0
  let seen = 0

  const isFull = () => seen > mostRows || tables.length > mostTables
  const end = ({ text, columns, goesOn }: Cell) => {
    const over = rows.at(-1)?.cells[cells.length]
    const own: SheetCell = text === '' ? spanned : { text, merged: false, trouble: null }
    cells.push(goesOn && text === '' && over !== undefined ? { ...over, merged: true } : own)
    for (let more = 1; more < columns && cells.length < mostColumns; more++) cells.push(spanned)
  }
  return {
    tables,
    isFull,
    open(name, value) {
      if (name === 'tbl') depth += 1
      if (name === 'tbl' && depth === 1) [rows, no] = [[], 0]
      if (depth !== 1) return
      if (name === 'tr') cells = []
      if (name === 'tc') cell = { text: '', columns: 1, goesOn: false }
      if (cell === null) return
      if (name === 'gridSpan') cell.columns = Math.min(Math.max(Number(value()) || 1, 1), mostColumns)
      if (name === 'vMerge') cell.goesOn = value() !== 'restart'
    },
    close(name) {
      if (name === 'tc' && depth === 1 && cell !== null) {
        if (cells.length < mostColumns) end(cell)
        cell = null
      }
      if (name === 'tr' && depth === 1) {
        no += 1
        seen += 1
        if (!isFull()) rows.push({ no, cells })
      }
      if (name !== 'tbl') return
      depth -= 1
      if (depth === 0 && !isFull()) tables.push({ above, rows })
    },
    paragraph(text) {
      if (depth === 0 && text !== '') above = text
      if (depth === 0 || cell === null || text === '' || cell.text.length > longestCell) return
      cell.text = cell.text === '' ? text : `${cell.text}\n${text}`
    },
  }
}
