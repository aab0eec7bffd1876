import { answersOf } from '#db/answer.ts'
import { assignedRows } from '#db/assignment.ts'
import { type Campaign, loadStandard } from '#db/campaign.ts'
import { chatMembers } from '#db/chat.ts'
import { loadDepartments } from '#db/department.ts'
import { evidenceOf } from '#db/evidence.ts'
import { type StandingIssue, standingIssues } from '#db/issue-standing.ts'
import { loadPerson } from '#db/person.ts'
import { loadTemplates } from '#db/table-template.ts'
import type { Tx } from '#db/tx.ts'
import { namedPieces } from '../domain/evidence.ts'
import type { GroupMember } from '../domain/leading-group.ts'
import { unsettled } from '../domain/review.ts'
import { placed } from '../domain/standard.ts'
import type { SummaryFacts } from '../domain/summary.ts'
import type { SummaryIssue } from '../domain/summary-issues.ts'
import type { Deps } from './deps.ts'
import { gatherStudy } from './gather-study.ts'

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
  const issues = await standingIssues(tx, campaign.id, madeOn, deps.timeZone)
  const pieces = await evidenceOf(tx, {
    assignments: [...rows.values()].map((row) => row.assignment),
    issues: issues.map((one) => one.id),
  })
  const ofAssignment = Map.groupBy(pieces, (one) => one.assignment)
  const ofIssue = Map.groupBy(pieces, (one) => one.issue)
  return {
    school: campaign.school,
    title: campaign.title,
    standard,
    version,
    madeOn,
    inspectBy: campaign.inspectBy,
    numbering: campaign.numbering,
    leadingGroup: groupOf(campaign, await chatMembers(tx, campaign.leadingChat)),
    coordinator: (await loadPerson(tx, campaign.coordinator)).name,
    departments: departments.map((one) => ({
      name: one.name,
      heads: one.heads.map((head) => head.name),
      members: one.people.length,
      requirements: [...rows.values()].filter((row) => row.department === one.id).length,
    })),
    requirements: placed(standard).map((one) => {
      const row = rows.get(one.no)
      return {
        placed: one,
        department: row?.departmentName ?? null,
        respondent: row?.respondentName ?? null,
        respondentLeft: row?.respondentLeft ?? false,
        pieces: namedPieces(row === undefined ? [] : (ofAssignment.get(row.assignment) ?? [])),
        answer: answers.get(one.no) ?? null,
        unsettled: unsettled(row?.state ?? 'open', campaign.review),
      }
    }),
    issues: issues.map((one) =>
      toFact(
        one,
        issues.filter((other) => other.joinedInto === one.id),
        namedPieces(ofIssue.get(one.id) ?? []),
      ),
    ),
    study: await gatherStudy(tx, campaign, standard),
    columns: await loadTemplates(tx, campaign.id),
  }
}

/** Whoever is in the group no longer heads it no longer, whatever the settings say. */
function groupOf({ heads }: Campaign, members: readonly GroupMember[]): SummaryFacts['leadingGroup'] {
  const named = members.filter((one) => one.name !== '')
  const namesOf = (some: readonly GroupMember[]) => some.map((one) => one.name)
  return {
    head: named.find((one) => one.id === heads.head)?.name ?? null,
    deputies: namesOf(named.filter((one) => heads.deputies.includes(one.id))),
    members: namesOf(named.filter((one) => one.id !== heads.head && !heads.deputies.includes(one.id))),
  }
}

function toFact(one: StandingIssue, joined: readonly StandingIssue[], pieces: readonly string[]): SummaryIssue {
  const { no, source, problem, cause, measure, kind, above, due, standing, struckOffOn, done, progress } = one
  return {
    ...{ no, source, problem, cause, measure, kind, above, due, standing, struckOffOn, done, progress, pieces },
    requirements: one.requirements,
    joined,
    foundOn: one.openedOn,
    department: one.departmentName,
    supporting: one.supporting.map((each) => each.name),
    owner: one.ownerName,
    owned: one.owner !== null && !one.ownerLeft,
  }
}
