import { type QueryCreator, sql } from 'kysely'
import type { Holiday } from '#src/domain/calendar.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, ChatId, PersonId, TaskNo } from '#src/domain/ids.ts'
import type { Heads } from '#src/domain/leading-group.ts'
import type { Numbering } from '#src/domain/papers.ts'
import type { ReviewMode } from '#src/domain/review.ts'
import { placed, type RatingWord, type Standard } from '#src/domain/standard.ts'
import type { Database, DirectoryGap, DivisionChoice } from './schema.ts'
import { fixed } from './statement.ts'
import type { Tx } from './tx.ts'

export type Campaign = {
  readonly id: CampaignId
  readonly leadingChat: ChatId
  readonly school: string
  readonly title: string
  readonly standardId: string
  readonly standardTitle: string
  readonly standardDocument: string
  readonly ratings: readonly RatingWord[]
  readonly coordinator: PersonId
  readonly inspectBy: Day
  readonly remindHour: number
  readonly holidays: readonly Holiday[]
  readonly status: 'preparing' | 'open' | 'closed'
  /** Who looks at answers before they stand. */
  readonly review: ReviewMode
  /** How the headings of its papers are numbered. */
  readonly numbering: Numbering
  readonly division: DivisionChoice
  readonly divisionSeen: number
  readonly dividedOn: Day | null
  /** Asked for by hand outside working hours: reminders go out on this day; null when nothing waits. */
  readonly remindOn: Day | null
  /** Why the departments could not be read the last time; null when they were. */
  readonly directoryGap: DirectoryGap | null
  /** The campaign whose answers are shown to be confirmed; null: none. */
  readonly earlier: CampaignId | null
  /** Who heads the leading group and who stands in for them, as it was said: they may have left it since. */
  readonly heads: Heads
}

const columns = [
  'id',
  'leading_chat',
  'school',
  'title',
  'standard_id',
  'standard_title',
  'standard_document',
  'ratings',
  'coordinator',
  'inspect_by',
  'remind_hour',
  'holidays',
  'status',
  'review',
  'numbering',
  'division',
  'division_seen',
  'divided_on',
  'remind_on',
  'directory_gap',
  'earlier',
  'head',
  'deputies',
] as const

type Settings = {
  readonly school: string
  readonly title: string
  readonly coordinator: PersonId
  readonly inspectBy: Day
}

/** A new campaign with its own copy of the standard: a later release of the catalogue changes nothing in it. */
export async function insertCampaign(
  tx: Tx,
  made: Settings & {
    readonly leadingChat: ChatId
    readonly standard: Standard
    readonly review: ReviewMode
    readonly heads: Heads
  },
  now: Date,
): Promise<Campaign> {
  const { standard } = made
  const { id } = await tx
    .insertInto('campaign')
    .values({
      leading_chat: made.leadingChat,
      school: made.school,
      title: made.title,
      standard_id: standard.id,
      standard_title: standard.title,
      standard_document: standard.documentNumber,
      ratings: JSON.stringify(standard.ratings),
      coordinator: made.coordinator,
      inspect_by: made.inspectBy,
      review: made.review,
      holidays: '[]',
      status: 'preparing',
      division: JSON.stringify({ departments: {}, spread: 'members' } satisfies DivisionChoice),
      divided_on: null,
      remind_on: null,
      directory_gap: null,
      earlier: null,
      head: made.heads.head,
      deputies: [...made.heads.deputies],
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('requirement')
    .values(
      placed(standard).map((one) => ({
        campaign: id,
        no: one.no,
        duty_no: one.duty?.no ?? null,
        duty_title: one.duty?.title ?? null,
        task_no: one.task?.no ?? null,
        task_title: one.task?.title ?? null,
        title: one.title,
        text: one.text,
        evidence: JSON.stringify(one.evidence),
        suggested_department: one.suggestedDepartment,
      })),
    )
    .execute()
  return loadCampaign(tx, id)
}

export async function loadCampaign(tx: Tx, id: CampaignId): Promise<Campaign> {
  const found = await findCampaign(tx, id)
  if (found === null) throw new Error(`no campaign ${id}`)
  return found
}

export async function findCampaign(tx: Tx, id: CampaignId): Promise<Campaign | null> {
  const row = await campaigns(tx).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toCampaign(row)
}

/**
 * Like findCampaign, holding the campaign until the transaction ends: two who change it come one after the other. Its key
 * stays free, so that whatever only refers to it need not wait.
 */
export async function lockCampaign(tx: Tx, id: CampaignId): Promise<Campaign | null> {
  const row = await campaigns(tx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row === undefined ? null : toCampaign(row)
}

/** Like findCampaign, keeping it from being closed or divided anew until the transaction ends. */
export async function holdCampaign(tx: Tx, id: CampaignId): Promise<Campaign | null> {
  const row = await campaigns(tx).where('id', '=', id).forShare().executeTakeFirst()
  return row === undefined ? null : toCampaign(row)
}

/** As holdCampaign does, the campaign of an assignment. */
export const holdingCampaignOf = fixed((db, { assignment }: { readonly assignment: AssignmentId }) =>
  campaigns(db)
    .where('id', '=', (eb) => eb.selectFrom('assignment').select('campaign').where('assignment.id', '=', assignment))
    .forShare(),
)

/** The campaign a chat leads: the running one, else the latest closed one; null when it never led any. */
export async function campaignLedBy(tx: Tx, chat: ChatId): Promise<Campaign | null> {
  const row = await campaigns(tx)
    .where('leading_chat', '=', chat)
    .orderBy(sql`status = 'closed'`)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row === undefined ? null : toCampaign(row)
}

/** Campaigns the clock has to look at, the nearest inspection first: running ones, and closed ones with live issues. */
export async function campaignsToTend(tx: Tx): Promise<Campaign[]> {
  const rows = await campaigns(tx)
    .where((eb) =>
      eb.or([
        eb('status', '<>', 'closed'),
        // Asked of each closed one, which is found at once; together they would be all live issues of the county.
        eb.exists(
          eb
            .selectFrom('issue')
            .select('issue.id')
            .whereRef('issue.campaign', '=', 'campaign.id')
            .where('issue.state', 'in', ['open', 'awaiting']),
        ),
      ]),
    )
    .orderBy('inspect_by')
    .orderBy('id')
    .execute()
  return rows.map(toCampaign)
}

/**
 * Campaigns a person has to do with, by leading group, coordination, department or assignment: running ones first, the
 * most pressing foremost, then closed ones, the latest foremost.
 */
export async function campaignsOf(tx: Tx, person: PersonId): Promise<Campaign[]> {
  // Each way by an index of its own; as one condition with "or" it would be asked of every campaign and issue there is.
  const theirs = tx
    .selectFrom('campaign')
    .select('id')
    .where('coordinator', '=', person)
    .unionAll(
      tx
        .selectFrom('chat_member')
        .innerJoin('campaign', 'campaign.leading_chat', 'chat_member.chat')
        .select('campaign.id')
        .where('chat_member.person', '=', person),
    )
    .unionAll(tx.selectFrom('assignment').select('campaign as id').where('respondent', '=', person))
    .unionAll(tx.selectFrom('issue').select('campaign as id').where('owner', '=', person))
    .unionAll(
      tx
        .selectFrom('membership')
        .innerJoin('department', 'department.id', 'membership.department')
        .select('department.campaign as id')
        .where('membership.person', '=', person),
    )
  const rows = await campaigns(tx)
    .where(sql<boolean>`campaign.id = any(array(${theirs}))`)
    .orderBy(sql`status = 'closed'`)
    .orderBy(sql`case when status <> 'closed' then inspect_by end`)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toCampaign)
}

/** The campaign's own copy of its standard. */
export async function loadStandard(tx: Tx, campaign: Campaign): Promise<Standard> {
  const rows = await tx
    .selectFrom('requirement')
    .selectAll()
    .where('campaign', '=', campaign.id)
    .orderBy('no')
    .execute()
  const duties = [...Map.groupBy(rows, (row) => row.duty_no)].map(([no, inDuty]) => ({
    no: no ?? 1,
    title: inDuty[0]?.duty_title ?? null,
    tasks: [...Map.groupBy(inDuty, (row) => row.task_no)].map(([taskNo, inTask]) => ({
      no: taskNo ?? (1 as TaskNo),
      title: inTask[0]?.task_title ?? null,
      requirements: inTask.map((row) => ({
        no: row.no,
        title: row.title,
        text: row.text,
        evidence: row.evidence,
        suggestedDepartment: row.suggested_department,
      })),
    })),
  }))
  const { standardId: id, standardTitle: title, standardDocument: documentNumber, ratings } = campaign
  return { id, title, documentNumber, duties, ratings }
}

type Change = Partial<
  Settings &
    Pick<
      Campaign,
      | 'review'
      | 'numbering'
      | 'remindHour'
      | 'holidays'
      | 'status'
      | 'division'
      | 'dividedOn'
      | 'remindOn'
      | 'directoryGap'
      | 'heads'
    >
>

/** Writes what is named in `change`; a change of the division also makes cards drawn from the old one stale. */
export async function changeCampaign(tx: Tx, id: CampaignId, change: Change): Promise<void> {
  const { division, holidays, heads, ...rest } = change
  if (Object.keys(change).length === 0) return
  await tx
    .updateTable('campaign')
    .set((eb) => ({
      ...(rest.school === undefined ? {} : { school: rest.school }),
      ...(rest.title === undefined ? {} : { title: rest.title }),
      ...(rest.coordinator === undefined ? {} : { coordinator: rest.coordinator }),
      ...(rest.inspectBy === undefined ? {} : { inspect_by: rest.inspectBy }),
      ...(rest.remindHour === undefined ? {} : { remind_hour: rest.remindHour }),
      ...(holidays === undefined ? {} : { holidays: JSON.stringify(holidays) }),
      ...(rest.review === undefined ? {} : { review: rest.review }),
      ...(rest.numbering === undefined ? {} : { numbering: rest.numbering }),
      ...(rest.status === undefined ? {} : { status: rest.status }),
      ...(rest.dividedOn === undefined ? {} : { divided_on: rest.dividedOn }),
      ...(rest.remindOn === undefined ? {} : { remind_on: rest.remindOn }),
      ...(rest.directoryGap === undefined ? {} : { directory_gap: rest.directoryGap }),
      ...(heads === undefined ? {} : { head: heads.head, deputies: [...heads.deputies] }),
      ...(division === undefined
        ? {}
        : { division: JSON.stringify(division), division_seen: eb('division_seen', '+', 1) }),
    }))
    .where('id', '=', id)
    .execute()
}

function campaigns(db: QueryCreator<Database>) {
  return db.selectFrom('campaign').select(columns)
}

type Row = Awaited<ReturnType<ReturnType<typeof campaigns>['executeTakeFirstOrThrow']>>

export function toCampaign(row: Row): Campaign {
  return {
    id: row.id,
    leadingChat: row.leading_chat,
    school: row.school,
    title: row.title,
    standardId: row.standard_id,
    standardTitle: row.standard_title,
    standardDocument: row.standard_document,
    ratings: row.ratings,
    coordinator: row.coordinator,
    inspectBy: row.inspect_by,
    remindHour: row.remind_hour,
    holidays: row.holidays,
    status: row.status,
    review: row.review,
    numbering: row.numbering,
    division: row.division,
    divisionSeen: row.division_seen,
    dividedOn: row.divided_on,
    remindOn: row.remind_on,
    directoryGap: row.directory_gap,
    earlier: row.earlier,
    heads: { head: row.head, deputies: row.deputies },
  }
}
