import { sql } from 'kysely'
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

/**
 * Everybody who owned each of these issues, or one that went into it, since somebody else last ended it: its strike-off,
 * or a withdrawal by hand. Being joined, parted or withdrawn by an answer ends nothing: nobody else looked. In one query;
 * the owner at the beginning is whom the first change took it from, or the present one.
 */
export async function ownersSinceItBegan(
  tx: Tx,
  issues: readonly IssueId[],
): Promise<ReadonlyMap<IssueId, ReadonlySet<PersonId>>> {
  if (issues.length === 0) return new Map()
  const { rows } = await sql<{ issue: IssueId; owner: PersonId }>`
    with part as (
      select id as issue, id, owner from issue where id in (${sql.join(issues)})
      union all
      select joined_into, id, owner from issue where joined_into in (${sql.join(issues)})
    )
    select part.issue, had.owner from part cross join lateral (
      select part.owner
      union
      select changed.owner from issue_entry entry
      cross join lateral (values ((entry.about->>'from')::int), ((entry.about->>'to')::int)) as changed (owner)
      where entry.issue = part.id and entry.did in ('assign', 'owner-left', 'part', 'reopen')
        and entry.id > coalesce((
          select max(id) from issue_entry ended where ended.issue = part.id
            and (ended.did = 'strike-off' or (ended.did = 'withdraw' and ended.about->'answer' is null))), 0)
    ) had where had.owner is not null`.execute(tx)
  const owners = Map.groupBy(rows, (row) => row.issue)
  return new Map([...owners].map(([issue, had]) => [issue, new Set(had.map((one) => one.owner))]))
}

/** What an entry says of an owner who could not keep an issue that begins again; nothing when they do. */
export function ownerChanged(
  from: PersonId | null,
  to: PersonId | null,
): { from?: PersonId | null; to?: PersonId | null } {
  return from === to ? {} : { from, to }
}
