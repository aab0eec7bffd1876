import type { Day } from '#src/domain/day.ts'
import type { CampaignId, ChatId, DeliveryId, ItemNo, PersonId } from '#src/domain/ids.ts'
import type { PostedItem } from '#src/domain/study-item.ts'
import type { Tx } from './tx.ts'

/** The one group of a campaign that hears of an item a day. */
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

/** Campaigns that have not ended and whose group is to hear of an item a day, and has not been sent this day's. */
export async function campaignsStudying(tx: Tx, day: Day): Promise<CampaignId[]> {
  const rows = await tx
    .selectFrom('study')
    .innerJoin('campaign', 'campaign.id', 'study.campaign')
    .select('campaign.id')
    .where('study.running', '=', true)
    .where('campaign.status', '<>', 'closed')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('study_item')
            .select('study_item.day')
            .whereRef('study_item.campaign', '=', 'campaign.id')
            .where('study_item.day', '=', day),
        ),
      ),
    )
    .orderBy('campaign.id')
    .execute()
  return rows.map((row) => row.id)
}

/** The campaign whose items a group hears of or heard of last; null: of none. */
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

/** All that was ever posted of a campaign, by day. */
export async function postedItems(tx: Tx, campaign: CampaignId): Promise<PostedItem[]> {
  const rows = await tx
    .selectFrom('study_item')
    .innerJoin('delivery', 'delivery.id', 'study_item.delivery')
    .select(['study_item.day', 'study_item.item as no', 'study_item.chat', 'delivery.state', 'delivery.why'])
    .where('study_item.campaign', '=', campaign)
    .orderBy('study_item.day')
    .execute()
  return rows.map(({ day, no, chat, state, why }) => ({ day, no, chat, came: cameOf(state, why) }))
}

function cameOf(state: 'queued' | 'sending' | 'sent' | 'failed', why: string | null): PostedItem['came'] {
  if (state === 'sent') return 'arrived'
  if (state !== 'failed') return 'on-its-way'
  return why === 'outcome-unknown' ? 'unknown' : 'lost'
}

/** One row a day: a second one of the same day is an error of the caller, who holds the campaign. */
export async function notePostedItem(
  tx: Tx,
  campaign: CampaignId,
  posted: { readonly day: Day; readonly no: ItemNo; readonly chat: ChatId; readonly delivery: DeliveryId },
): Promise<void> {
  const { day, no, chat, delivery } = posted
  await tx.insertInto('study_item').values({ campaign, day, item: no, chat, delivery }).execute()
}

/** Counts somebody as having opened an item; false when they were counted before. */
export async function noteOpening(
  tx: Tx,
  campaign: CampaignId,
  opened: { readonly no: ItemNo; readonly person: PersonId; readonly day: Day },
): Promise<boolean> {
  const { no, person, day } = opened
  const made = await tx
    .insertInto('study_opening')
    .values({ campaign, item: no, person, day })
    .onConflict((clash) => clash.doNothing())
    .returning('item')
    .executeTakeFirst()
  return made !== undefined
}

/** How many people opened items, and how often all of them together; whoever opened one twice counts once for it. */
export async function countOpenings(
  tx: Tx,
  campaign: CampaignId,
): Promise<{ readonly readers: number; readonly openings: number }> {
  const row = await tx
    .selectFrom('study_opening')
    .select((eb) => [eb.fn.count('person').distinct().as('readers'), eb.fn.countAll().as('openings')])
    .where('campaign', '=', campaign)
    .executeTakeFirstOrThrow()
  return { readers: Number(row.readers), openings: Number(row.openings) }
}
