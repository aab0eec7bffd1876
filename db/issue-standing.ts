import { sql } from 'kysely'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId, DepartmentId, IssueId, PersonId, RequirementNo } from '#src/domain/ids.ts'
import { type Issue, type Standing, standingOf } from '#src/domain/issue.ts'
import type { Tx } from './tx.ts'

/** An issue as everything that only looks needs it: how it stands today, and the names of what it points to. */
export type StandingIssue = Issue & {
  /** The day it was entered. */
  readonly openedOn: Day
  readonly campaign: CampaignId
  readonly standing: Standing
  readonly departmentName: string
  /** Null while nobody owns it. */
  readonly ownerName: string | null
  readonly ownerLeft: boolean
  readonly supporting: readonly { readonly id: DepartmentId; readonly name: string }[]
  /** What the first of its requirements is called; null when it came from outside. */
  readonly title: string | null
  /** The day on which it was last given to somebody, or began again. */
  readonly givenOn: Day
  /** The day on which its strike-off was last asked for, and what was said then. */
  readonly askedOn: Day | null
  readonly done: string | null
  /** What its owner said last, of how it goes or of how it was done. */
  readonly progress: string | null
}

const given = ['open', 'assign', 'reopen']

/**
 * A campaign's whole ledger in the order of its numbers, in one query: whatever is counted, listed, reminded of or put
 * on paper comes from here, so that all of it agrees. `today` is the school's day in `timeZone`.
 */
export async function standingIssues(
  tx: Tx,
  campaign: CampaignId,
  today: Day,
  timeZone: string,
): Promise<StandingIssue[]> {
  const { rows } = await sql<Row>`
    select issue.id, issue.campaign, issue.no, issue.source, issue.problem, issue.cause, issue.measure, issue.kind, issue.above, issue.department,
      issue.owner, issue.due, issue.state, issue.asked_by, issue.joined_into, issue.struck_off_on, issue.opened_on,
      department.name as department_name, person.name as owner_name, person.left_at is not null as owner_left,
      covered.nos, covered.title, support.departments,
      (entry.given_at at time zone ${timeZone})::date as given_on,
      case when issue.state = 'awaiting' then (entry.asked_at at time zone ${timeZone})::date end as asked_on,
      (select said from issue_entry where id = entry.asked) as done,
      (select said from issue_entry where id = entry.reported) as progress
    from issue
    join department on department.campaign = issue.campaign and department.id = issue.department
    left join person on person.id = issue.owner
    left join (
      select issue_requirement.issue,
        array_agg(requirement.no order by requirement.no) as nos,
        (array_agg(requirement.title order by requirement.no))[1] as title
      from issue_requirement
      join requirement on requirement.campaign = issue_requirement.campaign
        and requirement.no = issue_requirement.requirement_no
      where issue_requirement.campaign = ${campaign}
      group by issue_requirement.issue
    ) covered on covered.issue = issue.id
    left join (
      select issue_support.issue,
        json_agg(json_build_object('id', department.id, 'name', department.name) order by department.id) as departments
      from issue_support
      join issue on issue.id = issue_support.issue
      join department on department.id = issue_support.department
      where issue.campaign = ${campaign}
      group by issue_support.issue
    ) support on support.issue = issue.id
    left join (
      select issue,
        max(at) filter (where did in (${sql.join(given)})) as given_at,
        max(at) filter (where did = 'ask-strike-off') as asked_at,
        max(issue_entry.id) filter (where did = 'ask-strike-off') as asked,
        max(issue_entry.id) filter (where did in ('report', 'ask-strike-off') and said is not null) as reported
      from issue_entry
      where issue in (select id from issue where campaign = ${campaign})
      group by issue
    ) entry on entry.issue = issue.id
    where issue.campaign = ${campaign}
    order by issue.no`.execute(tx)
  return rows.map((row) => toStanding(row, today))
}

type Same =
  | 'id'
  | 'no'
  | 'source'
  | 'problem'
  | 'cause'
  | 'measure'
  | 'kind'
  | 'above'
  | 'department'
  | 'owner'
  | 'due'
  | 'state'
type Row = Pick<StandingIssue, Same | 'campaign' | 'title' | 'done' | 'progress'> & {
  readonly asked_by: PersonId | null
  readonly joined_into: IssueId | null
  readonly struck_off_on: Day | null
  readonly opened_on: Day
  readonly department_name: string
  readonly owner_name: string | null
  readonly owner_left: boolean
  readonly nos: RequirementNo[] | null
  readonly departments: StandingIssue['supporting'] | null
  readonly given_on: Day | null
  readonly asked_on: Day | null
}

function toStanding(row: Row, today: Day): StandingIssue {
  const { id, campaign, no, source, problem, cause, measure, kind, above, department, owner, due, state } = row
  return {
    ...{ id, campaign, no, source, problem, cause, measure, kind, above, department, owner, due, state },
    ...{ title: row.title, done: row.done, progress: row.progress, openedOn: row.opened_on },
    askedBy: row.asked_by,
    joinedInto: row.joined_into,
    struckOffOn: row.struck_off_on,
    departmentName: row.department_name,
    ownerName: row.owner_name === '' ? '（未知姓名）' : row.owner_name,
    ownerLeft: row.owner_left,
    requirements: row.nos ?? [],
    supporting: row.departments ?? [],
    givenOn: row.given_on ?? row.opened_on,
    askedOn: row.asked_on,
    standing: standingOf(row, today),
  }
}
