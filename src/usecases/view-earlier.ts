import type { EarlierView } from '#cards/earlier.ts'
import type { Assignment } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { loadEarlier } from '#db/earlier.ts'
import type { Draft } from '../domain/answer.ts'
import { wallClock } from '../domain/day.ts'
import { isUntouched, ratingNow } from '../domain/still-so.ts'
import type { Scene } from './scene.ts'

/** What the card of a requirement shows of an earlier campaign; null, and nothing asked, where it shows nothing. */
export async function viewEarlier(
  scene: Scene,
  campaign: Campaign,
  assignment: Assignment,
  card: { readonly draft: Draft; readonly title: string },
): Promise<EarlierView | null> {
  if (campaign.earlier === null || !isUntouched(card.draft, assignment.answeredRevision)) return null
  const earlier = await loadEarlier(scene.tx, campaign.id, assignment.requirement)
  if (earlier === null) return null
  const { answer, title, by, at, ...rest } = earlier
  const rating = ratingNow(answer, campaign.ratings)
  return {
    ...rest,
    answer,
    ratingNow: rating === answer.rating ? null : rating,
    otherTitle: title === card.title ? null : title,
    by: scene.place === 'private' ? by : null,
    on: wallClock(at, scene.deps.timeZone).day,
  }
}
