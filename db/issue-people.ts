import type { CampaignId, DepartmentId, IssueId, PersonId, RequirementNo } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

/** The requirements of a campaign that are somebody's to answer. */
export async function requirementsAnsweredBy(
  tx: Tx,
  campaign: CampaignId,
  person: PersonId,
): Promise<Set<RequirementNo>> {
  const rows = await tx
    .selectFrom('assignment')
    .select('requirement_no as no')
    .where('campaign', '=', campaign)
    .where('respondent', '=', person)
    .execute()
  return new Set(rows.map((row) => row.no))
}

/** The issues of a campaign which one of these departments supports. */
export async function supportedBy(
  tx: Tx,
  campaign: CampaignId,
  departments: readonly DepartmentId[],
): Promise<Set<IssueId>> {
  if (departments.length === 0) return new Set()
  const rows = await tx
    .selectFrom('issue_support')
    .innerJoin('issue', 'issue.id', 'issue_support.issue')
    .select('issue.id')
    .where('issue.campaign', '=', campaign)
    .where('issue_support.department', 'in', departments)
    .execute()
  return new Set(rows.map((row) => row.id))
}
