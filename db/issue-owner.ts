import type { CampaignId, DepartmentId, IssueId, PersonId } from '#src/domain/ids.ts'
import type { KeptIssue } from './issue.ts'
import type { IssueDeed } from './issue-entry.ts'
import type { Tx } from './tx.ts'

/** Campaigns in which somebody owns an issue that is still to be rectified. */
export async function campaignsOwning(tx: Tx, owner: PersonId): Promise<CampaignId[]> {
  const rows = await tx
    .selectFrom('issue')
    .select('campaign')
    .distinct()
    .where('owner', '=', owner)
    .where('state', 'in', ['open', 'awaiting'])
    .execute()
  return rows.map((row) => row.campaign)
}

type Change = { readonly issue: KeptIssue; readonly owner: PersonId | null; readonly department: DepartmentId }

/**
 * Gives issues to other owners, or to nobody, in as many statements as there are owners and departments, with a line in
 * the history of each. Whatever else stands in them stays. The campaign is held by the caller, and with it its issues.
 */
export async function changeOwners(
  tx: Tx,
  changes: readonly Change[],
  entry: { readonly did: IssueDeed; readonly by: PersonId | null; readonly why: string },
  now: Date,
): Promise<void> {
  if (changes.length === 0) return
  for (const [, same] of Map.groupBy(changes, (one) => `${one.owner} ${one.department}`)) {
    const [{ owner, department }] = same as [Change, ...Change[]]
    const ids: IssueId[] = same.map((one) => one.issue.id)
    await tx
      .updateTable('issue')
      .set((eb) => ({ owner, department, version: eb('version', '+', 1) }))
      .where('id', 'in', ids)
      .execute()
  }
  await tx
    .insertInto('issue_entry')
    .values(
      changes.map(({ issue, owner, department }) => ({
        issue: issue.id,
        at: now,
        by_person: entry.by,
        did: entry.did,
        said: null,
        state: issue.state,
        about: JSON.stringify({ from: issue.owner, to: owner, why: entry.why, department }),
      })),
    )
    .execute()
}
