import { countLevels, type OwnStandardVerdict } from './own-standard.ts'
import type { Sheet, SheetRow } from './sheet.ts'
import { readStandardSheet } from './standard-sheet.ts'
import { type Paragraph, readStandardText } from './standard-text.ts'

/** A table of a Word document, as a sheet would be, with the paragraph it stands under. */
export type WordTable = { readonly above: string | null; readonly rows: readonly SheetRow[] }

/**
 * A standard as a Word document has it: the text by its numbers, or the tables under heads, whichever holds more. Cells
 * are paragraphs too, numbered or not; a text may have a table as its annex.
 */
export function readStandardDocument(
  { paragraphs, tables }: { readonly paragraphs: readonly Paragraph[]; readonly tables: readonly WordTable[] },
  fileName: string,
): OwnStandardVerdict {
  const text = readStandardText(paragraphs)
  const found = tables.findIndex(({ rows }) => size(readStandardSheet(sheetOf(rows), fileName)) > 0)
  const first = tables[found]
  if (first === undefined) return text
  // One table a duty, or cut where a page ended: those as wide as the first go on with it, with its heads or without.
  const width = widthOf(first)
  const rows = tables.slice(found).flatMap((one) => (widthOf(one) === width ? one.rows : []))
  const table = readStandardSheet(
    sheetOf(rows.map(({ cells }, at) => ({ no: at + 1, cells }))),
    first.above ?? fileName,
  )
  return size(table) >= size(text) ? table : text
}

function sheetOf(rows: readonly SheetRow[]): Sheet {
  return { name: '', rows, others: [] }
}

function widthOf({ rows }: WordTable): number {
  return Math.max(0, ...rows.map(({ cells }) => cells.length))
}

function size(verdict: OwnStandardVerdict): number {
  return verdict.kind === 'refused' ? 0 : countLevels(verdict.standard.duties).requirements
}
