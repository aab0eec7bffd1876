import writeExcelFile from 'write-excel-file/node'
import { zip } from './zip.ts'

type Value = string | number | null

/** A workbook as Excel saves one, with these rows on its only sheet; `merge` spans the cells below `row`, `column`, from 0. */
export async function workbook(
  rows: readonly (readonly Value[])[],
  { sheet = '责任分工表', merge = [] as readonly { row: number; column: number; rows: number }[] } = {},
): Promise<Buffer> {
  const cells = rows.map((row, at) =>
    row.map((value, column) => {
      const span = merge.find((one) => one.row === at && one.column === column)
      return value === null ? null : { value, ...(span === undefined ? {} : { rowSpan: span.rows }) }
    }),
  )
  return writeExcelFile(cells as never, { sheet }).toBuffer()
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const kinds = 'http://schemas.openxmlformats.org/package/2006/content-types'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook with this `sheetData`, as markup: for cells that no library writes. */
export function handmadeWorkbook(rows: string, more: { parts?: Record<string, string>; types?: string } = {}): Buffer {
  return zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${kinds}">${more.types ?? ''}</Types>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    ...more.parts,
  })
}

/** One row of texts that stand in the cells themselves. */
export function rowOf(...texts: readonly string[]): string {
  return `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
}
