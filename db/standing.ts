import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.ts'

/** How things stand for whoever watches the bot: numbers over all campaigns, none about a person. */
export type Standing = {
  readonly reminders: number
  readonly oldestLetter: Date | null
  readonly oldestCard: Date | null
  readonly cardsNearEnd: number
}

/** A card can be pressed for fourteen days (facts page, section 4.2) and is renewed before. */
const nearEndDays = 12
/** Older cards are of campaigns long over, or nobody has looked at the numbers for a month: they are not looked through. */
const oldestDays = 45

/**
 * One query over three partial indexes: letters not sent yet, and cards of the last weeks on which somebody has still to
 * answer. What it costs grows with what is under way, not with what ever was.
 */
export async function readStanding(db: Kysely<Database>, now: Date): Promise<Standing> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const live = sql`
    from walk join campaign on campaign.id = walk.campaign and campaign.status = 'open'
    where walk.assignment is not null and walk.card_sent_at > ${before(oldestDays)}`
  const unsent = sql`from delivery where state in ('queued', 'sending')`
  const { rows } = await sql<Standing>`
    select
      (select count(*)::integer ${unsent} and reminder is not null) as reminders,
      (select min(queued_at) ${unsent}) as "oldestLetter",
      (select walk.card_sent_at ${live} order by walk.card_sent_at limit 1) as "oldestCard",
      (select count(*)::integer ${live} and walk.card_sent_at < ${before(nearEndDays)}) as "cardsNearEnd"`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('a query without a table answers one row')
  return row
}
