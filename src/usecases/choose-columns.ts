import { sayChosen, sayTemplate, templateRefusals } from '#cards/template-words.ts'
import { audit } from '#db/audit.ts'
import { loadTemplates, saveTemplate } from '#db/table-template.ts'
import { longestSaid } from '../domain/command.ts'
import type { CampaignId } from '../domain/ids.ts'
import { readWrittenColumns, type TemplateOrder } from '../domain/table-template.ts'
import { type ChosenColumn, type TableKind, usualColumns } from '../domain/tables.ts'
import type { Reply } from '../events.ts'
import { askForFile } from './ask-for-file.ts'
import { holdCoordinated } from './import-roles.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { settleImportByWords } from './settle-import.ts'
import { whichCampaign } from './which-campaign.ts'

/**
 * 总结 模板 自评表 …, by the coordinator: which columns a table has from the next version on, named and ordered as the
 * bureau wants them. Without columns it says what they are, and a file with others is waited for.
 */
export async function chooseColumns(scene: Scene, order: TemplateOrder): Promise<Reply> {
  const found = await whichCampaign(scene, (one) => mayCoordinate(scene, one))
  if (found === null) return refused('no-campaign')
  const held = await holdCoordinated(scene, found.id)
  if ('reply' in held) return held.reply
  if (order.kind === 'unclear') return refused('template-unclear')
  if (order.kind === 'confirm' || order.kind === 'cancel') return settleImportByWords(scene, 'template', order.kind)
  const { table } = order
  if (order.kind === 'show') {
    const now = (await loadTemplates(scene.tx, found.id))[table] ?? usualColumns(table)
    return askForFile(scene, { purpose: 'template', campaign: found.id, chat: null }, sayTemplate(table, now))
  }
  if (order.kind === 'set' && order.heads.length > longestSaid) return refused('too-long')
  const read = order.kind === 'set' ? readWrittenColumns(table, order.heads) : null
  if (read?.kind === 'refused') return { toast: { kind: 'warning', text: templateRefusals[read.why] } }
  const columns = await useColumns(scene, found.id, table, read?.columns ?? null)
  return { toast: { kind: 'success', text: sayChosen(table, columns) } }
}

/** From the next version on; null: the usual ones. Returns the columns the table then has. The campaign is held. */
export async function useColumns(
  scene: Scene,
  campaign: CampaignId,
  table: TableKind,
  chosen: readonly ChosenColumn[] | null,
): Promise<readonly ChosenColumn[]> {
  const before = (await loadTemplates(scene.tx, campaign))[table] ?? null
  const columns = chosen ?? usualColumns(table)
  // Said again it is no change, and makes no new version.
  if (isSame(before ?? usualColumns(table), columns)) return columns
  await saveTemplate(scene.tx, campaign, table, isSame(columns, usualColumns(table)) ? null : columns)
  await audit(scene.tx, 'choose-columns', scene.who.id, campaign, { table, columns: columns.length }, scene.now)
  return columns
}

export function isSame(some: readonly ChosenColumn[], others: readonly ChosenColumn[]): boolean {
  const words = (columns: readonly ChosenColumn[]) => JSON.stringify(columns.map(({ column, head }) => [column, head]))
  return words(some) === words(others)
}
