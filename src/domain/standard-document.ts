import { assemble, countLevels, type Found, type OwnStandardVerdict, type Trouble } from './own-standard.ts'
import type { SheetRow } from './sheet.ts'
import {
  findStandardHeads,
  readStandardRows,
  type StandardHeads,
  type StandardRows,
  titleAbove,
  titleOfFile,
} from './standard-sheet.ts'
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
  const table = readTables(tables, fileName)
  return table !== null && size(table) > 0 && size(table) >= size(text) ? table : text
}

type Going = { readonly heads: StandardHeads; readonly width: number; readonly last: StandardRows['last'] }

/**
 * All tables of requirements as one standard: each that has heads is read by its own, as columns may stand in another
 * order; one without, as wide as the last that was read, goes on with it, as where a page ended. Any other is named. Lines
 * count the rows of all tables. Null: none has the heads of a standard.
 */
function readTables(tables: readonly WordTable[], fileName: string): OwnStandardVerdict | null {
  const requirements: Found[] = []
  const troubles: Trouble[] = []
  let title: string | null = null
  let going = null as Going | null
  for (const { above, rows } of countedOn(tables)) {
    const heads = findStandardHeads(rows)
    const width = widthOf(rows)
    if (heads === null && going?.width !== width) {
      troubles.push(...leftOut(above, rows))
      continue
    }
    if (going === null && heads !== null) title = titleAbove(rows, heads) ?? titleOfFile(above ?? fileName)
    const by: StandardHeads | null = heads ?? going?.heads ?? null
    if (by === null) continue
    const read: StandardRows = readStandardRows(by, rows, going?.last ?? null)
    requirements.push(...read.requirements)
    troubles.push(...read.troubles)
    going = { heads: by, width, last: read.last }
  }
  return going === null ? null : assemble({ title, documentNumber: null }, requirements, troubles)
}

/** Rows numbered through all tables. */
function countedOn(tables: readonly WordTable[]): WordTable[] {
  let no = 0
  return tables.map(({ above, rows }) => ({ above, rows: rows.map(({ cells }) => ({ no: ++no, cells })) }))
}

/** A table nobody reads is said by its first words; one that holds nothing is nobody's loss. */
function leftOut(above: string | null, rows: readonly SheetRow[]): Trouble[] {
  const said = rows.filter(({ cells }) => cells.some(({ text }) => text !== ''))
  const text = said[0]?.cells.find((one) => one.text !== '')?.text
  if (said[0] === undefined || text === undefined) return []
  return [{ kind: 'table-left-out', line: said[0].no, rows: said.length, text: above ?? text }]
}

function widthOf(rows: readonly SheetRow[]): number {
  return Math.max(0, ...rows.map(({ cells }) => cells.length))
}

function size(verdict: OwnStandardVerdict): number {
  return verdict.kind === 'refused' ? 0 : countLevels(verdict.standard.duties).requirements
}
