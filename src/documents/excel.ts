import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/node'
import { type Cell, isMissing } from '#src/domain/table-column.ts'
import type { PaperTable } from '#src/domain/tables.ts'
import { printable } from './printable.ts'
import { breakRow, layOut, rowHeight, type SheetLayout } from './sheet-layout.ts'
import { printedPages } from './sheet-print.ts'

/** Title, school with note, heads. */
const headRows = 3
const titleSize = 16
const face = { fontFamily: '宋体' }

/**
 * A table as the bytes of an .xlsx: one sheet by the name of the paper, fit for A4 landscape print, its heads on every
 * page. Only title and note are merged; each row of the body is as tall as what stands in it, and stays so when edited.
 */
export async function writeExcel(table: PaperTable, sheet: string): Promise<Uint8Array> {
  const layout = layOut(table)
  const rows: Row[] = [
    across(table.title, layout, { ...face, fontSize: titleSize, fontWeight: 'bold', align: 'center' }),
    across(`${table.school}　　${table.note}`, layout, { ...face, fontSize: layout.size, align: 'left' }),
    table.heads.map((head) => ({
      ...look(layout),
      ...text(head),
      fontFamily: '黑体',
      align: 'center',
      backgroundColor: '#F2F2F2',
      height: rowHeight(table.heads, layout),
    })),
    ...table.rows
      .flatMap((row) => breakRow(row, layout))
      .map((row) => row.map((one, at) => cell(one, at, rowHeight(row, layout)))),
  ]
  function cell(one: Cell, at: number, height: number): CellObject {
    return {
      ...look(layout),
      ...value(one),
      height,
      align: (table.centred[at] ?? false) ? 'center' : 'left',
      ...(isMissing(one) ? { backgroundColor: '#FFFF00' } : {}),
    }
  }
  const made = writeExcelFile(
    rows,
    {
      sheet,
      orientation: 'landscape',
      stickyRowsCount: headRows,
      columns: layout.widths.map((width) => ({ width: Math.round((width / digit) * 100) / 100 })),
    },
    { ...face, fontSize: 11, features: [printedPages(sheet, headRows)] },
  )
  return new Uint8Array(await made.toBuffer())
}

/** Workbooks measure columns by the digits of their first type, 宋体 11: 6 points each. */
const digit = 6

function look({ size }: SheetLayout) {
  return { ...face, fontSize: size, wrap: true, alignVertical: 'center', borderStyle: 'thin' } as const
}

/** Over all columns. */
function across(words: string, { widths, width }: SheetLayout, style: CellObject & { readonly fontSize: number }): Row {
  const height = rowHeight([words], { size: style.fontSize, widths: [width] })
  const merged = { height, wrap: true, alignVertical: 'center', columnSpan: widths.length } as const
  return [{ ...text(words), ...style, ...merged }, ...widths.slice(1).map(() => null)]
}

function value(one: Cell): CellObject {
  if (one === null) return {}
  if (typeof one === 'string') return text(one)
  if (typeof one === 'number') return { value: one, type: Number }
  return { value: new Date(`${one.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
}

/**
 * Words are never a formula, and stay words when somebody goes into the cell and out again: a program would then take
 * what begins with one of these signs for one. The others are not marked: long marked texts show as #### in some programs.
 */
function text(words: string): CellObject {
  // Workbooks write rare characters as _x0041_; where that is what somebody wrote, its sign is written so itself.
  const clean = printable(words)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return { value: clean, type: String, ...(/^[=+\-@＝＋－＠\t]/.test(clean) ? { format: '@' } : {}) }
}
