import type { Sheet, SheetRow } from './sheet.ts'

/** The line of a table in which the heads stand, and what each column we know is about. */
export type TableHeads<Column extends string> = {
  readonly row: number
  /** Where each column is, from 0, and its head as written. */
  readonly columns: ReadonlyMap<Column, { readonly at: number; readonly head: string }>
  /** Heads of columns that are not read. */
  readonly ignored: readonly string[]
}

/** Titles and notes stand above the heads, never as many lines of them. */
const deepestHeads = 15

/**
 * The heads of a table, found by their words in any order: the first line of which `isTable` says that it heads one.
 * `columnOf` knows a head, written plainly. Null when there is none.
 */
export function findTableHeads<Column extends string>(
  sheet: Sheet,
  columnOf: (plainHead: string) => Column | null,
  isTable: (columns: TableHeads<Column>['columns']) => boolean,
): TableHeads<Column> | null {
  const top = sheet.rows.slice(0, deepestHeads + 1).map((row) => readHeads(row, columnOf))
  const at = top.slice(0, deepestHeads).findIndex(({ columns }) => isTable(columns))
  const [first, below] = at === -1 ? [] : top.slice(at, at + 2)
  // Heads of two lines: what spans both stands in the lower one too, beside what is under a wider head.
  const isTwoLines = first !== undefined && below !== undefined && below.columns.size >= first.columns.size
  return (isTwoLines && isTable(below.columns) ? below : first) ?? null
}

/** Whether a line says nothing but heads again: where a page begins in a table made to be printed. */
export function repeatsHeads<Column extends string>({ columns }: TableHeads<Column>, row: SheetRow): boolean {
  const said = [...columns.values()].filter(({ at }) => (row.cells[at]?.text ?? '') !== '')
  return said.length > 0 && said.every(({ at, head }) => plainHead(row.cells[at]?.text ?? '') === plainHead(head))
}

/** 责 任 人（必填） is 责任人. */
export function plainHead(head: string): string {
  return head
    .normalize('NFKC')
    .replaceAll(/[\s*:]|\([^()]*\)/gu, '')
    .slice(0, 20)
}

function readHeads<Column extends string>(
  row: SheetRow,
  columnOf: (plainHead: string) => Column | null,
): TableHeads<Column> {
  const columns = new Map<Column, { at: number; head: string }>()
  const ignored: string[] = []
  for (const [at, { text }] of row.cells.entries()) {
    // As one line: 责任人↵（必填）.
    const head = text.replaceAll(/\s+/gu, ' ')
    const column = head === '' ? null : columnOf(plainHead(head))
    if (column !== null && !columns.has(column)) columns.set(column, { at, head })
    else if (head !== '') ignored.push(head)
  }
  return { row: row.no, columns, ignored }
}
