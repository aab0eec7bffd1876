import type { CampaignId, ChatId, IssueId, IssueNo, MessageId, PersonId } from '#src/domain/ids.ts'
import type { IssueState } from '#src/domain/issue.ts'
import type { Tx } from './tx.ts'

/** The issue somebody has before them in private: what they write and send next is about it. */
export type IssueFocus = {
  readonly campaign: CampaignId
  readonly issue: IssueId
  readonly no: IssueNo
  readonly state: IssueState
  readonly owner: PersonId | null
}

/**
 * The one last touched and when, as long as it still is theirs to rectify; null when there is none, or when they went on
 * with their answers since: what they have before them is the newest of both.
 */
export async function focusOf(tx: Tx, person: PersonId): Promise<(IssueFocus & { readonly since: Date }) | null> {
  const row = await tx
    .selectFrom('issue_focus')
    .innerJoin('issue', 'issue.id', 'issue_focus.issue')
    .select(['issue.campaign', 'issue.id as issue', 'issue.no', 'issue.state', 'issue.owner'])
    .select('issue_focus.touched_at as since')
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

/** The issue a letter to this person was about; null when the message is none. Its key says so: news of an issue, or
 * its card sent aside from a group. */
export async function issueOfLetter(tx: Tx, person: PersonId, message: MessageId): Promise<IssueFocus | null> {
  const letter = await tx
    .selectFrom('delivery')
    .select('key')
    .where('message', '=', message)
    .where('person', '=', person)
    .executeTakeFirst()
  const id = /(?:^|:)issue:(\d+)(?::\d+:|$)/.exec(letter?.key ?? '')?.[1]
  if (id === undefined) return null
  const row = await tx
    .selectFrom('issue')
    .select(['campaign', 'id as issue', 'no', 'state', 'owner'])
    .where('id', '=', Number(id) as IssueId)
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
