import type { CampaignId, ChatId, IssueId, PersonId } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

/** The issue somebody has before them in private: what they write and send next is about it. */
export type IssueFocus = { readonly campaign: CampaignId; readonly issue: IssueId }

/**
 * The one last touched, as long as it still is theirs to rectify; null when there is none, or when they went on with
 * their answers since: what they have before them is the newest of both.
 */
export async function focusOf(tx: Tx, person: PersonId): Promise<IssueFocus | null> {
  const row = await tx
    .selectFrom('issue_focus')
    .innerJoin('issue', 'issue.id', 'issue_focus.issue')
    .select(['issue_focus.campaign', 'issue_focus.issue'])
    .where('issue_focus.person', '=', person)
    .where('issue.owner', '=', person)
    .where('issue.state', 'in', ['open', 'awaiting'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('walk')
            .select('walk.person')
            .whereRef('walk.person', '=', 'issue_focus.person')
            .where('walk.root', 'is', null)
            .whereRef('walk.touched_at', '>=', 'issue_focus.touched_at'),
        ),
      ),
    )
    .orderBy('issue_focus.touched_at', 'desc')
    .executeTakeFirst()
  return row ?? null
}

export async function saveFocus(
  tx: Tx,
  person: PersonId,
  at: { readonly campaign: CampaignId; readonly issue: IssueId; readonly chat: ChatId },
  now: Date,
): Promise<void> {
  const place = { issue: at.issue, chat: at.chat, root: null, touched_at: now }
  await tx
    .insertInto('issue_focus')
    .values({ person, campaign: at.campaign, ...place })
    .onConflict((clash) => clash.columns(['person', 'campaign']).doUpdateSet(place))
    .execute()
}
