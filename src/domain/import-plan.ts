import type { DivisionImport } from './division-sheet.ts'

/** What was read of a file and waits for its sender's 确认导入, by purpose. Kept as JSON. */
export type ImportPlan = DivisionImport
