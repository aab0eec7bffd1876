import { type AssignedRow, assignedRows } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { lostOwners } from '#db/hand-over.ts'
import { type KeptIssue, liveIssues } from '#db/issue.ts'
import type { Tx } from '#db/tx.ts'
import type { DepartmentId, IssueId, PersonId } from '../domain/ids.ts'
import { isOwed } from '../domain/review.ts'

/** Requirements and issues that go to somebody together, or stay with somebody. */
export type Share = { readonly rows: readonly AssignedRow[]; readonly issues: readonly KeptIssue[] }

/** All that is carried in a campaign, and by whom each issue without an owner was carried until they left. */
export type Holdings = Share & { readonly lost: ReadonlyMap<IssueId, PersonId> }

/** In four queries, however much it is. Issues are the live ones; after the end only answers that came back count. */
export async function loadHoldings(tx: Tx, campaign: Campaign): Promise<Holdings> {
  const rows = await assignedRows(tx, campaign.id)
  const issues = await liveIssues(tx, campaign.id)
  return {
    rows: campaign.status === 'closed' ? rows.filter((row) => row.state === 'returned') : rows,
    issues,
    lost: issues.some((one) => one.owner === null) ? await lostOwners(tx, campaign.id) : new Map(),
  }
}

/** What one person carries, or left behind. */
export function shareOf({ rows, issues, lost }: Holdings, person: PersonId): Share {
  return {
    rows: rows.filter((row) => row.respondent === person),
    issues: issues.filter((issue) => carrierOf(issue, lost) === person),
  }
}

/** Its owner; while it has none, whoever owned it until they left. */
export function carrierOf(issue: KeptIssue, lost: Holdings['lost']): PersonId | null {
  return issue.owner ?? lost.get(issue.id) ?? null
}

/** Everybody who carries something, or left it behind. */
export function carriersOf({ rows, issues, lost }: Holdings): PersonId[] {
  const owners = issues.flatMap((issue) => carrierOf(issue, lost) ?? [])
  return [...new Set([...rows.map((row) => row.respondent), ...owners])]
}

/** What of it is still to be answered, and all issues: those are live. */
export function stillOpen({ rows, issues }: Share): Share {
  return { rows: rows.filter((row) => isOwed(row.state)), issues }
}

export function within({ rows, issues }: Share, departments: ReadonlySet<DepartmentId>): Share {
  return {
    rows: rows.filter((row) => departments.has(row.department)),
    issues: issues.filter((issue) => departments.has(issue.department)),
  }
}

export function isEmpty({ rows, issues }: Share): boolean {
  return rows.length + issues.length === 0
}

/** How much each person carries: requirements and issues alike. */
export function loadOf({ rows, issues }: Share): Map<PersonId, number> {
  const load = new Map<PersonId, number>()
  const carried = [...rows.map((row) => row.respondent), ...issues.flatMap((issue) => issue.owner ?? [])]
  for (const person of carried) load.set(person, (load.get(person) ?? 0) + 1)
  return load
}

/** A share by the departments it lies in, those of requirements first. */
export function byDepartment({ rows, issues }: Share): Map<DepartmentId, Share> {
  const departments = new Set([...rows, ...issues].map((one) => one.department))
  return new Map([...departments].map((one) => [one, within({ rows, issues }, new Set([one]))]))
}
