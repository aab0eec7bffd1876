import { kindWords } from '#cards/evidence-words.ts'
import { audit } from '#db/audit.ts'
import { insertPieces } from '#db/evidence.ts'
import { lastTray, openTray, type Tray, trayPieces } from '#db/evidence-tray.ts'
import { findIssue } from '#db/issue.ts'
import { joinsTray, type Landing, type Piece } from '../domain/evidence.ts'
import type { CampaignId, MessageId } from '../domain/ids.ts'
import type { Attached, Reply } from '../events.ts'
import { holdForAnswer } from './answer-requirement.ts'
import { refused, type Scene } from './scene.ts'

/** A name that long says what it is; the rest of it is lost only here. */
const longestName = 120

/** What somebody attached, as pieces. */
export function toPieces(attached: readonly Attached[]): Piece[] {
  return attached.map((one) =>
    one.kind === 'image' ? { kind: 'photo', name: null, key: one.key } : { kind: 'file', name: one.name, key: one.key },
  )
}

/**
 * Takes photos and files somebody sent as evidence of a requirement of theirs, or of an issue (whether they may add to
 * that, the caller has asked). They are noted as arriving, each with a job that fetches it; one card tells of all of
 * them once they are there, so nothing is answered now. Nothing of the walk changes: what is half typed on its card may
 * still be sent. Refused: no longer theirs, or closed.
 */
export async function takeEvidence(scene: Scene, landing: Landing, pieces: readonly Piece[]): Promise<Reply> {
  if (scene.via.kind === 'press' || scene.via.message === null || pieces.length === 0) return {}
  const held = await campaignFor(scene, landing)
  if (held.kind === 'refused') return held.reply
  const { message, root } = scene.via
  const place = { chat: scene.chat, root: scene.place === 'private' ? null : (root ?? message) }
  const tray = await trayFor(scene, held.campaign, place, landing)
  const sent = pieces.map(({ kind, name, key }) => ({ kind, name: nameOf(name), message, key }))
  const ids = await insertPieces(scene.tx, tray, sent, landing, scene.now)
  for (const evidence of ids) await scene.deps.jobs.enqueue(scene.tx, 'keep-evidence', { evidence })
  const about = { tray: tray.id, assignment: tray.assignment, issue: tray.issue, pieces: ids.length }
  await audit(scene.tx, 'send-evidence', scene.who.id, held.campaign, about, scene.now)
  return {}
}

type Held =
  | { readonly kind: 'held'; readonly campaign: CampaignId }
  | { readonly kind: 'refused'; readonly reply: Reply }

async function campaignFor(scene: Scene, landing: Landing): Promise<Held> {
  if ('issue' in landing) {
    const issue = await findIssue(scene.tx, landing.issue)
    return issue === null ? { kind: 'refused', reply: refused('old-card') } : { kind: 'held', campaign: issue.campaign }
  }
  const held = await holdForAnswer(scene, landing.assignment)
  return held.kind === 'refused' ? held : { kind: 'held', campaign: held.campaign.id }
}

/** The one that was opened a moment ago for the same requirement, else a new one. */
async function trayFor(
  scene: Scene,
  campaign: CampaignId,
  place: { readonly chat: Scene['chat']; readonly root: MessageId | null },
  landing: Landing,
): Promise<Tray> {
  const last = await lastTray(scene.tx, scene.who.id, place, landing)
  if (last !== null) {
    const pieces = (await trayPieces(scene.tx, last.id)).length
    if (joinsTray({ openedAt: last.openedAt, pieces }, scene.now)) return last
  }
  return openTray(scene.tx, { campaign, person: scene.who.id, ...place }, landing, scene.now)
}

function nameOf(name: string | null): string {
  const kept =
    name
      ?.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '')
      .trim()
      .slice(0, longestName)
      .toWellFormed() ?? ''
  return kept === '' ? kindWords[name === null ? 'photo' : 'file'] : kept
}
