import { acceptedCard } from '#cards/accepted.ts'
import type { Card } from '#cards/card.ts'
import { sayReturned } from '#cards/review-words.ts'
import type { Asked } from '#db/answer.ts'
import type { Assignment } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { lastVerdict } from '#db/review.ts'
import type { Answer } from '../domain/answer.ts'
import type { Scene } from './scene.ts'

/** Why it came back, to be read before anything is changed; who returned it is said in private only. */
export async function whyReturned(scene: Scene, { id, state }: Assignment): Promise<string | null> {
  const last = state === 'returned' ? await lastVerdict(scene.tx, id) : null
  return last === null ? null : sayReturned(last.reason, scene.place === 'private' ? last.by : null)
}

/** The card of an accepted answer among all of its respondent's: as it stands, because a draft begun before is not it. */
export function drawAccepted(
  campaign: Campaign,
  accepted: {
    readonly assignment: Assignment
    readonly asked: Asked
    readonly answer: Answer | null
    readonly position: { readonly at: number; readonly of: number; readonly answered: number }
    readonly note: string | null
  },
): Card {
  const { assignment, asked, answer, position, note } = accepted
  return acceptedCard({
    campaign: campaign.id,
    campaignTitle: campaign.title,
    assignment: assignment.id,
    seen: assignment.version,
    no: asked.no,
    taskNo: asked.taskNo,
    taskTitle: asked.taskTitle,
    title: asked.title,
    answer,
    position,
    hasPrevious: position.at > 1,
    note,
  })
}
