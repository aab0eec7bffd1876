import { answersOf } from '#db/answer.ts'
import { assignedRows } from '#db/assignment.ts'
import { type Campaign, loadStandard } from '#db/campaign.ts'
import { memberNames } from '#db/chat.ts'
import { loadDepartments } from '#db/department.ts'
import { type StandingIssue, standingIssues } from '#db/issue-standing.ts'
import { loadPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import { unsettled } from '../domain/review.ts'
import { placed } from '../domain/standard.ts'
import type { SummaryFacts } from '../domain/summary.ts'
import type { SummaryIssue } from '../domain/summary-issues.ts'
import type { Deps } from './deps.ts'

/** Everything the papers of a version are made of, as it stands; `madeOn` is the school's day. */
export async function gatherFacts(
  tx: Tx,
  deps: Pick<Deps, 'timeZone'>,
  campaign: Campaign,
  version: number,
  madeOn: SummaryFacts['madeOn'],
): Promise<SummaryFacts> {
  const standard = await loadStandard(tx, campaign)
  const rows = new Map((await assignedRows(tx, campaign.id)).map((row) => [row.no, row]))
  const answers = await answersOf(tx, campaign.id)
  const departments = await loadDepartments(tx, campaign.id)
  return {
    school: campaign.school,
    title: campaign.title,
    standard,
    version,
    madeOn,
    leaders: await memberNames(tx, campaign.leadingChat),
    coordinator: (await loadPerson(tx, campaign.coordinator)).name,
    departments: departments.map((one) => ({
      name: one.name,
      heads: one.heads.map((head) => head.name),
      members: one.people.length,
      requirements: [...rows.values()].filter((row) => row.department === one.id).length,
    })),
    requirements: placed(standard).map((one) => ({
      placed: one,
      department: rows.get(one.no)?.departmentName ?? null,
      respondent: rows.get(one.no)?.respondentName ?? null,
      answer: answers.get(one.no) ?? null,
      unsettled: unsettled(rows.get(one.no)?.state ?? 'open', campaign.review),
    })),
    issues: (await standingIssues(tx, campaign.id, madeOn, deps.timeZone)).map(toFact),
  }
}

function toFact(one: StandingIssue): SummaryIssue {
  const { no, problem, measure, kind, above, due, standing, struckOffOn, done, requirements } = one
  return {
    ...{ no, problem, measure, kind, above, due, standing, struckOffOn, done, requirements },
    department: one.departmentName,
    supporting: one.supporting.map((each) => each.name),
    owned: one.owner !== null && !one.ownerLeft,
  }
}
