/** One sheet of a workbook as plain cells: what a reader of the file makes of it, and all that is known of it after. */
export type Sheet = {
  readonly name: string
  /** Rows in which something stands, from the top. */
  readonly rows: readonly SheetRow[]
  /** Other sheets that can be seen in the workbook and were not read. */
  readonly others: readonly string[]
}

export type SheetRow = {
  /** As the program that shows it counts: the first is 1. */
  readonly no: number
  /** From column A on; empty ones after the last are left out. */
  readonly cells: readonly SheetCell[]
}

export type SheetCell = {
  /** Trimmed; '' when the cell is empty. Dates and numbers as the file keeps them. */
  readonly text: string
  /** It is empty itself and shows what stands at the top of the cells it is merged with. */
  readonly merged: boolean
  /** Why its text is not to be trusted: a formula nobody has worked out, or one that came to an error. */
  readonly trouble: 'formula' | 'error' | null
}

/** A sheet larger than this is no school's table. */
export const mostRows = 2_000
export const mostColumns = 60

/** A=1, Z=26, AA=27 … as letters; for people, who know a column by them. */
export function columnName(column: number): string {
  return column <= 26
    ? String.fromCharCode(64 + column)
    : columnName(Math.floor((column - 1) / 26)) + columnName(((column - 1) % 26) + 1)
}
