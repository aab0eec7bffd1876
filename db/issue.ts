import { sql } from 'kysely'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId, IssueId, IssueNo, PersonId, RequirementNo } from '#src/domain/ids.ts'
import type { Issue } from '#src/domain/issue.ts'
import { linkRequirements } from './issue-links.ts'
import type { Tx } from './tx.ts'

/** An issue as it stands, with what a card of it has to be compared with. */
export type KeptIssue = Issue & {
  readonly campaign: CampaignId
  /** Raised by every change; a card shows the one it was drawn from. */
  readonly version: number
  readonly openedOn: Day
  readonly struckOffBy: PersonId | null
}

/** Loads an issue and holds it until the transaction ends. The campaign is held before it, as everywhere. */
export async function lockIssue(tx: Tx, id: IssueId): Promise<KeptIssue | null> {
  return single(tx, await issues(tx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst())
}

export async function campaignOfIssue(tx: Tx, id: IssueId): Promise<CampaignId | null> {
  const row = await tx.selectFrom('issue').select('campaign').where('id', '=', id).executeTakeFirst()
  return row?.campaign ?? null
}

/** Several of a campaign's, held, in the order of their ids: two who need the same ones do not wait for each other. */
export async function lockIssues(tx: Tx, campaign: CampaignId, ids: readonly IssueId[]): Promise<KeptIssue[]> {
  if (ids.length === 0) return []
  const rows = issues(tx).where('campaign', '=', campaign).where('id', 'in', ids).orderBy('id').forNoKeyUpdate()
  return withRequirements(tx, await rows.execute())
}

/** Like lockIssue without holding it: to draw a card. */
export async function findIssue(tx: Tx, id: IssueId): Promise<KeptIssue | null> {
  return single(tx, await issues(tx).where('id', '=', id).executeTakeFirst())
}

/** The issue a school calls by this number; null when there is none. */
export async function findIssueByNo(tx: Tx, campaign: CampaignId, no: IssueNo): Promise<KeptIssue | null> {
  const row = await issues(tx).where('campaign', '=', campaign).where('no', '=', no).executeTakeFirst()
  return single(tx, row)
}

/** A campaign's whole ledger in the order of its numbers, whatever became of each, in two queries. */
export async function issuesOf(tx: Tx, campaign: CampaignId): Promise<KeptIssue[]> {
  return withRequirements(tx, await issues(tx).where('campaign', '=', campaign).orderBy('no').execute())
}

/** What of a campaign's ledger is still to be rectified, in the order of its numbers, in two queries. */
export async function liveIssues(tx: Tx, campaign: CampaignId): Promise<KeptIssue[]> {
  const live = issues(tx).where('campaign', '=', campaign).where('state', 'in', ['open', 'awaiting'])
  return withRequirements(tx, await live.orderBy('no').execute())
}

/** The issues that went into this one. */
export async function joinedInto(tx: Tx, id: IssueId): Promise<KeptIssue[]> {
  return withRequirements(tx, await issues(tx).where('joined_into', '=', id).orderBy('id').execute())
}

/** The issue that follows the answer to a requirement, in whatever state, held; null when it opened none. */
export async function lockIssueOfAnswer(tx: Tx, campaign: CampaignId, no: RequirementNo): Promise<KeptIssue | null> {
  const found = await tx
    .selectFrom('issue_requirement')
    .select('issue')
    .where('campaign', '=', campaign)
    .where('requirement_no', '=', no)
    .where('from_answer', '=', true)
    .executeTakeFirst()
  return found === undefined ? null : lockIssue(tx, found.issue)
}

type NewIssue = Omit<Issue, 'id' | 'no' | 'state' | 'joinedInto' | 'askedBy' | 'struckOffOn'> & {
  readonly campaign: CampaignId
  /** Whether its requirements are those whose answers opened it. */
  readonly fromAnswer: boolean
}

/** Opens an issue under the next number. Of two at once the second waits for the first, whatever else they hold. */
export async function insertIssue(tx: Tx, made: NewIssue, today: Day): Promise<KeptIssue> {
  const { requirements, fromAnswer, ...rest } = made
  const row = await tx
    .insertInto('issue')
    .values({
      ...rest,
      no: await nextNumber(tx, made.campaign),
      state: 'open',
      joined_into: null,
      asked_by: null,
      struck_off_on: null,
      struck_off_by: null,
      opened_on: today,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await linkRequirements(tx, made.campaign, row.id, requirements, fromAnswer)
  return toIssue(row, requirements)
}

/** The campaign is only shared by those who answer, so its numbers have a row of their own to be counted on. */
async function nextNumber(tx: Tx, campaign: CampaignId): Promise<IssueNo> {
  const first = tx
    .selectFrom('issue')
    .select((eb) => [eb.val(campaign).as('campaign'), sql<IssueNo>`coalesce(max(${eb.ref('no')}), 0) + 1`.as('last')])
    .where('campaign', '=', campaign)
  const { last } = await tx
    .insertInto('issue_number')
    .columns(['campaign', 'last'])
    .expression(first)
    .onConflict((clash) => clash.column('campaign').doUpdateSet({ last: sql<IssueNo>`issue_number.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export type IssueChange = Partial<
  Pick<
    KeptIssue,
    | 'problem'
    | 'cause'
    | 'measure'
    | 'kind'
    | 'above'
    | 'department'
    | 'owner'
    | 'due'
    | 'state'
    | 'joinedInto'
    | 'askedBy'
    | 'struckOffOn'
    | 'struckOffBy'
  >
>

/** Writes what is named in `change` and makes cards drawn from before stale. */
export async function changeIssue(tx: Tx, issue: KeptIssue, change: IssueChange): Promise<KeptIssue> {
  const { joinedInto, askedBy, struckOffOn, struckOffBy, ...rest } = change
  const version = issue.version + 1
  await tx
    .updateTable('issue')
    .set({
      ...rest,
      version,
      ...(joinedInto === undefined ? {} : { joined_into: joinedInto }),
      ...(askedBy === undefined ? {} : { asked_by: askedBy }),
      ...(struckOffOn === undefined ? {} : { struck_off_on: struckOffOn }),
      ...(struckOffBy === undefined ? {} : { struck_off_by: struckOffBy }),
    })
    .where('id', '=', issue.id)
    .execute()
  return { ...issue, ...change, version }
}

function issues(tx: Tx) {
  return tx.selectFrom('issue').selectAll()
}

type Row = Awaited<ReturnType<ReturnType<typeof issues>['executeTakeFirstOrThrow']>>

async function single(tx: Tx, row: Row | undefined): Promise<KeptIssue | null> {
  return row === undefined ? null : ((await withRequirements(tx, [row]))[0] ?? null)
}

async function withRequirements(tx: Tx, rows: readonly Row[]): Promise<KeptIssue[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const links = await tx
    .selectFrom('issue_requirement')
    .select(['issue', 'requirement_no as no'])
    .where('issue', 'in', ids)
    .orderBy('requirement_no')
    .execute()
  const covered = Map.groupBy(links, (one) => one.issue)
  return rows.map((row) =>
    toIssue(
      row,
      (covered.get(row.id) ?? []).map((one) => one.no),
    ),
  )
}

function toIssue(row: Row, requirements: readonly RequirementNo[]): KeptIssue {
  const { joined_into, asked_by, struck_off_on, struck_off_by, opened_on, ...same } = row
  return {
    ...same,
    requirements,
    joinedInto: joined_into,
    askedBy: asked_by,
    struckOffOn: struck_off_on,
    struckOffBy: struck_off_by,
    openedOn: opened_on,
  }
}
