import {
  type ISectionOptions,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx'
import { type Cell, isMissing } from '#src/domain/table-column.ts'
import type { PaperTable } from '#src/domain/tables.ts'
import { layOut, rowHeight } from './sheet-layout.ts'
import { run } from './word-run.ts'
import { annexPage, annexStyle, cellStyle } from './word-styles.ts'

/** A row that would leave so much of a page empty is rather broken: in twentieths of a point, half of the page's height. */
const tallest = (annexPage.size.width - annexPage.margin.top - annexPage.margin.bottom) / 2

/** How wide the table is: A4 on its side between the margins. */
const across = annexPage.size.height - annexPage.margin.left - annexPage.margin.right

/**
 * A table of the papers as a section of its own at the end of a report: A4 on its side, its mark (附件1) above, its heads on
 * every page (GB/T 9704-2012, domain facts, section 3). What stands in it is what stands in the workbook.
 */
export function annexSection(table: PaperTable, mark: string): ISectionOptions {
  const layout = layOut(table)
  const style = cellStyle[layout.print]
  const widths = layout.widths.map((width) => Math.floor((width / layout.width) * across))
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.heads.map((text, at) => cell(text, style.head, widths[at] ?? 0)),
  })
  const rows = table.rows.map(
    (row) =>
      new TableRow({
        cantSplit: rowHeight(row, layout) * 20 < tallest,
        children: row.map((one, at) =>
          cell(one, (table.centred[at] ?? false) ? style.centred : style.text, widths[at] ?? 0),
        ),
      }),
  )
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: { ...annexPage, size: { ...annexPage.size, orientation: PageOrientation.LANDSCAPE } },
    },
    children: [
      paragraph(mark, annexStyle.mark),
      paragraph(table.title, annexStyle.title),
      paragraph(`${table.school}　　${table.note}`, annexStyle.note),
      new Table({
        layout: TableLayoutType.FIXED,
        width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
        columnWidths: widths,
        margins: { left: 60, right: 60, top: 30, bottom: 30, marginUnitType: WidthType.DXA },
        rows: [head, ...rows],
      }),
      new Paragraph({ style: annexStyle.end }),
    ],
  }
}

/** A line of the cell is a paragraph of it. */
function cell(one: Cell, style: string, width: number): TableCell {
  const lines = textOf(one).split('\n')
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: 'center',
    children: lines.map((text) => new Paragraph({ style, children: [run({ text, missing: isMissing(one) })] })),
  })
}

function textOf(one: Cell): string {
  if (one === null) return ''
  return typeof one === 'object' ? one.day : String(one)
}

function paragraph(text: string, style: string): Paragraph {
  return new Paragraph({ style, children: [run({ text, missing: false })] })
}
