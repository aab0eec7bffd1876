import { evidenceSaid } from '#cards/evidence-words.ts'
import { movedCard } from '#cards/moved.ts'
import { refusals } from '#cards/words.ts'
import { assignedRows } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, holdCampaign } from '#db/campaign.ts'
import { addUses, campaignOfPiece, endUses, endUsesById, type Use, usesOf } from '#db/evidence.ts'
import { findTray, lockTray, raiseTray, saveTrayCard, type Tray, trayCard, trayPieces } from '#db/evidence-tray.ts'
import { walkOfCard } from '#db/walk.ts'
import { mayTakeBack } from '../domain/evidence.ts'
import type { AssignmentId, EvidenceId, TrayId } from '../domain/ids.ts'
import { mayAnswer } from '../domain/review.ts'
import type { Reply } from '../events.ts'
import { drawTray, usedFor } from './draw-tray.ts'
import { post } from './post.ts'
import { answer, here, refused, type Scene, showCard } from './scene.ts'
import { showEvidenceList } from './show-evidence.ts'

/**
 * Says what everything on a tray is evidence of: put to what is chosen, taken from what is not any more. Only by who sent
 * it; only where the answer is theirs and may still be changed. `seen` null: said in words, which are about now.
 */
export async function saveUses(
  scene: Scene,
  ask: { readonly tray: TrayId; readonly seen: number | null; readonly chosen: readonly AssignmentId[] },
): Promise<Reply> {
  const found = await findTray(scene.tx, ask.tray)
  if (found === null) return refused('old-card')
  if (found.person !== scene.who.id) return notTheirs()
  const campaign = await holdCampaign(scene.tx, found.campaign)
  const tray = await lockTray(scene.tx, ask.tray)
  if (tray === null || campaign === null) return refused('old-card')
  const pieces = (await trayPieces(scene.tx, tray.id)).filter((piece) => piece.assignments.length > 0)
  const before = usedFor(pieces)
  const added = ask.chosen.filter((one) => !before.includes(one))
  const removed = before.filter((one) => !ask.chosen.includes(one))
  if (added.length + removed.length === 0) return showTray(scene, tray, evidenceSaid.usesSaved)
  if (ask.seen !== null && ask.seen !== tray.version) return showTray(scene, tray, refusals['old-card'])
  if (ask.chosen.length === 0) return showTray(scene, tray, evidenceSaid.chooseOne)
  const gap = await whyNot(scene, campaign, added, removed)
  if (gap !== null) return showTray(scene, tray, gap)
  const ids = pieces.map((piece) => piece.id)
  const to = added.map((assignment) => ({ assignment }))
  await addUses(scene.tx, ids, to, scene.who.id, scene.now)
  await endUses(scene.tx, ids, removed, scene.who.id, scene.now)
  const about = { tray: tray.id, pieces: ids.length, added: added.join(','), removed: removed.join(',') }
  await audit(scene.tx, 'use-evidence', scene.who.id, tray.campaign, about, scene.now)
  return showTray(scene, await raiseTray(scene.tx, tray), evidenceSaid.usesSaved)
}

/** Why these may not be given something, or lose it; null: they may. */
async function whyNot(
  scene: Scene,
  campaign: Campaign,
  added: readonly AssignmentId[],
  removed: readonly AssignmentId[],
): Promise<string | null> {
  const rows = new Map((await assignedRows(scene.tx, campaign.id)).map((row) => [row.assignment, row]))
  const isOpen = (one: AssignmentId) => {
    const row = rows.get(one)
    return row !== undefined && mayAnswer(row.state, campaign.status, campaign.review)
  }
  if (added.some((one) => rows.get(one)?.respondent !== scene.who.id)) return refusals['not-assigned']
  return [...added, ...removed].every(isOpen) ? null : refusals.closed
}

/**
 * Takes a piece back, from one assignment (its list) or from everything (its tray). That it was there, who took it away
 * and when, stays known. By who sent it or answers there; where neither may change the answer any more, it stays.
 */
export async function withdrawEvidence(
  scene: Scene,
  ask: { readonly evidence: EvidenceId; readonly assignment: AssignmentId | null },
): Promise<Reply> {
  const id = await campaignOfPiece(scene.tx, ask.evidence)
  const campaign = id === null ? null : await holdCampaign(scene.tx, id)
  if (campaign === null) return refused('old-card')
  const all = await usesOf(scene.tx, ask.evidence)
  const [first] = all
  if (first === undefined) return { toast: { kind: 'info', text: evidenceSaid.withdrawn } }
  // Held, so that of two who press at once the second finds it gone.
  const tray = await lockTray(scene.tx, first.tray)
  const asked = all.filter((use) => ask.assignment === null || use.assignment === ask.assignment)
  const verdicts = asked.map((use) => ({ use, verdict: verdictOn(scene, use, campaign) }))
  const ending = verdicts.filter(({ verdict }) => verdict === 'may').map(({ use }) => use)
  if (tray === null || ending.length === 0) {
    if (asked.some((use) => use.issueState === 'awaiting')) {
      return { toast: { kind: 'warning', text: evidenceSaid.proofStands } }
    }
    return verdicts.some(({ verdict }) => verdict === 'closed') ? refused('closed') : notTheirs()
  }
  const uses = ending.map((use) => use.id)
  await endUsesById(scene.tx, uses, scene.who.id, scene.now)
  const about = { evidence: ask.evidence, uses: uses.length, assignment: ask.assignment }
  await audit(scene.tx, 'withdraw-evidence', scene.who.id, campaign.id, about, scene.now)
  const now = await raiseTray(scene.tx, tray)
  if (ask.assignment !== null) return showEvidenceList(scene, ask.assignment, evidenceSaid.withdrawn)
  return tray.person === scene.who.id
    ? showTray(scene, now, evidenceSaid.withdrawn)
    : { toast: { kind: 'success', text: evidenceSaid.withdrawn } }
}

function verdictOn(scene: Scene, use: Use, { status, review }: Campaign) {
  const isOpen =
    use.assignmentState === null
      ? // What somebody is to look at, or has looked at, does not change under their eyes.
        use.issueState === 'open'
      : mayAnswer(use.assignmentState, status, review)
  return mayTakeBack(scene.who.id, { sentBy: use.sentBy, answeredBy: use.respondent ?? use.owner, isOpen })
}

function notTheirs(): Reply {
  return { toast: { kind: 'warning', text: evidenceSaid.notYourEvidence } }
}

/** A press is answered in place; words with the card anew, and the one before says that it moved. */
async function showTray(scene: Scene, tray: Tray, note: string): Promise<Reply> {
  const card = await drawTray(scene.tx, tray, note)
  if (scene.via.kind === 'press') return { card, toast: { kind: 'info', text: note } }
  const before = await trayCard(scene.tx, tray)
  if (before !== null && before !== 'on-its-way' && (await walkOfCard(scene.tx, before)) === null) {
    const target = { to: 'card' as const, message: before, chat: tray.chat }
    const content = showCard(movedCard({ title: '佐证材料', to: 'below' }))
    const letter = {
      key: `moved:${before}:${scene.key}`,
      target,
      content,
      campaign: tray.campaign,
      person: tray.person,
    }
    await post(scene.tx, scene.deps.jobs, letter, scene.now)
  }
  const delivery = await answer(scene, 'tray', here(scene, 'thread'), showCard(card))
  if (delivery !== null) await saveTrayCard(scene.tx, tray.id, delivery)
  return {}
}
