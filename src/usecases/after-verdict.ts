import { acceptedCard } from '#cards/accepted.ts'
import type { Card } from '#cards/card.ts'
import { sayReturned } from '#cards/review-words.ts'
import { loadAnswer, loadAsked } from '#db/answer.ts'
import type { AssignedRow, Assignment } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { lastVerdict } from '#db/review.ts'
import { count } from '../domain/progress.ts'
import type { Scene } from './scene.ts'

/** Why it came back, to be read before anything is changed; who returned it is said in private only. */
export async function whyReturned(scene: Scene, { id, state }: Assignment): Promise<string | null> {
  const last = state === 'returned' ? await lastVerdict(scene.tx, id) : null
  return last === null ? null : sayReturned(last.reason, scene.place === 'private' ? last.by : null)
}

/**
 * The card of an accepted answer among all of its respondent's: as it stands, because a draft begun before is not it.
 * `rows` are that respondent's, in catalogue order.
 */
export async function drawAccepted(
  scene: Scene,
  campaign: Campaign,
  assignment: Assignment,
  rows: readonly AssignedRow[],
  note: string | null,
): Promise<Card> {
  const asked = await loadAsked(scene.tx, campaign.id, assignment.requirement)
  const at = rows.findIndex((row) => row.assignment === assignment.id)
  return acceptedCard({
    campaign: campaign.id,
    campaignTitle: campaign.title,
    assignment: assignment.id,
    seen: assignment.version,
    no: asked.no,
    taskNo: asked.taskNo,
    taskTitle: asked.taskTitle,
    title: asked.title,
    answer: await loadAnswer(scene.tx, assignment),
    position: { at: at + 1, of: rows.length, answered: count(rows.map((row) => row.means)).answered },
    hasPrevious: at > 0,
    note,
  })
}
