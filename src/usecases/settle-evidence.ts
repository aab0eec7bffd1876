import { audit } from '#db/audit.ts'
import { findPiece, liesThere, markKept, markRefused } from '#db/evidence.ts'
import { lockTray, raiseTray, saveTrayCard, type Tray, trayCard, trayPieces } from '#db/evidence-tray.ts'
import { loadPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import { walkOfCard } from '#db/walk.ts'
import type { EvidenceKind, EvidenceRefusal } from '../domain/evidence.ts'
import type { EvidenceId } from '../domain/ids.ts'
import type { PrivateMark } from '../domain/looks-private.ts'
import type { Target } from '../ports.ts'
import type { Deps } from './deps.ts'
import { drawTray } from './draw-tray.ts'
import { post } from './post.ts'
import { showCard } from './scene.ts'

/** What became of a piece. */
export type Outcome =
  | {
      readonly kind: 'kept'
      readonly as: EvidenceKind
      readonly ending: string
      readonly bytes: number
      readonly sha256: string
      readonly imageKey: string | null
      readonly marks: readonly PrivateMark[] | null
    }
  | { readonly kind: 'refused'; readonly why: EvidenceRefusal }

/**
 * Writes down what became of a piece, unless that was done before (`outcome` null: it was), and tells its sender once
 * nothing of what they sent is still arriving. `later`: the card that is to be changed has not arrived itself.
 */
export async function settleEvidence(
  tx: Tx,
  deps: Deps,
  id: EvidenceId,
  outcome: Outcome | null,
  now: Date,
): Promise<'told' | 'later'> {
  const tray = await lockTrayOf(tx, id)
  if (tray === null) return 'told'
  const piece = await findPiece(tx, id)
  if (piece?.state !== 'arriving' || outcome === null) return tellTray(tx, deps, tray, now)
  const settled = outcome.kind === 'kept' && (await liesThere(tx, id, outcome.sha256)) ? alreadyThere : outcome
  if (settled.kind === 'kept') await markKept(tx, id, { ...settled, kind: settled.as }, now)
  else await markRefused(tx, id, settled.why, now)
  const why = settled.kind === 'refused' ? settled.why : null
  const about = { evidence: id, assignment: tray.assignment, issue: tray.issue, why }
  await audit(tx, `evidence-${settled.kind}`, tray.person, tray.campaign, about, now)
  return tellTray(tx, deps, await raiseTray(tx, tray), now)
}

const alreadyThere: Outcome = { kind: 'refused', why: 'already-there' }

async function lockTrayOf(tx: Tx, id: EvidenceId): Promise<Tray | null> {
  const piece = await findPiece(tx, id)
  return piece === null ? null : lockTray(tx, piece.tray)
}

/** One card for all of it: the first time a new one below, after that the same one changed. */
async function tellTray(tx: Tx, deps: Deps, tray: Tray, now: Date): Promise<'told' | 'later'> {
  const pieces = await trayPieces(tx, tray.id)
  if (pieces.some((piece) => piece.state === 'arriving')) return 'told'
  const at = await trayCard(tx, tray)
  if (at === 'on-its-way') return 'later'
  // Somebody may have gone on with their walk on it.
  const isItsOwn = at !== null && (await walkOfCard(tx, at)) === null
  const target = isItsOwn ? { to: 'card' as const, message: at, chat: tray.chat } : await placeOf(tx, tray)
  const key = `tray:${tray.id}:${tray.version}`
  const content = showCard(await drawTray(tx, tray))
  const letter = { key, target, content, campaign: tray.campaign, person: tray.person }
  const delivery = await post(tx, deps.jobs, letter, now)
  if (delivery !== null && !isItsOwn) await saveTrayCard(tx, tray.id, delivery)
  return 'told'
}

/** Where it was sent: in private, or in the thread of a group. */
async function placeOf(tx: Tx, { person, chat, root }: Tray): Promise<Target> {
  if (root !== null) return { to: 'thread', of: root, chat }
  return { to: 'person', person: (await loadPerson(tx, person)).openId }
}
