import { sql } from 'kysely'
import type { CampaignId, DepartmentId, IssueId, RequirementNo } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

/** Puts requirements under an issue; one that is there already stays as it was. */
export async function linkRequirements(
  tx: Tx,
  campaign: CampaignId,
  issue: IssueId,
  requirements: readonly RequirementNo[],
  fromAnswer: boolean,
): Promise<void> {
  if (requirements.length === 0) return
  const link = { issue, campaign, from_answer: fromAnswer, came_from: null }
  await tx
    .insertInto('issue_requirement')
    .values(requirements.map((no) => ({ ...link, requirement_no: no })))
    .onConflict((clash) => clash.doNothing())
    .execute()
}

export async function unlinkRequirement(tx: Tx, issue: IssueId, no: RequirementNo): Promise<void> {
  await tx.deleteFrom('issue_requirement').where('issue', '=', issue).where('requirement_no', '=', no).execute()
}

/** The issue keeps the requirement on record, but no longer follows its answer: another one will. */
export async function stopFollowing(tx: Tx, issue: IssueId, no: RequirementNo): Promise<void> {
  await tx
    .updateTable('issue_requirement')
    .set({ from_answer: false })
    .where('issue', '=', issue)
    .where('requirement_no', '=', no)
    .execute()
}

/** The requirements whose answers an issue follows. */
export async function followedBy(tx: Tx, issue: IssueId): Promise<RequirementNo[]> {
  const rows = await tx
    .selectFrom('issue_requirement')
    .select('requirement_no as no')
    .where('issue', '=', issue)
    .where('from_answer', '=', true)
    .orderBy('requirement_no')
    .execute()
  return rows.map((row) => row.no)
}

/**
 * An issue that begins again follows only what still falls short: a requirement that was met meanwhile stays on record,
 * and should it fall short once more, that opens an issue of its own.
 */
export async function stopFollowingMet(tx: Tx, issue: IssueId): Promise<void> {
  await sql`
    update issue_requirement link set from_answer = false
    where link.issue = ${issue} and link.from_answer and not exists (
      select from assignment
      join answer on answer.assignment = assignment.id and answer.revision = assignment.answered_revision
      where assignment.campaign = link.campaign and assignment.requirement_no = link.requirement_no
        and answer.shortcoming is not null)`.execute(tx)
}

/** Moves what an issue covers under the one it goes into; whose answers opened it, and whose it was, stays known. */
export async function moveInto(tx: Tx, from: IssueId, to: IssueId): Promise<void> {
  const rows = await tx.deleteFrom('issue_requirement').where('issue', '=', from).returningAll().execute()
  if (rows.length === 0) return
  await tx
    .insertInto('issue_requirement')
    .values(rows.map((row) => ({ ...row, issue: to, came_from: row.came_from ?? from })))
    .onConflict((clash) =>
      clash.columns(['issue', 'requirement_no']).doUpdateSet({
        from_answer: sql<boolean>`excluded.from_answer or issue_requirement.from_answer`,
      }),
    )
    .execute()
}

/**
 * Gives back to a parted issue what came from it and still lies with the other. What both covered stays with the other
 * as well; of the two the one that followed the answer when they were joined follows it again.
 */
export async function takeBack(tx: Tx, issue: IssueId, from: IssueId): Promise<RequirementNo[]> {
  const rows = await tx
    .updateTable('issue_requirement')
    .set({ issue, came_from: null })
    .where('issue', '=', from)
    .where('came_from', '=', issue)
    .returning('requirement_no as no')
    .execute()
  const shared = await takeCopies(tx, issue, from)
  return [...rows.map((row) => row.no), ...shared].toSorted((a, b) => a - b)
}

async function takeCopies(tx: Tx, issue: IssueId, from: IssueId): Promise<RequirementNo[]> {
  // An issue that goes on under a third with the one it went into has an entry of that too, which names no requirements.
  const { rows } = await sql<{ no: RequirementNo; campaign: CampaignId; follows: boolean }>`
    with went as (
      select about from issue_entry where issue = ${issue} and did = 'join' and about->'requirements' is not null
      order by id desc limit 1)
    select link.requirement_no as no, link.campaign,
      link.from_answer and coalesce(went.about->'followed' @> to_jsonb(link.requirement_no), false) as follows
    from went join issue_requirement link on link.issue = ${from}
      and went.about->'requirements' @> to_jsonb(link.requirement_no)`.execute(tx)
  for (const row of rows.filter((one) => one.follows)) await stopFollowing(tx, from, row.no)
  if (rows.length === 0) return []
  await tx
    .insertInto('issue_requirement')
    .values(
      rows.map(({ no, campaign, follows }) => ({
        issue,
        campaign,
        requirement_no: no,
        from_answer: follows,
        came_from: null,
      })),
    )
    .execute()
  return rows.map((row) => row.no)
}

/** Departments that support an issue, in the order of their names' rows. */
export async function supportsOf(tx: Tx, issue: IssueId): Promise<{ id: DepartmentId; name: string }[]> {
  return tx
    .selectFrom('issue_support')
    .innerJoin('department', 'department.id', 'issue_support.department')
    .select(['department.id', 'department.name'])
    .where('issue', '=', issue)
    .orderBy('department.id')
    .execute()
}

export async function addSupports(tx: Tx, issue: IssueId, departments: readonly DepartmentId[]): Promise<void> {
  if (departments.length === 0) return
  await tx
    .insertInto('issue_support')
    .values(departments.map((department) => ({ issue, department })))
    .onConflict((clash) => clash.doNothing())
    .execute()
}

export async function dropSupports(tx: Tx, issue: IssueId, departments: readonly DepartmentId[]): Promise<void> {
  if (departments.length === 0) return
  await tx.deleteFrom('issue_support').where('issue', '=', issue).where('department', 'in', departments).execute()
}
