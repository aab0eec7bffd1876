import { readExport } from '../domain/evidence-guard.ts'
import { asksTrace } from '../domain/papers.ts'
import { readTemplateWords } from '../domain/table-template.ts'
import type { Reply } from '../events.ts'
import { chooseColumns } from './choose-columns.ts'
import { orderSummary } from './compile-summary.ts'
import { exportEvidence } from './export-evidence.ts'
import type { Scene } from './scene.ts'
import { sendTrace } from './send-trace.ts'

/** 总结 alone, or with the name of one thing to bring. */
export function summaryByWords(scene: Scene, named: string): Promise<Reply> {
  const template = readTemplateWords(named)
  if (template !== null) return chooseColumns(scene, template)
  const evidence = readExport(named)
  if (evidence !== null) return exportEvidence(scene, { ...evidence, campaign: null, seen: null })
  if (asksTrace(named)) return sendTrace(scene, null)
  return orderSummary(scene, null, named)
}
