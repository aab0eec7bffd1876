import { reviewSaid } from '#cards/review-words.ts'
import { findReviewWalk } from '#db/review-walk.ts'
import { readText } from '../domain/answer.ts'
import { longestSaid, readReview } from '../domain/command.ts'
import type { Reply } from '../events.ts'
import { reviewAnswer } from './review-answer.ts'
import { acceptShown, listReviews } from './review-list.ts'
import { openReviewed, skipReviewed, startReview } from './review-walk.ts'
import type { Scene } from './scene.ts'

/**
 * `/review`: what a review's buttons do, by words (design, principle 6). A verdict is about what the reviewer was shown
 * last, and only as they saw it.
 */
export async function reviewByWords(scene: Scene, rest: string): Promise<Reply> {
  const word = rest.length > longestSaid ? null : readReview(rest)
  if (word === null) return hint(reviewSaid.unclear)
  if (word.kind === 'open') return startReview(scene)
  if (word.kind === 'number') return openReviewed(scene, word.no)
  if (word.kind === 'list') return listReviews(scene, 0)
  const walk = await findReviewWalk(scene.tx, scene.who.id)
  if (word.kind === 'accept-listed') {
    return walk?.listed == null ? hint(reviewSaid.listFirst) : acceptShown(scene, walk.listed, 0)
  }
  if (walk?.at == null) return hint(reviewSaid.openFirst)
  if (word.kind === 'skip') return skipReviewed(scene, walk.at.assignment)
  const reason = word.kind === 'return' ? readText(word.reason) : null
  return reviewAnswer(scene, { ...walk.at, verdict: word.kind, reason })
}

function hint(text: string): Reply {
  return { toast: { kind: 'info', text } }
}
