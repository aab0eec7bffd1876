import { sql } from 'kysely'
import type { Day } from '#src/domain/day.ts'
import type { IndexedPiece, IndexFacts } from '#src/domain/evidence-index.ts'
import type { CampaignId, EvidenceId, IssueNo, RequirementNo } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

/** Where the answers that count say that paper lies, with the department of every requirement that is given out. */
export async function pointersOf(
  tx: Tx,
  campaign: CampaignId,
  timeZone: string,
): Promise<
  ReadonlyMap<RequirementNo, { readonly department: string } & Pick<IndexFacts['requirements'][number], 'pointer'>>
> {
  const { rows } = await sql<{
    no: RequirementNo
    department: string
    words: string | null
    on: Day | null
    by: string | null
  }>`
    select assignment.requirement_no as no, department.name as department, nullif(trim(answer.evidence), '') as words,
      (answer.submitted_at at time zone ${timeZone})::date as on, person.name as by
    from assignment
    join department on department.id = assignment.department
    left join answer on answer.assignment = assignment.id and answer.revision = assignment.answered_revision
    left join person on person.id = answer.submitted_by
    where assignment.campaign = ${campaign}`.execute(tx)
  return new Map(
    rows.map(({ no, department, words, on, by }) => [
      no,
      { department, pointer: words === null || on === null ? null : { words, on, by: called(by ?? '') } },
    ]),
  )
}

/**
 * Everything kept that lies with something now, in the order in which it came. Of an issue that was joined to another it
 * proves the other; of one that was withdrawn, nothing.
 */
export async function indexedPieces(tx: Tx, campaign: CampaignId, timeZone: string): Promise<IndexedPiece[]> {
  const { rows } = await sql<
    Omit<IndexedPiece, 'requirements' | 'issues'> & { requirements: RequirementNo[] | null; issues: IssueNo[] | null }
  >`
    with recursive counts (from_issue, issue) as (
      select id, id from issue where campaign = ${campaign}
      union
      select counts.from_issue, issue.joined_into from counts
      join issue on issue.id = counts.issue where issue.joined_into is not null
    )
    select evidence.id, stored_file.kind, evidence.name, evidence.sha256, stored_file.ending, stored_file.bytes,
      stored_file.marks, (evidence.received_at at time zone ${timeZone})::date as "sentOn", person.name as "sentBy",
      array_agg(distinct assignment.requirement_no) filter (where assignment.id is not null) as requirements,
      array_agg(distinct issue.no) filter (where issue.id is not null) as issues
    from evidence
    join stored_file on stored_file.sha256 = evidence.sha256
    join person on person.id = evidence.sent_by
    join evidence_use used on used.evidence = evidence.id and used.ended_at is null
    left join assignment on assignment.id = used.assignment
    left join counts on counts.from_issue = used.issue
    left join issue on issue.id = counts.issue and issue.state not in ('joined', 'withdrawn')
    where evidence.campaign = ${campaign} and evidence.state = 'kept'
      and (assignment.id is not null or issue.id is not null)
    group by evidence.id, stored_file.sha256, person.id
    order by evidence.id`.execute(tx)
  return rows.map(({ requirements, issues, sentBy, ...piece }) => ({
    ...piece,
    sentBy: called(sentBy),
    requirements: requirements ?? [],
    issues: issues ?? [],
  }))
}

/** Issues something may prove, by number, with what they are about. */
export async function issuesToProve(tx: Tx, campaign: CampaignId): Promise<IndexFacts['issues'][number][]> {
  const { rows } = await sql<{ no: IssueNo; department: string; requirements: RequirementNo[] | null }>`
    select issue.no, department.name as department,
      array_agg(issue_requirement.requirement_no order by issue_requirement.requirement_no)
        filter (where issue_requirement.issue is not null) as requirements
    from issue
    join department on department.id = issue.department
    left join issue_requirement on issue_requirement.issue = issue.id
    where issue.campaign = ${campaign} and issue.state not in ('joined', 'withdrawn')
    group by issue.id, department.id
    order by issue.no`.execute(tx)
  return rows.map(({ no, department, requirements }) => ({ no, department, requirements: requirements ?? [] }))
}

/** Which of these lie with anything still. */
export async function stillThere(tx: Tx, pieces: readonly EvidenceId[]): Promise<ReadonlySet<EvidenceId>> {
  if (pieces.length === 0) return new Set()
  const rows = await tx
    .selectFrom('evidence_use')
    .select('evidence')
    .distinct()
    .where('evidence', 'in', [...pieces])
    .where('ended_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.evidence))
}

/** Somebody whose name the directory hides is still somebody. */
function called(name: string): string {
  return name === '' ? '（未知姓名）' : name
}
