import type { Day } from '#src/domain/day.ts'
import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

export type Reminded = { readonly person: PersonId; readonly day: Day; readonly kind: 'private' | 'head' }

/** Everything already sent to remind anybody of answers in a campaign, oldest first. */
export async function remindedIn(tx: Tx, campaign: CampaignId): Promise<Reminded[]> {
  return tx
    .selectFrom('reminder')
    .select(['person', 'day', 'kind'])
    .where('campaign', '=', campaign)
    .where('about', '=', 'answers')
    .orderBy('day')
    .execute()
}

/** Claims today's reminder of a person; false when there was one today already, a private one of whatever campaign. */
export async function claimReminder(
  tx: Tx,
  campaign: CampaignId,
  reminded: Reminded,
  origin: 'schedule' | 'hand',
  about: 'answers' | 'issues' = 'answers',
): Promise<boolean> {
  const made = await tx
    .insertInto('reminder')
    .values({ campaign, ...reminded, origin, about })
    .onConflict((clash) => clash.doNothing())
    .returning('person')
    .executeTakeFirst()
  return made !== undefined
}

/** The same for several people of one day; answers whose it was. */
export async function claimReminders(
  tx: Tx,
  campaign: CampaignId,
  reminded: readonly Reminded[],
  origin: 'schedule' | 'hand',
): Promise<Set<PersonId>> {
  if (reminded.length === 0) return new Set()
  const made = await tx
    .insertInto('reminder')
    .values(reminded.map((one) => ({ campaign, ...one, origin, about: 'answers' as const })))
    .onConflict((clash) => clash.doNothing())
    .returning('person')
    .execute()
  return new Set(made.map((row) => row.person))
}

/** The last day on which each of these people was reminded privately of anything, in whatever campaign. */
export async function lastRemindedOf(tx: Tx, people: readonly PersonId[]): Promise<Map<PersonId, Day>> {
  if (people.length === 0) return new Map()
  const rows = await tx
    .selectFrom('reminder')
    .select((eb) => ['person', eb.fn.max('day').as('day')])
    .where('person', 'in', people)
    .where('kind', '=', 'private')
    .groupBy('person')
    .execute()
  return new Map(rows.map(({ person, day }) => [person, day]))
}
