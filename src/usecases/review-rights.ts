import { type Campaign, campaignsOf } from '#db/campaign.ts'
import { membersOf } from '#db/chat.ts'
import { headsOf } from '#db/department.ts'
import { stillHere } from '#db/person.ts'
import { type Reviewed, submittedIn } from '#db/review.ts'
import type { Tx } from '#db/tx.ts'
import type { AssignmentId, PersonId } from '../domain/ids.ts'
import { reviewersOf } from '../domain/review.ts'
import { membersHoldMs } from './roles.ts'
import type { Scene } from './scene.ts'

/**
 * Who may review each of these answers, gathered in three queries however many they are. `since`: a leading group whose
 * list of members was read before that gives nobody a right (an old card would else do what its owner may no longer);
 * null asks whom to tell, where the list as far as it is known is enough.
 */
export async function reviewersOfAll(
  tx: Tx,
  campaigns: readonly Campaign[],
  answers: readonly Reviewed[],
  since: Date | null,
): Promise<ReadonlyMap<AssignmentId, readonly PersonId[]>> {
  const heads = Map.groupBy(
    await headsOf(tx, [...new Set(answers.map((one) => one.department))]),
    (one) => one.department,
  )
  const chats = campaigns.map((one) => one.leadingChat)
  const leaders = Map.groupBy(await membersOf(tx, chats, since), (one) => one.chat)
  const here = await stillHere(
    tx,
    campaigns.map((one) => one.coordinator),
  )
  const led = new Map(campaigns.map((one) => [one.id, one]))
  return new Map(
    answers.map(({ assignment, campaign: id, department, respondent, author }) => {
      const campaign = led.get(id)
      if (campaign === undefined) return [assignment, []]
      const { review: mode, coordinator, leadingChat } = campaign
      const people = reviewersOf({
        mode,
        respondent,
        author,
        heads: (heads.get(department) ?? []).map((one) => one.person),
        coordinator: here.has(coordinator) ? coordinator : null,
        leaders: (leaders.get(leadingChat) ?? []).map((one) => one.person),
      })
      return [assignment, people]
    }),
  )
}

/** Somebody's running and closed campaigns that have a review, the most pressing first. */
export async function campaignsUnderReview(tx: Tx, person: PersonId): Promise<Campaign[]> {
  return (await campaignsOf(tx, person)).filter((one) => one.review !== 'none' && one.status !== 'preparing')
}

/** What waits for a person's review: the most pressing campaign first, within it the order of the catalogue. */
export type Queue = { readonly campaigns: readonly Campaign[]; readonly answers: readonly Reviewed[] }

export async function queueOf(tx: Tx, person: PersonId, since: Date | null): Promise<Queue> {
  const campaigns = await campaignsUnderReview(tx, person)
  const submitted = await submittedIn(
    tx,
    campaigns.map((one) => one.id),
  )
  const reviewers = await reviewersOfAll(tx, campaigns, submitted, since)
  const theirs = submitted.filter((one) => reviewers.get(one.assignment)?.includes(person) === true)
  const answers = campaigns.flatMap(({ id }) => theirs.filter((one) => one.campaign === id))
  return { campaigns, answers }
}

/** From when on a list of members read gives a right in this scene. */
export function rightsSince({ now }: Pick<Scene, 'now'>): Date {
  return new Date(now.getTime() - membersHoldMs)
}
