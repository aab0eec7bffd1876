import type { CellObject, SheetData } from 'write-excel-file/node'
import writeExcel from 'write-excel-file/node'
import type { IndexCell, IndexTable } from '#src/domain/evidence-table.ts'
import { printable } from './printable.ts'

const face = { fontFamily: '宋体', fontSize: 10.5, alignVertical: 'center', wrap: true } as const
const ruled = { ...face, borderStyle: 'thin' } as const
const centre = { align: 'center' } as const

/** The index of evidence as the bytes of an .xlsx: A4 across, its heads staying in sight, dates as dates. */
export async function writeIndexSheet({ title, note, columns, rows }: IndexTable): Promise<Uint8Array> {
  const across = { columnSpan: columns.length }
  const data: SheetData = [
    [{ ...face, ...centre, ...across, fontFamily: '黑体', fontSize: 16, height: 30, value: printable(title) }],
    [{ ...face, ...across, height: 20, value: printable(note) }],
    columns.map(({ head }) => ({ ...ruled, ...centre, fontWeight: 'bold', value: head })),
    ...rows.map((row) => row.map((cell, at) => ({ ...ruled, ...(columns[at]?.centred ? centre : {}), ...said(cell) }))),
  ]
  const made = writeExcel(data, {
    sheet: '佐证目录',
    orientation: 'landscape',
    stickyRowsCount: 3,
    columns: columns.map(({ width }) => ({ width })),
  })
  return new Uint8Array(await made.toBuffer())
}

function said(cell: IndexCell): CellObject {
  if (cell === null) return {}
  if (typeof cell === 'string') return { type: String, value: printable(cell) }
  return { type: Date, value: new Date(`${cell.day}T00:00:00Z`), format: 'yyyy"年"m"月"d"日"' }
}
