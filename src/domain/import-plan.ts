import type { DivisionImport } from './division-sheet.ts'
import type { FilePurpose } from './incoming-file.ts'
import type { StandardImport } from './own-standard.ts'
import type { TemplateImport } from './template-sheet.ts'

type Plans = {
  readonly division: DivisionImport
  readonly standard: StandardImport
  readonly template: TemplateImport
}

/** What was read of a file and waits for its sender's 确认导入, by purpose. Kept as JSON. */
export type PurposedPlan = {
  readonly [Purpose in FilePurpose]: { readonly purpose: Purpose; readonly plan: Plans[Purpose] }
}[FilePurpose]
export type ImportPlan = PurposedPlan['plan']
