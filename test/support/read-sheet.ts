import readExcel from 'read-excel-file/node'

export type SheetValue = string | number | boolean | Date | null

/** The rows of a workbook's only sheet, as another library than the one that wrote it reads them. */
export async function readSheet(bytes: Buffer): Promise<SheetValue[][]> {
  const [sheet, ...others] = await readExcel(bytes)
  if (sheet === undefined || others.length > 0) throw new Error(`${others.length + 1} sheets`)
  return sheet.data as SheetValue[][]
}
