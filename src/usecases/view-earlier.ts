import type { EarlierView } from '#cards/earlier.ts'
import type { AnswerRef } from '#db/answer.ts'
import type { Assignment } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { findTaken, loadEarlier } from '#db/earlier.ts'
import type { Draft } from '../domain/answer.ts'
import { wallClock } from '../domain/day.ts'
import { isUntouched, ratingNow } from '../domain/still-so.ts'
import type { Scene } from './scene.ts'

type Drawn = {
  readonly draft: Draft
  /** What is kept stands in the form, not something else that was typed. */
  readonly isKept: boolean
  readonly title: string
}

/**
 * What the card of a requirement shows of an earlier campaign: above the form, or in it once it was taken over. `of` is
 * the answer that is to be read on it either way; null where nothing is.
 */
export async function viewEarlier(
  scene: Scene,
  campaign: Campaign,
  assignment: Assignment,
  drawn: Drawn,
): Promise<{ readonly view: EarlierView | null; readonly of: AnswerRef | null }> {
  if (campaign.earlier === null || assignment.answeredRevision !== null) return { view: null, of: null }
  if (!isUntouched(drawn.draft)) {
    const taken = drawn.isKept ? await findTaken(scene.tx, assignment.id, scene.who.id, campaign.earlier) : null
    return { view: null, of: taken }
  }
  const earlier = await loadEarlier(scene.tx, campaign.id, assignment.requirement)
  if (earlier === null) return { view: null, of: null }
  const { answer, title, by, at, ...rest } = earlier
  const rating = ratingNow(answer, campaign.ratings)
  const view = {
    ...rest,
    answer,
    ratingNow: rating === answer.rating ? null : rating,
    otherTitle: title === drawn.title ? null : title,
    by: scene.place === 'private' ? by : null,
    on: wallClock(at, scene.deps.timeZone).day,
  }
  return { view, of: earlier }
}
