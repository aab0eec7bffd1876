import { evidenceSaid } from '#cards/evidence-words.ts'
import { assignedRows } from '#db/assignment.ts'
import { lastTray, trayPieces } from '#db/evidence-tray.ts'
import type { Walk } from '#db/walk.ts'
import type { EvidenceWord } from '../domain/evidence.ts'
import type { MessageId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { saveUses, withdrawEvidence } from './change-evidence.ts'
import { stateOf } from './draw-tray.ts'
import { refused, type Scene } from './scene.ts'
import { piecesToSee, showEvidence } from './show-evidence.ts'

/**
 * Does by words what the last card about evidence in this place offers. Null when there is none here: then the words
 * are none of it, and perhaps a fact.
 */
export async function evidenceByWords(scene: Scene, walk: Walk | null, word: EvidenceWord): Promise<Reply | null> {
  if (word.do === 'show') return walk === null || walk.at === null ? null : showEvidence(scene, walk.at)
  if (word.do === 'withdraw-listed') return withdrawListed(scene, walk, word.piece)
  const tray = await lastTray(scene.tx, scene.who.id, { chat: scene.chat, root: rootOf(scene) }, null)
  if (tray === null) return null
  if (word.do === 'withdraw') {
    const piece = (await trayPieces(scene.tx, tray.id))[word.piece - 1]
    if (piece === undefined || stateOf(piece) !== 'kept') return { toast: { kind: 'info', text: evidenceSaid.noPiece } }
    return withdrawEvidence(scene, { evidence: piece.id, assignment: null })
  }
  const rows = await assignedRows(scene.tx, tray.campaign, { respondent: scene.who.id })
  const named = rows.filter((row) => word.requirements.includes(row.no))
  if (named.length < new Set(word.requirements).size) return refused('requirement-unknown')
  return saveUses(scene, { tray: tray.id, seen: null, chosen: named.map((row) => row.assignment) })
}

async function withdrawListed(scene: Scene, walk: Walk | null, no: number): Promise<Reply | null> {
  if (walk === null || walk.at === null) return null
  const piece = (await piecesToSee(scene, walk.at))[no - 1]
  if (piece === undefined) return { toast: { kind: 'info', text: evidenceSaid.nothingListed } }
  return withdrawEvidence(scene, { evidence: piece.id, assignment: walk.at })
}

function rootOf({ place, via }: Scene): MessageId | null {
  return place === 'private' || via.kind === 'press' ? null : (via.root ?? via.message)
}
