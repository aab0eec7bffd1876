import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

/** What somebody did, kept for ever. `about` holds ids and numbers, never what people wrote. `by` null: the clock. */
export async function audit(
  tx: Tx,
  did: string,
  by: PersonId | null,
  campaign: CampaignId | null,
  about: Readonly<Record<string, string | number | boolean | null>>,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ at: now, campaign, person: by, did, about: JSON.stringify(about) })
    .execute()
}
