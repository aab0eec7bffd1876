import { reviewSaid } from '#cards/review-words.ts'
import { campaignOfAssignment } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, holdCampaign } from '#db/campaign.ts'
import { giveVerdicts, lockAnswers, type Reviewed, type Verdict } from '#db/review.ts'
import type { AssignmentId } from '../domain/ids.ts'
import { longestReason, moveAnswer } from '../domain/review.ts'
import type { Reply } from '../events.ts'
import { type Queue, reviewersOfAll, rightsSince } from './review-rights.ts'
import { decidedSoFar, nextAfter, ownQueue, type ReviewSaying, showReviewEnd, showReviewed } from './review-walk.ts'
import { refused, type Scene } from './scene.ts'
import { tellReturned } from './tell-returned.ts'

export type ReviewAnswer = {
  readonly assignment: AssignmentId
  /** How much had happened to the answer as the reviewer saw it. */
  readonly seen: number
  readonly verdict: 'accept' | 'return'
  readonly reason: string | null
}

/**
 * 通过 and 退回: one verdict on one answer, as its reviewer saw it; then the next that waits. Nothing is decided about an
 * answer submitted again or decided by somebody else meanwhile: the card becomes the current one.
 */
export async function reviewAnswer(scene: Scene, ask: ReviewAnswer): Promise<Reply> {
  const id = await campaignOfAssignment(scene.tx, ask.assignment)
  const campaign = id === null ? null : await holdCampaign(scene.tx, id)
  const [answer] = campaign === null ? [] : await lockAnswers(scene.tx, [ask.assignment])
  if (campaign === null || answer === undefined) return refused('old-card')
  const queue = await ownQueue(scene)
  if (!(await mayReview(scene, campaign, answer, queue))) {
    return { toast: { kind: 'warning', text: reviewSaid.notYours } }
  }
  const decided = await decidedSoFar(scene)
  const to = moveAnswer(answer.state, ask.verdict)
  if (answer.seen !== ask.seen || to === null) return answerOld(scene, queue, answer, decided, ask.reason)
  const verdict = readVerdict(ask)
  if (typeof verdict === 'string') {
    const toast = { kind: 'warning', text: verdict } as const
    return showReviewed(scene, queue, answer, decided, { note: verdict, toast, reason: ask.reason })
  }
  await giveVerdicts(scene.tx, [answer], verdict, scene.who.id, scene.now)
  const about = { assignment: answer.assignment, requirement: answer.no, revision: answer.revision }
  await audit(scene.tx, `${ask.verdict}-answer`, scene.who.id, campaign.id, about, scene.now)
  if (verdict.kind === 'returned') await tellReturned(scene, campaign, answer.respondent)
  const text = verdict.kind === 'accepted' ? reviewSaid.accepted : reviewSaid.returned
  return goOn(scene, queue, answer, decided + 1, { toast: { kind: 'success', text } })
}

/** What waits for them is theirs; what does not wait any more is looked at by itself. */
async function mayReview(scene: Scene, campaign: Campaign, answer: Reviewed, queue: Queue): Promise<boolean> {
  if (queue.answers.some((one) => one.assignment === answer.assignment)) return true
  const reviewers = await reviewersOfAll(scene.tx, [campaign], [answer], rightsSince(scene))
  return reviewers.get(answer.assignment)?.includes(scene.who.id) === true
}

/** The verdict asked for, or what is missing for it, as a sentence. */
function readVerdict({ verdict, reason }: ReviewAnswer): Verdict | string {
  if (verdict === 'accept') return { kind: 'accepted' }
  if (reason === null) return reviewSaid.reasonMissing
  return reason.length > longestReason ? reviewSaid.reasonTooLong : { kind: 'returned', reason }
}

/** A card from before: submitted again, it is shown anew with the reason typed; decided by somebody, the next comes. */
function answerOld(
  scene: Scene,
  queue: Queue,
  answer: Reviewed,
  decided: number,
  reason: string | null,
): Promise<Reply> {
  if (answer.state === 'submitted') {
    const toast = { kind: 'warning', text: reviewSaid.changed } as const
    return showReviewed(scene, queue, answer, decided, { note: toast.text, toast, reason })
  }
  return goOn(scene, queue, answer, decided, { toast: { kind: 'info', text: reviewSaid.decided } })
}

/** The next one in the order in which they waited; the one just decided waits no more. */
function goOn(scene: Scene, queue: Queue, done: Reviewed, decided: number, saying: ReviewSaying): Promise<Reply> {
  const next = nextAfter(queue, done.assignment)
  const rest = { ...queue, answers: queue.answers.filter((one) => one.assignment !== done.assignment) }
  if (next === null || rest.answers.length === 0) return showReviewEnd(scene, decided, saying)
  return showReviewed(scene, rest, next, decided, saying)
}
