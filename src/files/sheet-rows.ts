import { mostColumns, mostRows, type SheetCell, type SheetRow } from '../domain/sheet.ts'
import { readMarkup } from './markup.ts'
import { cleanText } from './shared-texts.ts'

type Refusal = 'too-many-rows' | 'too-many-columns' | 'too-large' | 'broken'

/** Of all cells together: a text that stands once may be named by every cell. */
const mostCharacters = 2_000_000
const mostMerged = 5_000

type Open = { row: number; column: number; kind: string; hasFormula: boolean; text: string[] }

/**
 * Rows of a sheet in which something stands, as plain cells; merged ones show downwards what stands at the top of their
 * first column. Of a formula the result that was kept with it counts. Refused as soon as something stands further down or
 * to the right than may be; empty cells anywhere cost nothing.
 */
export function readRows(part: Uint8Array, texts: readonly string[]): readonly SheetRow[] | Refusal {
  const rows = new Map<number, SheetCell[]>()
  const merges: string[] = []
  let refused: Refusal | null = null
  let characters = 0
  let row = 0
  let column = 0
  let open: Open | null = null
  let isValue = false
  let isSpoken = false

  const keep = (at: Open) => {
    const cell = cellOf(at, texts)
    if (cell.text === '' && cell.trouble === null) return
    characters += cell.text.length
    if (at.row > mostRows) refused ??= 'too-many-rows'
    else if (at.column > mostColumns) refused ??= 'too-many-columns'
    else if (characters > mostCharacters) refused ??= 'too-large'
    if (refused === null) put(rows, at.row, at.column, cell)
  }
  const isRead = readMarkup(part, {
    open: (name, attribute) => {
      if (name === 'row') {
        row = placeOf(attribute('r')) ?? row + 1
        column = 0
      } else if (name === 'c') {
        column = columnOf(attribute('r')) ?? column + 1
        open = { row, column, kind: attribute('t') ?? 'n', hasFormula: false, text: [] }
      } else if (name === 'f' && open !== null) open.hasFormula = true
      else if (name === 'v' || name === 't') isValue = !isSpoken
      else if (name === 'rPh') isSpoken = true
      else if (name === 'mergeCell' && merges.length < mostMerged) merges.push(attribute('ref') ?? '')
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      if (name === 'rPh') isSpoken = false
      if (name !== 'c' || open === null) return
      keep(open)
      open = null
    },
    text: (text) => {
      if (isValue) open?.text.push(text)
    },
  })
  if (!isRead) return 'broken'
  if (refused !== null) return refused
  for (const ref of merges) fillDown(rows, ref)
  return [...rows].toSorted(([a], [b]) => a - b).map(([no, cells]) => ({ no, cells: [...cells] }))
}

const empty: SheetCell = { text: '', merged: false, trouble: null }

function put(rows: Map<number, SheetCell[]>, row: number, column: number, cell: SheetCell): void {
  const cells = rows.get(row) ?? []
  while (cells.length < column) cells.push(empty)
  cells[column - 1] = cell
  rows.set(row, cells)
}

function cellOf({ kind, hasFormula, text }: Open, texts: readonly string[]): SheetCell {
  const written = cleanText(text.join(''))
  if (kind === 'e') return { text: '', merged: false, trouble: 'error' }
  if (hasFormula && written === '' && kind !== 'str') return { text: '', merged: false, trouble: 'formula' }
  const shown = kind === 's' ? (texts[Number(written)] ?? '') : written
  return { text: shown, merged: false, trouble: null }
}

/**
 * B3:C7 – what stands in B3 holds for B4 to B7. Not for C3: what is merged to the right is one wide cell of its first
 * column, and the others have nothing to say.
 */
function fillDown(rows: Map<number, SheetCell[]>, ref: string): void {
  const [, from, top, bottom] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(ref) ?? []
  const column = columnOf(from ?? null)
  if (column === null || column > mostColumns) return
  const first = rows.get(Number(top))?.[column - 1]
  if (first === undefined || (first.text === '' && first.trouble === null)) return
  for (let row = Number(top) + 1; row <= Math.min(Number(bottom), mostRows); row++) {
    const own = rows.get(row)?.[column - 1]
    // A row in which nothing else stands is none of the table's; what somebody wrote under the merged cell stands there.
    if (rows.has(row) && (own === undefined || own.text === '')) put(rows, row, column, { ...first, merged: true })
  }
}

function placeOf(text: string | null): number | null {
  return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null
}

/** AB12 and AB alike → 28. */
function columnOf(ref: string | null): number | null {
  const letters = /^([A-Z]{1,3})\d{0,7}$/.exec(ref ?? '')?.[1]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}
