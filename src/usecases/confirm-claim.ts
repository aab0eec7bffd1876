import { findingSaid } from '#cards/finding-words.ts'
import { refusals } from '#cards/words.ts'
import { loadAnswer } from '#db/answer.ts'
import { campaignOfAssignment, lockAssignment } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { holdCampaign } from '#db/campaign.ts'
import { insertConfirmation } from '#db/check.ts'
import { claimsToConfirm } from '../domain/check.ts'
import type { AssignmentId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { refused, type Scene } from './scene.ts'
import { campaignToCheck, drawCheck } from './show-check.ts'

/**
 * 确认属实: a leader or the coordinator vouches for what an answer claims, of the revision they saw: one that changed
 * meanwhile, or changes later, is to be confirmed anew. Also after the campaign has closed.
 */
export async function confirmClaim(
  scene: Scene,
  ask: { readonly assignment: AssignmentId; readonly seen: number; readonly page: number },
): Promise<Reply> {
  const { tx, who, now } = scene
  const id = await campaignOfAssignment(tx, ask.assignment)
  const held = id === null ? null : await holdCampaign(tx, id)
  if (held === null) return refused('old-card')
  const found = await campaignToCheck(scene, held.id)
  if ('refusal' in found) return found.refusal
  const assignment = await lockAssignment(tx, ask.assignment)
  const again = (text: string) => drawCheck(scene, held, ask.page, { kind: 'warning', text })
  if (assignment?.answeredRevision !== ask.seen) return again(refusals['old-card'])
  const answer = await loadAnswer(tx, assignment)
  if (answer === null || claimsToConfirm(answer).length === 0) return again(findingSaid.nothingToConfirm)
  if (await insertConfirmation(tx, { assignment: assignment.id, revision: ask.seen }, who.id, now)) {
    const about = { requirement: assignment.requirement, revision: ask.seen }
    await audit(tx, 'confirm-claim', who.id, held.id, about, now)
  }
  return drawCheck(scene, held, ask.page, { kind: 'success', text: findingSaid.confirmed })
}
