import { listPage, reviewListCard } from '#cards/review-list.ts'
import { sayAccepted } from '#cards/review-words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, holdCampaign } from '#db/campaign.ts'
import { campaignsOfAssignments, giveVerdicts, lockAnswers } from '#db/review.ts'
import { saveReviewWalk } from '#db/review-walk.ts'
import type { AssignmentId } from '../domain/ids.ts'
import { moveAnswer } from '../domain/review.ts'
import type { Reply } from '../events.ts'
import { type Queue, reviewersOfAll, rightsSince } from './review-rights.ts'
import { bring, decidedSoFar, noteOf, ownQueue, type ReviewSaying, showReviewEnd } from './review-walk.ts'
import type { Scene } from './scene.ts'

/** 全部通过: first what that would be, a page at a time. */
export async function listReviews(scene: Scene, page: number): Promise<Reply> {
  return showList(scene, await ownQueue(scene), page, await decidedSoFar(scene))
}

/**
 * Accepts just what a list showed: an answer submitted again or decided since then stays as it is, and that is said.
 * `shown` is what the list's button carries.
 */
export async function acceptShown(scene: Scene, shown: string, page: number): Promise<Reply> {
  const seen = readShown(shown)
  const campaigns = await holdAll(scene, [...seen.keys()])
  const answers = await lockAnswers(scene.tx, [...seen.keys()])
  const reviewers = await reviewersOfAll(scene.tx, campaigns, answers, rightsSince(scene))
  const theirs = answers.filter((one) => reviewers.get(one.assignment)?.includes(scene.who.id) === true)
  const current = theirs.filter(
    (one) => one.seen === seen.get(one.assignment) && moveAnswer(one.state, 'accept') === 'accepted',
  )
  await giveVerdicts(scene.tx, current, { kind: 'accepted' }, scene.who.id, scene.now)
  for (const [campaign, some] of Map.groupBy(current, (one) => one.campaign)) {
    await audit(scene.tx, 'accept-answers', scene.who.id, campaign, { answers: some.length }, scene.now)
  }
  const changed = theirs.filter((one) => one.state === 'submitted').length - current.length
  const text = sayAccepted(current.length, changed)
  const decided = (await decidedSoFar(scene)) + current.length
  const toast = { kind: current.length > 0 ? 'success' : 'info', text } as const
  return showList(scene, await ownQueue(scene), page, decided, { note: text, toast })
}

/** Campaigns before assignments, as everywhere, and in one order. */
async function holdAll(scene: Scene, assignments: readonly AssignmentId[]): Promise<Campaign[]> {
  const held: Campaign[] = []
  for (const id of await campaignsOfAssignments(scene.tx, assignments)) {
    const campaign = await holdCampaign(scene.tx, id)
    if (campaign !== null) held.push(campaign)
  }
  return held
}

async function showList(
  scene: Scene,
  { answers }: Queue,
  asked: number,
  decided: number,
  saying: ReviewSaying = {},
): Promise<Reply> {
  if (answers.length === 0) return showReviewEnd(scene, decided, saying)
  const pages = Math.ceil(answers.length / listPage)
  const page = Math.min(asked, pages - 1)
  const items = answers.slice(page * listPage, (page + 1) * listPage)
  const shown = items.map((one) => `${one.assignment}.${one.seen}`).join(',')
  const card = reviewListCard({
    page,
    pages,
    total: answers.length,
    items: items.map(({ no, taskNo, title, rating, means }) => ({
      no,
      taskNo,
      title,
      rating,
      fallsShort: means === 'partly' || means === 'unmet',
    })),
    shown,
    note: noteOf(scene, saying),
  })
  await saveReviewWalk(scene.tx, scene.who.id, { at: null, listed: shown, decided }, scene.now)
  return bring(scene, card, saying)
}

/** Which answers, and how much had happened to each. */
function readShown(shown: string): Map<AssignmentId, number> {
  return new Map(
    shown
      .split(',')
      .slice(0, listPage)
      .map((one) => one.split('.').map(Number))
      .flatMap(([assignment = 0, seen = 0]) =>
        assignment > 0 && assignment <= largestId ? [[assignment as AssignmentId, seen] as const] : [],
      ),
  )
}

/** A forged press may name what is no id; the database would refuse the whole statement. */
const largestId = 2_147_483_647
