import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import { fixed, write } from './statement.ts'
import type { Tx } from './tx.ts'

const noting = fixed(
  (db, row: { at: Date; campaign: CampaignId | null; person: PersonId | null; did: string; about: string }) =>
    db
      .insertInto('audit')
      .values({ at: row.at, campaign: row.campaign, person: row.person, did: row.did, about: row.about }),
)

/** What somebody did, kept for ever. `about` holds ids and numbers, never what people wrote. `by` null: the clock. */
export async function audit(
  tx: Tx,
  did: string,
  by: PersonId | null,
  campaign: CampaignId | null,
  about: Readonly<Record<string, string | number | boolean | null>>,
  now: Date,
): Promise<void> {
  await write(tx, noting({ at: now, campaign, person: by, did, about: JSON.stringify(about) }))
}

/** What changes nothing that a summary says; photos and files are not told of there, and what is sent only once it arrives. */
const saysNothing = [
  'compile-summary',
  'remind',
  'ask-reminders',
  'keep-words',
  'close-campaign',
  'send-evidence',
  'evidence-kept',
  'evidence-refused',
  'use-evidence',
  'withdraw-evidence',
  'export-evidence',
  'confirm-claim',
  'ask-to-mend',
  'keep-profile',
  'start-study',
  'stop-study',
  'end-study',
  'send-study-item',
  'send-trace',
] as const

/**
 * A number that grows with everything done in a campaign, what only looks, asks or sends left out; 0: nothing. It is the
 * place of the latest in the audit and of the latest in the history of the issues, and how many items to study arrived,
 * together: each only grows.
 */
export async function lastChange(tx: Tx, campaign: CampaignId): Promise<number> {
  const row = await tx
    .selectFrom('audit')
    .select((eb) => eb.fn.coalesce(eb.fn.max('id'), eb.val(0)).as('id'))
    .where('campaign', '=', campaign)
    .where('did', 'not in', [...saysNothing])
    .executeTakeFirstOrThrow()
  const issues = await tx
    .selectFrom('issue_entry')
    .innerJoin('issue', 'issue.id', 'issue_entry.issue')
    .select((eb) => eb.fn.coalesce(eb.fn.max('issue_entry.id'), eb.val(0)).as('id'))
    .where('issue.campaign', '=', campaign)
    .executeTakeFirstOrThrow()
  const items = await tx
    .selectFrom('study_item')
    .innerJoin('delivery', 'delivery.id', 'study_item.delivery')
    .select((eb) => eb.fn.countAll().as('arrived'))
    .where('study_item.campaign', '=', campaign)
    .where('delivery.state', '=', 'sent')
    .executeTakeFirstOrThrow()
  return row.id + issues.id + Number(items.arrived)
}
