import type { AssignmentId, CampaignId, IssueId, PersonId } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

/** Somebody left the school, is away, or gives up a share. */
export type HandOverReason = 'left' | 'away' | 'given'

/** What went from somebody to somebody; `to` null: nobody yet. */
export type HandOver = {
  readonly from: PersonId
  readonly to: PersonId | null
  readonly why: HandOverReason
  readonly assignments: readonly AssignmentId[]
  readonly issues: readonly IssueId[]
}

/** Writes down who took over what, for ever. `by` null: the directory said so. */
export async function noteHandOvers(
  tx: Tx,
  campaign: CampaignId,
  made: readonly HandOver[],
  by: PersonId | null,
  now: Date,
): Promise<void> {
  if (made.length === 0) return
  await tx
    .insertInto('hand_over')
    .values(
      made.map(({ from, to, why, assignments, issues }) => ({
        campaign,
        from_person: from,
        to_person: to,
        why,
        assignments: JSON.stringify(assignments),
        issues: JSON.stringify(issues),
        by_person: by,
        at: now,
      })),
    )
    .execute()
}

/** Everything somebody ever handed over in a campaign, oldest first, each with its number. */
export async function handOversOf(
  tx: Tx,
  campaign: CampaignId,
  from: PersonId,
): Promise<(HandOver & { readonly id: number })[]> {
  return tx
    .selectFrom('hand_over')
    .select(['id', 'from_person as from', 'to_person as to', 'why', 'assignments', 'issues'])
    .where('campaign', '=', campaign)
    .where('from_person', '=', from)
    .orderBy('id')
    .execute()
}

/** Who owned each issue that lost its owner because they left, by issue: the last one it was. */
export async function lostOwners(tx: Tx, campaign: CampaignId): Promise<Map<IssueId, PersonId>> {
  const rows = await tx
    .selectFrom('hand_over')
    .select(['from_person as from', 'issues'])
    .where('campaign', '=', campaign)
    .where('to_person', 'is', null)
    .orderBy('id')
    .execute()
  return new Map(rows.flatMap(({ from, issues }) => issues.map((issue) => [issue, from] as const)))
}
