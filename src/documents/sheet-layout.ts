import type { Cell } from '#src/domain/table-column.ts'
import type { PaperTable } from '#src/domain/tables.ts'
import { unbroken, widthOf } from './unbroken.ts'

/** Lengths in points. A4 on its side, as ledgers are printed (domain facts, section 3). */
export const margins = { left: 42.5, right: 42.5, top: 48, bottom: 48, header: 24, footer: 24 }
const printed = 842 - margins.left - margins.right

/** 五号, and 小五 where a table has so many columns that they would not fit. */
const sizes = { usual: 10.5, small: 9 }

/** What a program keeps free on both sides of a cell. */
const padding = 5

/** The tallest row a workbook can have is 409 points; what is longer would be cut off in print. */
const tallest = 380

export type SheetLayout = {
  readonly print: keyof typeof sizes
  /** Of the type. */
  readonly size: number
  /** Of each column. */
  readonly widths: readonly number[]
  readonly width: number
}

/** Columns that fill the width of the page; so many that they cannot are printed smaller, and still stand on one page. */
export function layOut({ widths }: Pick<PaperTable, 'widths'>): SheetLayout {
  const wanted = widths.reduce((sum, one) => sum + one, 0)
  const print = wanted * sizes.usual <= printed ? 'usual' : 'small'
  const size = sizes[print]
  const unit = Math.max(printed / Math.max(wanted, 1), size * 0.85)
  const points = widths.map((one) => Math.max(one * unit, 2 * size + padding))
  return { print, size, widths: points, width: points.reduce((sum, one) => sum + one, 0) }
}

/** How tall `text` is in `width`, set in `size`, wrapped. */
export function heightOf(text: string, width: number, size: number): number {
  return linesOf(text, perLine(width, size)).length * size * leading
}

const leading = 1.4

/**
 * A row as rows that are not too tall: what does not fit goes on in the next, which says so. Nothing is cut, and nearly
 * every row stays one.
 */
export function breakRow(row: readonly Cell[], { size, widths }: SheetLayout): (readonly Cell[])[] {
  const most = Math.floor(tallest / (size * leading))
  const pieces = row.map((cell, at) =>
    typeof cell === 'string' ? pages(cell, perLine(widths[at] ?? 0, size), most) : [cell],
  )
  const tall = Math.max(...pieces.map((one) => one.length))
  return Array.from({ length: tall }, (_, at) => pieces.map((one) => one[at] ?? null))
}

/** How tall a row has to be to show all of it. */
export function rowHeight(row: readonly Cell[], { size, widths }: Pick<SheetLayout, 'size' | 'widths'>): number {
  const heights = row.map((cell, at) => (typeof cell === 'string' ? heightOf(cell, widths[at] ?? 0, size) : 0))
  return Math.ceil(Math.max(size * leading, ...heights) + around)
}

/** Above and below what stands in a row. */
const around = 4

const goesOn = '（接上行）'

/** Where a piece ends, the text ends: put together again they are what they were, but for a break of a line there. */
function pages(text: string, width: number, most: number): string[] {
  const lines = linesOf(text, width)
  if (lines.length <= most) return [text]
  // The first line of what goes on holds the words that say so.
  const ends = lines.map((line) => line.end)
  const found: string[] = []
  let from = 0
  for (let at = most - 1; from < text.length; at += most - 1) {
    const end = ends[at - 1] ?? text.length
    found.push(`${from === 0 ? '' : goesOn}${text.slice(from, end).replace(/\n$/, '')}`)
    from = end
  }
  return found
}

type Line = { readonly end: number }

/** Where the lines of a text end, `width` characters wide. */
function linesOf(text: string, width: number): Line[] {
  const lines: Line[] = []
  let at = 0
  let used = 0
  const endLine = () => {
    lines.push({ end: at })
    used = 0
  }
  for (const piece of unbroken(text)) {
    const takes = widthOf(piece)
    if (used > 0 && used + takes > width) endLine()
    if (piece !== '\n' && takes <= width) {
      at += piece.length
      used += takes
      continue
    }
    for (const character of piece) {
      // Only what is longer than a line is broken anywhere.
      if (used > 0 && used + widthOf(character) > width) endLine()
      at += character.length
      if (character === '\n') endLine()
      else used += widthOf(character)
    }
  }
  return [...lines, { end: at }]
}

/** One less than fit: programs break lines at words, and each measures type a little differently. */
function perLine(width: number, size: number): number {
  return Math.max(1, Math.floor((width - padding) / size) - (width > 12 * size ? 1 : 0))
}
