import type { FileRefusal } from './incoming-file.ts'
import { columnName, type Sheet, type SheetRow } from './sheet.ts'
import { columnOf, type ReadColumns, readColumns } from './table-template.ts'
import { type ChosenColumn, type TableKind, tableKinds } from './tables.ts'

/** The columns a file asks a table to have, waiting to be confirmed. */
export type TemplateImport = { readonly table: TableKind; readonly columns: readonly ChosenColumn[] }

export type FoundTemplate = TemplateImport & {
  /** Columns by their letters in which something stands below, but no head: they are left out. */
  readonly headless: readonly string[]
}

export type ReadTemplate =
  | { readonly kind: 'template'; readonly found: FoundTemplate }
  | { readonly kind: 'refused'; readonly why: TemplateRefusal }
  /** A head is a formula without a result, or one that came to an error. */
  | { readonly kind: 'refused'; readonly why: 'template-formula'; readonly cell: string }
/** What is wrong with the heads of a file. */
export type TemplateRefusal =
  | Extract<FileRefusal, 'template-unknown'>
  | Extract<ReadColumns, { kind: 'refused' }>['why']

/** Titles and notes stand above the heads, never as many lines of them. */
const deepest = 30
/** Fewer heads than this, of a table nobody named, may be of anything. */
const enoughKnown = 2
const namedBy: Readonly<Record<TableKind, string>> = { 'self-rating': '自评', division: '分工', ledger: '台账' }

/**
 * Which table a sheet is the template of, and with which columns: by the name of the sheet, else by what stands above the
 * heads, else by the name of the file, else by its heads alone. Only the heads count; what stands below them does not.
 */
export function readTemplate(sheet: Sheet, fileName: string): ReadTemplate {
  const table = tableOf(sheet, fileName)
  const row = table === null ? null : headRow(sheet, table)
  if (table === null || row === null) return { kind: 'refused', why: 'template-unknown' }
  const formula = row.cells.findIndex((cell) => cell.trouble !== null)
  if (formula !== -1) {
    return { kind: 'refused', why: 'template-formula', cell: `${columnName(formula + 1)}${row.no}` }
  }
  const read = readColumns(
    table,
    row.cells.flatMap(({ text }) => (text === '' ? [] : [text])),
  )
  if (read.kind === 'refused') return read
  const below = sheet.rows.filter(({ no }) => no > row.no)
  const widest = Math.max(row.cells.length, ...below.map(({ cells }) => cells.length))
  const headless = Array.from({ length: widest }, (_, at) => at).filter(
    (at) => (row.cells[at]?.text ?? '') === '' && below.some(({ cells }) => (cells[at]?.text ?? '') !== ''),
  )
  return {
    kind: 'template',
    found: { table, columns: read.columns, headless: headless.map((at) => columnName(at + 1)) },
  }
}

function tableOf(sheet: Sheet, fileName: string): TableKind | null {
  const above = sheet.rows.slice(0, deepest).flatMap(({ cells }) => {
    const said = cells.flatMap(({ text, merged }) => (text === '' || merged ? [] : [text]))
    // A line with one cell in it is a title; heads and rows have more.
    return said.length === 1 ? said : []
  })
  return named(sheet.name) ?? named(above.join(' ')) ?? named(fileName) ?? byHeads(sheet)
}

function named(words: string): TableKind | null {
  const [table, ...others] = tableKinds.filter((one) => words.includes(namedBy[one]))
  return table === undefined || others.length > 0 ? null : table
}

function byHeads(sheet: Sheet): TableKind | null {
  const counted = tableKinds.map((table) => ({ table, known: knownHeads(headRow(sheet, table), table) }))
  const [best, next] = counted.toSorted((a, b) => b.known - a.known)
  if (best === undefined || best.known < enoughKnown || best.known === next?.known) return null
  return best.table
}

/** The row with the most heads that are known; of heads in two rows the one that has more of them, or says more. */
function headRow(sheet: Sheet, table: TableKind): SheetRow | null {
  const rows = sheet.rows.slice(0, deepest).map((row) => ({ row, known: knownHeads(row, table) }))
  const filled = ({ cells }: SheetRow) => cells.filter(({ text }) => text !== '').length
  const [best] = rows.toSorted((a, b) => b.known - a.known || filled(b.row) - filled(a.row))
  return best === undefined || best.known === 0 ? null : best.row
}

function knownHeads(row: SheetRow | null, table: TableKind): number {
  return new Set((row?.cells ?? []).flatMap(({ text }) => columnOf(table, text.split(/[=＝]/u).at(-1) ?? '') ?? []))
    .size
}
