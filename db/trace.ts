import { sql } from 'kysely'
import { type Day, wallClock } from '#src/domain/day.ts'
import type { CampaignId, IssueNo, RequirementNo } from '#src/domain/ids.ts'
import type { Deed, Moment, TracedAnswer, TraceFacts } from '#src/domain/trace.ts'
import type { Tx } from './tx.ts'

/**
 * Who stands behind a version of the summary: one statement each for its answers, its issues, the sessions and everything
 * else, however many there are. What was said since of an answer that it printed is told; another revision of it is not.
 */
export async function traceFacts(
  tx: Tx,
  campaign: CampaignId,
  version: number,
  now: Date,
  timeZone: string,
): Promise<TraceFacts> {
  const to = { moment: (at: Date): Moment => wallClock(at, timeZone) }
  return {
    version,
    now: to.moment(now),
    ...(await circumstances(tx, campaign, version, to)),
    sessions: await sessionsOf(tx, campaign, to),
    requirements: await requirementsOf(tx, campaign, version, to),
    issues: await issuesOf(tx, campaign, to),
  }
}

type To = { readonly moment: (at: Date) => Moment }

function deed(by: string | null, at: Date | null, to: To): Deed | null {
  return at === null ? null : { by: by === null ? null : named(by), at: to.moment(at) }
}

function named(name: string): string {
  return name === '' ? '（未知姓名）' : name
}

type Circumstances =
  | 'madeOn'
  | 'madeBy'
  | 'coordinator'
  | 'settings'
  | 'heads'
  | 'membersReadAt'
  | 'division'
  | 'studySent'
const settings = ['create-campaign', 'save-settings']
const heads = ['set-heads']
const division = ['confirm-division', 'import-division']

async function circumstances(
  tx: Tx,
  campaign: CampaignId,
  version: number,
  to: To,
): Promise<Pick<TraceFacts, Circumstances>> {
  const { rows } = await sql<{
    made_on: Day
    made_by: string | null
    coordinator: string
    read_at: Date | null
    did: string | null
    by: string | null
    at: Date | null
  }>`
    select summary.made_on, maker.name as made_by, coordinator.name as coordinator, chat.members_read_at as read_at,
      deed.did, deed.by, deed.at
    from campaign
    join summary on summary.campaign = campaign.id and summary.version = ${version}
    join person coordinator on coordinator.id = campaign.coordinator
    join chat on chat.id = campaign.leading_chat
    left join person maker on maker.id = summary.made_by
    left join (
      select distinct on (audit.did) audit.id, audit.did, person.name as by, audit.at
      from audit left join person on person.id = audit.person
      where audit.campaign = ${campaign} and audit.did in (${sql.join([...settings, ...heads, ...division, 'start-study'])})
      order by audit.did, audit.id desc
    ) deed on true
    where campaign.id = ${campaign}
    order by deed.id desc`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error(`campaign ${campaign} has no version ${version}`)
  const latest = (...dids: readonly string[]) => {
    const found = rows.find(({ did }) => did !== null && dids.includes(did))
    return found === undefined ? null : deed(found.by, found.at, to)
  }
  return {
    madeOn: row.made_on,
    madeBy: row.made_by === null ? null : named(row.made_by),
    coordinator: named(row.coordinator),
    membersReadAt: row.read_at === null ? null : to.moment(row.read_at),
    settings: latest(...settings),
    heads: latest(...heads),
    division: latest(...division),
    studySent: latest('start-study'),
  }
}

async function sessionsOf(tx: Tx, campaign: CampaignId, to: To): Promise<TraceFacts['sessions']> {
  const rows = await tx
    .selectFrom('study_session')
    .innerJoin('person', 'person.id', 'study_session.noted_by')
    .select(['study_session.no', 'held_on as on', 'form', 'person.name as by', 'noted_at as at'])
    .where('campaign', '=', campaign)
    .execute()
  return new Map(rows.map(({ no, by, at, ...one }) => [no, { ...one, by: named(by), at: to.moment(at) }]))
}

type RequirementRow = {
  readonly no: RequirementNo
  readonly title: string
  readonly department: string
  readonly respondent: string
  readonly left: boolean
  readonly revision: number | null
  readonly by: string | null
  readonly at: Date | null
  readonly verdict: NonNullable<TracedAnswer['review']>['verdict'] | null
  readonly reviewer: string | null
  readonly reviewed_at: Date | null
  readonly voucher: string | null
  readonly vouched_at: Date | null
  readonly earlier_title: string | null
  readonly earlier_by: string | null
  readonly earlier_at: Date | null
}

/** Which revisions a version printed, it says itself (`SummarySays`). */
async function requirementsOf(
  tx: Tx,
  campaign: CampaignId,
  version: number,
  to: To,
): Promise<TraceFacts['requirements']> {
  const { rows } = await sql<RequirementRow>`
    select requirement.no, requirement.title, department.name as department, respondent.name as respondent,
      respondent.left_at is not null as left, answer.revision, submitter.name as by, answer.submitted_at as at,
      last.verdict, last.reviewer, last.at as reviewed_at, voucher.name as voucher, claim.at as vouched_at,
      earlier.title as earlier_title, author.name as earlier_by, first.submitted_at as earlier_at
    from requirement
    join summary on summary.campaign = requirement.campaign and summary.version = ${version}
    join assignment on assignment.campaign = requirement.campaign and assignment.requirement_no = requirement.no
    join department on department.id = assignment.department
    join person respondent on respondent.id = assignment.respondent
    left join answer on answer.assignment = assignment.id
      and answer.revision = (summary.says -> 'answers' ->> requirement.no::text)::integer
    left join person submitter on submitter.id = answer.submitted_by
    left join lateral (
      select review.verdict, person.name as reviewer, review.at
      from review left join person on person.id = review.by_person
      where review.assignment = answer.assignment and review.revision = answer.revision
      order by review.id desc limit 1
    ) last on true
    left join claim_confirmed claim on claim.assignment = answer.assignment and claim.revision = answer.revision
    left join person voucher on voucher.id = claim.by_person
    left join answer first on first.assignment = answer.from_assignment and first.revision = answer.from_revision
    left join person author on author.id = first.submitted_by
    left join assignment place on place.id = first.assignment
    left join campaign earlier on earlier.id = place.campaign
    where requirement.campaign = ${campaign}`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.no,
      {
        title: row.title,
        department: row.department,
        respondent: named(row.respondent),
        respondentLeft: row.left,
        answer: answerOf(row, to),
      },
    ]),
  )
}

function answerOf(row: RequirementRow, to: To): TracedAnswer | null {
  const submitted = deed(row.by, row.at, to)
  if (submitted === null || row.revision === null) return null
  const reviewed = deed(row.reviewer, row.reviewed_at, to)
  return {
    ...submitted,
    changes: row.revision - 1,
    review: reviewed === null || row.verdict === null ? null : { ...reviewed, verdict: row.verdict },
    vouched: deed(row.voucher, row.vouched_at, to),
    confirmed: earlierOf(row, to),
  }
}

function earlierOf({ earlier_title, earlier_by, earlier_at }: RequirementRow, to: To): TracedAnswer['confirmed'] {
  if (earlier_title === null || earlier_by === null || earlier_at === null) return null
  return { campaignTitle: earlier_title, by: named(earlier_by), on: to.moment(earlier_at).day }
}

/** An application for strike-off that was returned is none any more. */
async function issuesOf(tx: Tx, campaign: CampaignId, to: To): Promise<TraceFacts['issues']> {
  const { rows } = await sql<{
    no: IssueNo
    department: string
    owner: string | null
    opened_by: string | null
    opened_at: Date | null
    asked_by: string | null
    asked_at: Date | null
    struck_by: string | null
    struck_at: Date | null
  }>`
    with latest as (
      select distinct on (issue_entry.issue, issue_entry.did) issue_entry.issue, issue_entry.did, person.name as by,
        issue_entry.at
      from issue_entry left join person on person.id = issue_entry.by_person
      where issue_entry.issue in (select id from issue where campaign = ${campaign})
        and issue_entry.did in ('open', 'ask-strike-off', 'strike-off')
      order by issue_entry.issue, issue_entry.did, issue_entry.id desc
    )
    select issue.no, department.name as department, case when owner.left_at is null then owner.name end as owner,
      opened.by as opened_by, opened.at as opened_at, asked.by as asked_by, asked.at as asked_at,
      struck.by as struck_by, struck.at as struck_at
    from issue
    join department on department.id = issue.department
    left join person owner on owner.id = issue.owner
    left join latest opened on opened.issue = issue.id and opened.did = 'open'
    left join latest asked on asked.issue = issue.id and asked.did = 'ask-strike-off'
      and issue.state in ('awaiting', 'struck-off')
    left join latest struck on struck.issue = issue.id and struck.did = 'strike-off' and issue.state = 'struck-off'
    where issue.campaign = ${campaign}`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.no,
      {
        department: row.department,
        owner: row.owner === null ? null : named(row.owner),
        reported: deed(row.opened_by, row.opened_at, to),
        asked: deed(row.asked_by, row.asked_at, to),
        struckOff: deed(row.struck_by, row.struck_at, to),
      },
    ]),
  )
}
