import { reviewDigestCard } from '#cards/review-notices.ts'
import { type Campaign, lockCampaign } from '#db/campaign.ts'
import { loadPerson } from '#db/person.ts'
import { submittedIn } from '#db/review.ts'
import { noteTold, toldOf } from '#db/review-told.ts'
import type { Tx } from '#db/tx.ts'
import { wallClock } from '../domain/day.ts'
import type { CampaignId, PersonId } from '../domain/ids.ts'
import { earliestByHand, remindersAllowed } from '../domain/reminder.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { queueOf, reviewersOfAll } from './review-rights.ts'
import { showCard } from './scene.ts'

/**
 * On school days from the campaign's hour on: whoever has answers to review that they were not told of gets one card, at
 * most one a day whatever the campaigns. It says all that waits for them, and all of that they have then been told of.
 */
export async function digestReviews(deps: Deps, id: CampaignId, now: Date): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const campaign = await lockCampaign(tx, id)
    if (campaign === null || !mayWrite(deps, campaign, campaign.remindHour, now)) return
    const submitted = await submittedIn(tx, [id])
    const reviewers = await reviewersOfAll(tx, [campaign], submitted, null)
    const told = await toldOf(
      tx,
      submitted.map((one) => one.assignment),
    )
    const untold = submitted.flatMap(({ assignment, revision }) =>
      (reviewers.get(assignment) ?? []).filter((person) => !told.has(`${person}:${assignment}:${revision}`)),
    )
    for (const person of new Set(untold)) await tellReviewer(tx, deps, campaign, person, now)
  })
}

async function tellReviewer(tx: Tx, deps: Deps, campaign: Campaign, person: PersonId, now: Date): Promise<void> {
  const { campaigns, answers } = await queueOf(tx, person, null)
  const { name, openId } = await loadPerson(tx, person)
  const waiting = campaigns.map(({ id, title }) => {
    const theirs = answers.filter((one) => one.campaign === id)
    const fallingShort = theirs.filter((one) => one.means === 'partly' || one.means === 'unmet').length
    return { title, waiting: theirs.length, fallingShort }
  })
  const card = reviewDigestCard({ name, campaigns: waiting.filter((one) => one.waiting > 0) })
  const key = `review:${person}:${wallClock(now, deps.timeZone).day}`
  const target = { to: 'person', person: openId } as const
  const letter = { key, target, content: showCard(card), campaign: campaign.id, person, reminder: 'review' } as const
  const delivery = await post(tx, deps.jobs, letter, now)
  if (delivery !== null) await noteTold(tx, delivery, answers)
}

/** Whether a digest that waited for its turn still says something, at a time to say it. */
export async function digestStillWanted(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  person: PersonId | null,
  now: Date,
): Promise<boolean> {
  if (person === null || !mayWrite(deps, campaign, earliestByHand, now)) return false
  return (await queueOf(tx, person, null)).answers.length > 0
}

function mayWrite(deps: Deps, { holidays }: Campaign, fromHour: number, now: Date): boolean {
  return remindersAllowed({ now, timeZone: deps.timeZone, calendar: { work: deps.calendar, holidays } }, fromHour)
}
