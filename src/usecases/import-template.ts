import { importTemplateCard } from '#cards/import-template.ts'
import { fileRefusalWords, importSaid } from '#cards/import-words.ts'
import { noticeCard } from '#cards/notice.ts'
import { formulaHead, sayChosen, templateRefusals } from '#cards/template-words.ts'
import { dropPlans, insertPlan, type KeptPlan, lockPlan, settlePlan } from '#db/import-plan.ts'
import type { IncomingFile } from '#db/incoming-file.ts'
import { loadTemplates } from '#db/table-template.ts'
import { paperNames } from '../domain/papers.ts'
import type { Sheet } from '../domain/sheet.ts'
import { usualColumns } from '../domain/tables.ts'
import { type ReadTemplate, readTemplate } from '../domain/template-sheet.ts'
import type { Reply } from '../events.ts'
import { isSame, useColumns } from './choose-columns.ts'
import { holdCoordinated } from './import-roles.ts'
import { tellSender } from './plan-division.ts'
import { refused, type Scene, showCard } from './scene.ts'
import { saySettled } from './settle-import.ts'

/**
 * What becomes of a table somebody sent for its columns: a private card of what each will hold, kept until it is
 * confirmed; or a sentence why they cannot be taken. Nothing changes here.
 */
export async function planTemplate(scene: Scene, file: IncomingFile, sheet: Sheet): Promise<void> {
  if (file.campaign === null) throw new Error(`a template without a campaign: ${file.id}`)
  const held = await holdCoordinated(scene, file.campaign)
  if ('reply' in held) return tellSender(scene, { kind: 'text', text: held.reply.toast?.text ?? '' })
  const read = readTemplate(sheet, file.name)
  if (read.kind === 'refused') return tellSender(scene, { kind: 'text', text: sayRefusal(read) })
  const { table, columns, headless } = read.found
  const { id, title } = held.campaign
  const now = (await loadTemplates(scene.tx, id))[table] ?? usualColumns(table)
  const about = {
    person: file.person,
    campaign: id,
    chat: null,
    purpose: 'template',
    plan: { table, columns },
  } as const
  const kept = isSame(now, columns) ? null : await insertPlan(scene.tx, about, scene.now)
  if (kept === null) await dropPlans(scene.tx, file.person, 'template', scene.now)
  const used = new Set(columns.map(({ column }) => column))
  const dropped = now.flatMap(({ column, head }) => (column === null || used.has(column) ? [] : [head]))
  const plan = kept === null ? null : { id: kept.id, seen: kept.version }
  const card = importTemplateCard({ plan, title, table, columns, dropped, headless, others: sheet.others })
  return tellSender(scene, showCard(card))
}

/** Whether a sheet can be the template of a table, whatever the file is called. */
export function isTemplate(sheet: Sheet): boolean {
  const read = readTemplate(sheet, '')
  return read.kind === 'template' || read.why !== 'template-unknown'
}

/** 确认导入 of a template: once, and the table has these columns from the next version on. */
export async function confirmTemplate(
  scene: Scene,
  { id, campaign }: KeptPlan,
  ask: { readonly seen: number },
): Promise<Reply> {
  if (campaign === null) return refused('old-card')
  const held = await holdCoordinated(scene, campaign)
  if ('reply' in held) return held.reply
  const kept = await lockPlan(scene.tx, id)
  if (kept === null || kept.purpose !== 'template') return refused('old-card')
  if (kept.outcome !== null) return saySettled(kept.outcome)
  if (kept.version !== ask.seen) return refused('old-card')
  const { table, columns } = kept.plan
  await useColumns(scene, campaign, table, columns)
  await settlePlan(scene.tx, id, 'confirmed', scene.now)
  const card = noticeCard({ title: `${paperNames[table]} · 栏目`, text: sayChosen(table, columns) })
  return { card, toast: { kind: 'success', text: importSaid.confirmed } }
}

function sayRefusal(read: Extract<ReadTemplate, { kind: 'refused' }>): string {
  if (read.why === 'template-formula') return formulaHead(read.cell)
  return read.why === 'template-unknown' ? fileRefusalWords[read.why] : templateRefusals[read.why]
}
