import type { AssignmentId, CampaignId, IssueId, PersonId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import type { Meaning } from '#src/domain/standard.ts'
import type { Tx } from './tx.ts'

/** A requirement an issue covers, whose it is, and the answer to it that counts; null where there is none yet. */
export type Covered = {
  readonly no: RequirementNo
  readonly taskNo: TaskNo | null
  readonly title: string
  readonly assignment: AssignmentId | null
  readonly respondent: PersonId | null
  readonly rating: string | null
  readonly means: Meaning | null
  readonly fact: string | null
  readonly shortcoming: string | null
}

/** In catalogue order. */
export async function coveredBy(tx: Tx, issue: IssueId): Promise<Covered[]> {
  return tx
    .selectFrom('issue_requirement as link')
    .innerJoin('requirement', (join) =>
      join.onRef('requirement.campaign', '=', 'link.campaign').onRef('requirement.no', '=', 'link.requirement_no'),
    )
    .leftJoin('assignment', (join) =>
      join
        .onRef('assignment.campaign', '=', 'link.campaign')
        .onRef('assignment.requirement_no', '=', 'link.requirement_no'),
    )
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.assignment', '=', 'assignment.id')
        .onRef('answer.revision', '=', 'assignment.answered_revision'),
    )
    .select([
      'requirement.no',
      'requirement.task_no as taskNo',
      'requirement.title',
      'assignment.id as assignment',
      'assignment.respondent',
      'answer.rating',
      'answer.means',
      'answer.fact',
      'answer.shortcoming',
    ])
    .where('link.issue', '=', issue)
    .orderBy('requirement.no')
    .execute()
}

/** Which of these requirements lie under another issue that is still to be rectified. */
export async function coveredElsewhere(
  tx: Tx,
  issue: { readonly id: IssueId; readonly campaign: CampaignId },
  requirements: readonly RequirementNo[],
): Promise<Set<RequirementNo>> {
  if (requirements.length === 0) return new Set()
  const rows = await tx
    .selectFrom('issue_requirement as link')
    .innerJoin('issue', 'issue.id', 'link.issue')
    .select('link.requirement_no as no')
    .where('link.campaign', '=', issue.campaign)
    .where('link.requirement_no', 'in', requirements)
    .where('issue.id', '<>', issue.id)
    .where('issue.state', 'in', ['open', 'awaiting'])
    .execute()
  return new Set(rows.map((row) => row.no))
}
