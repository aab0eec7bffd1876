import type { Day } from '#src/domain/day.ts'
import type { CampaignId, ChatId, DeliveryId, PersonId, TaskNo } from '#src/domain/ids.ts'
import type { StudyFacts } from '#src/domain/study.ts'
import { heldSessions } from './study-session.ts'
import type { Tx } from './tx.ts'

/** The one group of a campaign that hears of a task a day. */
export type Study = {
  readonly chat: ChatId
  /** Empty: the platform does not tell. */
  readonly chatName: string
  readonly botLeft: boolean
  readonly running: boolean
  readonly version: number
}

/** Null: never begun. Whoever writes afterwards holds the campaign. */
export async function findStudy(tx: Tx, campaign: CampaignId): Promise<Study | null> {
  const row = await tx
    .selectFrom('study')
    .innerJoin('chat', 'chat.id', 'study.chat')
    .select(['study.chat', 'chat.name', 'chat.bot_left_at', 'study.running', 'study.version'])
    .where('study.campaign', '=', campaign)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    chat: row.chat,
    chatName: row.name,
    botLeft: row.bot_left_at !== null,
    running: row.running,
    version: row.version,
  }
}

/** Begins it in a group or moves it there. */
export async function beginStudy(tx: Tx, campaign: CampaignId, chat: ChatId): Promise<void> {
  await tx
    .insertInto('study')
    .values({ campaign, chat, running: true })
    .onConflict((clash) =>
      clash.column('campaign').doUpdateSet((eb) => ({ chat, running: true, version: eb('study.version', '+', 1) })),
    )
    .execute()
}

export async function endStudy(tx: Tx, campaign: CampaignId): Promise<void> {
  await tx
    .updateTable('study')
    .set((eb) => ({ running: false, version: eb('version', '+', 1) }))
    .where('campaign', '=', campaign)
    .execute()
}

/** Campaigns that have not ended and whose group is to hear of a task a day. */
export async function campaignsStudying(tx: Tx): Promise<CampaignId[]> {
  const rows = await tx
    .selectFrom('study')
    .innerJoin('campaign', 'campaign.id', 'study.campaign')
    .select('campaign.id')
    .where('study.running', '=', true)
    .where('campaign.status', '<>', 'closed')
    .orderBy('campaign.id')
    .execute()
  return rows.map((row) => row.id)
}

/** The campaign whose tasks a group hears of or heard of last; null: of none. */
export async function campaignStudiedIn(tx: Tx, chat: ChatId): Promise<CampaignId | null> {
  const row = await tx
    .selectFrom('study')
    .select('campaign')
    .where('chat', '=', chat)
    .orderBy('running', 'desc')
    .orderBy('campaign', 'desc')
    .executeTakeFirst()
  return row?.campaign ?? null
}

/** A task posted to a group. `arrived`, `lost`: for certain; `on-its-way`: still to be sent. `unknown` may have arrived. */
export type PostedTask = {
  readonly day: Day
  readonly no: TaskNo
  readonly chat: ChatId
  readonly came: 'arrived' | 'lost' | 'unknown' | 'on-its-way'
}

/** All that was ever posted of a campaign, by day. */
export async function postedTasks(tx: Tx, campaign: CampaignId): Promise<PostedTask[]> {
  const rows = await tx
    .selectFrom('study_task')
    .innerJoin('delivery', 'delivery.id', 'study_task.delivery')
    .select(['study_task.day', 'study_task.task_no as no', 'study_task.chat', 'delivery.state', 'delivery.why'])
    .where('study_task.campaign', '=', campaign)
    .orderBy('study_task.day')
    .execute()
  return rows.map(({ day, no, chat, state, why }) => ({ day, no, chat, came: cameOf(state, why) }))
}

function cameOf(state: 'queued' | 'sending' | 'sent' | 'failed', why: string | null): PostedTask['came'] {
  if (state === 'sent') return 'arrived'
  if (state !== 'failed') return 'on-its-way'
  return why === 'outcome-unknown' ? 'unknown' : 'lost'
}

/** One row a day: a second one of the same day is an error of the caller, who holds the campaign. */
export async function notePostedTask(
  tx: Tx,
  campaign: CampaignId,
  posted: { readonly day: Day; readonly no: TaskNo; readonly chat: ChatId; readonly delivery: DeliveryId },
): Promise<void> {
  const { day, no, chat, delivery } = posted
  await tx.insertInto('study_task').values({ campaign, day, task_no: no, chat, delivery }).execute()
}

/** Counts somebody as having opened a task; false when they were counted before. */
export async function noteOpening(
  tx: Tx,
  campaign: CampaignId,
  opened: { readonly no: TaskNo; readonly person: PersonId; readonly day: Day },
): Promise<boolean> {
  const { no, person, day } = opened
  const made = await tx
    .insertInto('study_opening')
    .values({ campaign, task_no: no, person, day })
    .onConflict((clash) => clash.doNothing())
    .returning('task_no')
    .executeTakeFirst()
  return made !== undefined
}

/** All that the paper says of study: nothing but what was noted, what arrived and what was opened. */
export async function loadStudy(tx: Tx, campaign: CampaignId): Promise<StudyFacts> {
  const arrived = (await postedTasks(tx, campaign)).filter((one) => one.came === 'arrived')
  const openings = tx
    .selectFrom('study_opening')
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .where('campaign', '=', campaign)
  const tasks = tx
    .selectFrom('requirement')
    .select((eb) => eb.fn.count<number>('task_no').distinct().as('number'))
    .where('campaign', '=', campaign)
  return {
    sessions: await heldSessions(tx, campaign),
    first: arrived[0]?.day ?? null,
    last: arrived.at(-1)?.day ?? null,
    sent: new Set(arrived.map((one) => one.no)).size,
    tasks: Number((await tasks.executeTakeFirstOrThrow()).number),
    openings: Number((await openings.executeTakeFirstOrThrow()).number),
  }
}
