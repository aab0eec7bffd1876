import type { Card } from '#cards/card.ts'
import { exportedCard, exportWarningCard } from '#cards/evidence-export.ts'
import { evidenceSaid } from '#cards/evidence-words.ts'
import { exportSaid } from '#cards/export-words.ts'
import { refusals, said } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, findCampaign, loadStandard } from '#db/campaign.ts'
import { indexedPieces, issuesToProve, pointersOf } from '#db/evidence-index.ts'
import {
  type ExportKind,
  type ExportOrder,
  flaggedEntries,
  uncheckedFiles,
  warnedOf,
  withoutFlagged,
} from '../domain/evidence-guard.ts'
import { evidenceIndex, type IndexEntry } from '../domain/evidence-index.ts'
import type { EvidenceList } from '../domain/evidence-pack.ts'
import type { CampaignId } from '../domain/ids.ts'
import { placed } from '../domain/standard.ts'
import type { Reply } from '../events.ts'
import type { Letter } from '../ports.ts'
import { post } from './post.ts'
import { leads } from './roles.ts'
import { answer, refused, type Scene, showCard } from './scene.ts'
import { sendPieces } from './show-evidence.ts'
import { whichCampaign } from './which-campaign.ts'
import { packOf } from './write-evidence-list.ts'

/**
 * 总结 佐证目录, 总结 佐证包: by the coordinator or a leader, to them alone, wherever it was asked for. What looks as if it
 * told of a person is shown first; nothing goes out before they decide about exactly that (`seen`; null: said in words,
 * which are about now).
 */
export async function exportEvidence(
  scene: Scene,
  order: ExportOrder & { readonly campaign: CampaignId | null; readonly seen: number | null },
): Promise<Reply> {
  const campaign =
    order.campaign === null
      ? await whichCampaign(scene, (one) => leads(scene, one))
      : await findCampaign(scene.tx, order.campaign)
  if (campaign === null) return refused('no-campaign')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  if (campaign.status === 'preparing') return refused('not-divided')
  const entries = await entriesOf(scene, campaign)
  if (entries.length === 0) return { toast: { kind: 'info', text: exportSaid.nothing } }
  const flagged = flaggedEntries(entries, order.what)
  if (order.marked === 'show') return show(scene, campaign, entries, order.what)
  const seen = warnedOf(entries, order.what)
  const isOld = order.marked === 'with' && order.seen !== null && order.seen !== seen
  if (flagged.length > 0 && (order.marked === 'ask' || isOld)) {
    const note = isOld ? refusals['old-card'] : null
    const { id, title } = campaign
    return aside(scene, exportWarningCard({ campaign: id, title, what: order.what, flagged, seen, note }))
  }
  const goesOut = order.marked === 'without' ? withoutFlagged(entries, order.what) : entries
  return send(scene, campaign, order.what, goesOut, order.marked === 'without' ? flagged.length : 0)
}

async function entriesOf({ tx, deps }: Scene, campaign: Campaign): Promise<IndexEntry[]> {
  const given = await pointersOf(tx, campaign.id, deps.timeZone)
  return evidenceIndex({
    requirements: placed(await loadStandard(tx, campaign)).map((one) => ({
      placed: one,
      department: given.get(one.no)?.department ?? null,
      pointer: given.get(one.no)?.pointer ?? null,
    })),
    issues: await issuesToProve(tx, campaign.id),
    pieces: await indexedPieces(tx, campaign.id, deps.timeZone),
  })
}

/** Sends what is flagged to whoever is to decide about it. */
async function show(
  scene: Scene,
  campaign: Campaign,
  entries: readonly IndexEntry[],
  what: ExportKind,
): Promise<Reply> {
  const flagged = new Set(flaggedEntries(entries, what).map((one) => one.code))
  const files = entries.flatMap(({ code, file }) => (file !== null && flagged.has(code) ? [{ id: file.id }] : []))
  if (flagged.size === 0) return { toast: { kind: 'info', text: exportSaid.noneFlagged } }
  if (files.length === 0) return { toast: { kind: 'info', text: exportSaid.noFile } }
  await sendPieces(scene, campaign, files)
  return { toast: { kind: 'info', text: evidenceSaid.sentPrivately } }
}

/** The card first, so that they know what follows; each file is made when its turn to be sent comes. */
async function send(
  scene: Scene,
  campaign: Campaign,
  what: ExportKind,
  entries: readonly IndexEntry[],
  leftOut: number,
): Promise<Reply> {
  const { id, school, title } = campaign
  const list: EvidenceList = { school, title, madeOn: scene.today, what, entries }
  const { volumes, alone } = packOf(list)
  const files = entries.filter((one) => one.type === 'photo' || one.type === 'file').length
  const unchecked = uncheckedFiles(entries)
  const counts = { places: entries.length - files, files, leftOut, unchecked }
  const card = exportedCard({ campaign: id, title, what, ...counts, volumes: volumes.length, alone: alone.length })
  const reply = await aside(scene, card)
  const about = { what, ...counts, volumes: volumes.length }
  await audit(scene.tx, 'export-evidence', scene.who.id, id, about, scene.now)
  if (volumes.length === 0) await postOne(scene, id, 'index', { kind: 'evidence-list', list, volume: null })
  for (const [at] of volumes.entries()) {
    await postOne(scene, id, `volume:${at + 1}`, { kind: 'evidence-list', list, volume: at + 1 })
  }
  for (const { file } of alone) await postOne(scene, id, `alone:${file.id}`, { kind: 'evidence', evidence: file.id })
  return reply
}

async function postOne(scene: Scene, campaign: CampaignId, part: string, content: Letter['content']): Promise<void> {
  const letter = {
    key: `${scene.key}:export:${part}`,
    target: { to: 'person' as const, person: scene.who.openId },
    content,
    campaign,
    person: scene.who.id,
  }
  await post(scene.tx, scene.deps.jobs, letter, scene.now)
}

/** To the asker alone: in place of the card they pressed in private, else as one of its own, before whatever follows. */
async function aside(scene: Scene, card: Card): Promise<Reply> {
  if (scene.place === 'private' && scene.via.kind === 'press') return { card }
  await answer(scene, 'export', { to: 'person', person: scene.who.openId }, showCard(card))
  return scene.place === 'private' ? {} : { toast: { kind: 'info', text: said.privately } }
}
