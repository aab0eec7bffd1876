import { sql } from 'kysely'
import type { CampaignId } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

/**
 * The campaigns the clock has to look into: where it found nothing more to do since a moment it need not, unless somebody
 * did something there since. With each how far its audit goes now, to be noted when it has been tended. One statement for
 * all, because there is one a minute and a county has 500 of them.
 */
export async function untended(tx: Tx, since: Date, now: Date): Promise<Map<CampaignId, number>> {
  const { rows } = await sql<{ campaign: CampaignId; state: number }>`
    select campaign.id as campaign, last.state
    from campaign
    cross join lateral (select coalesce(max(id), 0) as state from audit where audit.campaign = campaign.id) last
    left join tended on tended.campaign = campaign.id
    where tended.state is distinct from last.state or tended.at < ${since} or tended.at > ${now}`.execute(tx)
  return new Map(rows.map(({ campaign, state }) => [campaign, state]))
}

/** Notes that nothing is left to do in these campaigns, as long as their audit goes no further than this. */
export async function noteTended(tx: Tx, tended: ReadonlyMap<CampaignId, number>, now: Date): Promise<void> {
  if (tended.size === 0) return
  await tx
    .insertInto('tended')
    .values([...tended].map(([campaign, state]) => ({ campaign, state, at: now })))
    .onConflict((clash) =>
      clash.column('campaign').doUpdateSet((eb) => ({ state: eb.ref('excluded.state'), at: eb.ref('excluded.at') })),
    )
    .execute()
}
