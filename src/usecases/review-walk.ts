import type { Card } from '#cards/card.ts'
import { reviewCard } from '#cards/review.ts'
import { reviewDoneCard } from '#cards/review-notices.ts'
import { reviewSaid } from '#cards/review-words.ts'
import { said } from '#cards/words.ts'
import { loadAsked, loadSubmission } from '#db/answer.ts'
import { confirmationOf } from '#db/earlier.ts'
import { evidenceOf } from '#db/evidence.ts'
import { answersToNumber, lastVerdict, type Reviewed } from '#db/review.ts'
import { findReviewWalk, saveReviewWalk } from '#db/review-walk.ts'
import { wallClock } from '../domain/day.ts'
import type { AssignmentId, CampaignId, RequirementNo } from '../domain/ids.ts'
import { sayConfirmed } from '../domain/still-so.ts'
import type { Reply } from '../events.ts'
import { campaignsUnderReview, type Queue, queueOf, reviewersOfAll, rightsSince } from './review-rights.ts'
import { answerAside, refused, type Scene } from './scene.ts'

/** What a review's card says besides the answer: what came of the last press, and a reason typed in vain. */
export type ReviewSaying = {
  readonly note?: string
  readonly reason?: string | null
  readonly toast?: NonNullable<Reply['toast']>
}

/** 开始审核: the first answer that waits, and a new count. */
export async function startReview(scene: Scene): Promise<Reply> {
  const queue = await ownQueue(scene)
  const [first] = queue.answers
  if (first !== undefined) return showReviewed(scene, queue, first, 0)
  // Only an old list of the leading group's members stands between them and it: asking by word has it read again.
  const anyhow = await queueOf(scene.tx, scene.who.id, null)
  if (anyhow.answers.length > 0) return { toast: { kind: 'warning', text: reviewSaid.membersUnread } }
  return showReviewEnd(scene, 0)
}

/**
 * One answer by its requirement's number, of the campaign that is named or else of any; an accepted one too, because
 * whoever accepted it may have second thoughts.
 */
export async function openReviewed(scene: Scene, no: RequirementNo, only: CampaignId | null = null): Promise<Reply> {
  const all = await campaignsUnderReview(scene.tx, scene.who.id)
  const campaigns = all.filter((one) => only === null || one.id === only)
  const ids = campaigns.map((one) => one.id)
  const answers = await answersToNumber(scene.tx, ids, no)
  const reviewers = await reviewersOfAll(scene.tx, campaigns, answers, rightsSince(scene))
  const found = answers
    .filter((one) => one.state === 'submitted' || one.state === 'accepted')
    .filter((one) => reviewers.get(one.assignment)?.includes(scene.who.id) === true)
    .toSorted((a, b) => ids.indexOf(a.campaign) - ids.indexOf(b.campaign))[0]
  if (found === undefined) return refused('requirement-unknown')
  return showReviewed(scene, await ownQueue(scene), found, await decidedSoFar(scene))
}

/** 跳过: the next one, coming round to this one at the end. */
export async function skipReviewed(scene: Scene, from: AssignmentId): Promise<Reply> {
  const queue = await ownQueue(scene)
  const next = nextAfter(queue, from)
  if (next === null) return showReviewEnd(scene, await decidedSoFar(scene))
  const toast = { kind: 'info', text: next.assignment === from ? said.onlyOneLeft : reviewSaid.skipped } as const
  return showReviewed(scene, queue, next, await decidedSoFar(scene), { toast })
}

export function ownQueue(scene: Scene): Promise<Queue> {
  return queueOf(scene.tx, scene.who.id, rightsSince(scene))
}

export async function decidedSoFar({ tx, who }: Scene): Promise<number> {
  return (await findReviewWalk(tx, who.id))?.decided ?? 0
}

/** The one that waits after another, round to the first; null when nothing waits. */
export function nextAfter({ answers }: Queue, from: AssignmentId): Reviewed | null {
  const here = answers.findIndex((one) => one.assignment === from)
  return answers[here + 1] ?? answers[0] ?? null
}

/** Draws one answer, and remembers it as what words of this reviewer are about. */
export async function showReviewed(
  scene: Scene,
  queue: Queue,
  one: Reviewed,
  decided: number,
  saying: ReviewSaying = {},
): Promise<Reply> {
  const { tx, deps } = scene
  const asked = await loadAsked(tx, one.campaign, one.no)
  const { answer, by, at, from } = await loadSubmission(tx, one.assignment, one.revision)
  const before = await lastVerdict(tx, one.assignment)
  const place = queue.answers.findIndex((each) => each.assignment === one.assignment)
  const others = queue.answers.length - (place === -1 ? 0 : 1)
  const card = reviewCard({
    campaignTitle: queue.campaigns.find((each) => each.id === one.campaign)?.title ?? '',
    assignment: one.assignment,
    seen: one.seen,
    no: asked.no,
    taskNo: asked.taskNo,
    taskTitle: asked.taskTitle,
    title: asked.title,
    text: asked.text,
    answer,
    pieces: await evidenceOf(tx, { assignments: [one.assignment] }),
    by,
    on: wallClock(at, deps.timeZone).day,
    confirmed: from === null ? null : await whatItConfirms(scene, one),
    returnedBefore: before?.reason ?? null,
    accepted: one.state === 'accepted',
    position: place === -1 ? null : { at: decided + place + 1, of: decided + queue.answers.length },
    more: others > 0,
    reason: saying.reason ?? null,
    note: noteOf(scene, saying),
  })
  const seen = { assignment: one.assignment, seen: one.seen }
  await saveReviewWalk(tx, scene.who.id, { at: seen, listed: null, decided }, scene.now)
  return bring(scene, card, saying)
}

async function whatItConfirms({ tx, deps }: Scene, one: Reviewed): Promise<string | null> {
  const found = await confirmationOf(tx, one)
  if (found === null) return null
  const on = (at: Date) => wallClock(at, deps.timeZone).day
  const { campaignTitle, by, at } = found.earlier
  return sayConfirmed({ by: found.by, on: on(found.at), earlier: { campaignTitle, by, on: on(at) } })
}

export async function showReviewEnd(scene: Scene, decided: number, saying: ReviewSaying = {}): Promise<Reply> {
  await saveReviewWalk(scene.tx, scene.who.id, { at: null, listed: null, decided: 0 }, scene.now)
  return bring(scene, reviewDoneCard({ decided, note: noteOf(scene, saying) }), saying)
}

/** What a toast says to a press stands on the card for words. */
export function noteOf({ via }: Scene, { note, toast }: ReviewSaying): string | null {
  return note ?? (via.kind === 'message' ? (toast?.text ?? null) : null)
}

/** Answers and who gave them are for the reviewer's eyes alone, wherever they asked. */
export async function bring(scene: Scene, card: Card, { toast }: ReviewSaying): Promise<Reply> {
  if (scene.place === 'group') return answerAside(scene, 'review', card)
  return { card, ...(toast === undefined ? {} : { toast }) }
}
