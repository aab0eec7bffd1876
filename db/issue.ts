import { sql } from 'kysely'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId, IssueId, IssueNo, PersonId, RequirementNo } from '#src/domain/ids.ts'
import type { Issue, IssueState } from '#src/domain/issue.ts'
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
  const row = await issues(tx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row === undefined ? null : ((await withRequirements(tx, [row]))[0] ?? null)
}

/** Like lockIssue without holding it: to draw a card. */
export async function findIssue(tx: Tx, id: IssueId): Promise<KeptIssue | null> {
  const row = await issues(tx).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : ((await withRequirements(tx, [row]))[0] ?? null)
}

/** The issue a school calls by this number; null when there is none. */
export async function findIssueByNo(tx: Tx, campaign: CampaignId, no: IssueNo): Promise<KeptIssue | null> {
  const row = await issues(tx).where('campaign', '=', campaign).where('no', '=', no).executeTakeFirst()
  return row === undefined ? null : ((await withRequirements(tx, [row]))[0] ?? null)
}

/** A campaign's whole ledger in the order of its numbers, whatever became of each, in two queries. */
export async function issuesOf(tx: Tx, campaign: CampaignId): Promise<KeptIssue[]> {
  return withRequirements(tx, await issues(tx).where('campaign', '=', campaign).orderBy('no').execute())
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

/** Opens an issue under the next number. Of two at once the campaign must be locked, or both would take one number. */
export async function insertIssue(tx: Tx, made: NewIssue, today: Day): Promise<KeptIssue> {
  const { no } = await tx
    .selectFrom('issue')
    .select((eb) => eb.fn.coalesce(eb.fn.max(eb.cast<number>('no', 'integer')), eb.val(0)).as('no'))
    .where('campaign', '=', made.campaign)
    .executeTakeFirstOrThrow()
  const { requirements, fromAnswer, ...rest } = made
  const { id } = await tx
    .insertInto('issue')
    .values({
      ...rest,
      no: (no + 1) as IssueNo,
      state: 'open',
      joined_into: null,
      asked_by: null,
      struck_off_on: null,
      struck_off_by: null,
      opened_on: today,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await linkRequirements(tx, made.campaign, id, requirements, fromAnswer)
  const issue = await findIssue(tx, id)
  if (issue === null) throw new Error(`issue ${id} is gone`)
  return issue
}

type Change = Partial<
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
export async function changeIssue(tx: Tx, issue: KeptIssue, change: Change): Promise<KeptIssue> {
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

/** Puts requirements under an issue; one that is there already stays as it was. */
export async function linkRequirements(
  tx: Tx,
  campaign: CampaignId,
  issue: IssueId,
  requirements: readonly RequirementNo[],
  fromAnswer: boolean,
): Promise<void> {
  if (requirements.length === 0) return
  await tx
    .insertInto('issue_requirement')
    .values(requirements.map((no) => ({ issue, campaign, requirement_no: no, from_answer: fromAnswer })))
    .onConflict((clash) => clash.doNothing())
    .execute()
}

export async function unlinkRequirements(
  tx: Tx,
  issue: IssueId,
  requirements: readonly RequirementNo[],
): Promise<void> {
  if (requirements.length === 0) return
  await tx
    .deleteFrom('issue_requirement')
    .where('issue', '=', issue)
    .where('requirement_no', 'in', requirements)
    .execute()
}

/** Moves what an issue covers under another one; whose answers opened it stays known. */
export async function moveRequirements(
  tx: Tx,
  from: IssueId,
  to: IssueId,
  only: readonly RequirementNo[],
): Promise<void> {
  if (only.length === 0) return
  const rows = await tx
    .deleteFrom('issue_requirement')
    .where('issue', '=', from)
    .where('requirement_no', 'in', only)
    .returningAll()
    .execute()
  if (rows.length === 0) return
  await tx
    .insertInto('issue_requirement')
    .values(rows.map((row) => ({ ...row, issue: to })))
    .onConflict((clash) =>
      clash.columns(['issue', 'requirement_no']).doUpdateSet({
        from_answer: sql<boolean>`excluded.from_answer or issue_requirement.from_answer`,
      }),
    )
    .execute()
}

/** One line of an issue's history. `said`: what the person wrote; `about`: what changed, ids, days and words of ours. */
export type IssueEntry = {
  readonly did: IssueDeed
  readonly by: PersonId | null
  readonly said: string | null
  readonly about: Readonly<Record<string, unknown>>
}
/** Everything that ever happens to an issue. `owner-left` and the reminders are the clock's or the directory's. */
export type IssueDeed =
  | 'open'
  | 'edit'
  | 'follow-answer'
  | 'report'
  | 'ask-strike-off'
  | 'strike-off'
  | 'return'
  | 'withdraw'
  | 'reopen'
  | 'join'
  | 'take-in'
  | 'part'
  | 'let-out'
  | 'assign'
  | 'owner-left'

export async function noteIssue(
  tx: Tx,
  issue: { readonly id: IssueId; readonly state: IssueState },
  entry: IssueEntry,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('issue_entry')
    .values({
      issue: issue.id,
      at: now,
      by_person: entry.by,
      did: entry.did,
      said: entry.said,
      state: issue.state,
      about: JSON.stringify(entry.about),
    })
    .execute()
}

function issues(tx: Tx) {
  return tx.selectFrom('issue').selectAll()
}

type Row = Awaited<ReturnType<ReturnType<typeof issues>['executeTakeFirstOrThrow']>>

async function withRequirements(tx: Tx, rows: readonly Row[]): Promise<KeptIssue[]> {
  if (rows.length === 0) return []
  const links = await tx
    .selectFrom('issue_requirement')
    .select(['issue', 'requirement_no as no'])
    .where(
      'issue',
      'in',
      rows.map((row) => row.id),
    )
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
