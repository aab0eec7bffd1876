import { sql } from 'kysely'
import type { AssignmentId, CampaignId, ChatId, DeliveryId, MessageId, PersonId } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

/** Where a person's walk through a campaign stands, and where its card is. */
export type Walk = {
  readonly person: PersonId
  readonly campaign: CampaignId
  /** Null: everything is answered. */
  readonly at: AssignmentId | null
  readonly chat: ChatId
  /** First message of the thread it stands in; null in private. */
  readonly root: MessageId | null
  /** The message of its card; null while that is still on its way. */
  readonly card: MessageId | null
  /** When that card came before them as it is; null while it is still on its way. */
  readonly drawnAt: Date | null
  /** The earlier answer the card shows, as its buttons carry it; null: it shows none. */
  readonly shown: ShownEarlier | null
}

/** An answer of an earlier campaign on a card that was drawn from a state of this one's assignment. */
export type ShownEarlier = { readonly seen: number; readonly earlier: AssignmentId; readonly revision: number }

function walks(tx: Tx) {
  return tx
    .selectFrom('walk')
    .leftJoin('delivery', 'delivery.id', 'walk.card_delivery')
    .select([
      'walk.person',
      'walk.campaign',
      'walk.assignment as at',
      'walk.chat',
      'walk.root',
      sql<MessageId | null>`coalesce(walk.card, delivery.message)`.as('card'),
      sql<Date | null>`case
        when walk.card is not null then walk.touched_at
        when delivery.message is not null then delivery.done_at
      end`.as('drawnAt'),
      'walk.shown_seen as seen',
      'walk.shown_assignment as earlier',
      'walk.shown_revision as revision',
    ])
}

type Row = Omit<Walk, 'shown'> & { readonly [part in keyof ShownEarlier]: ShownEarlier[part] | null }

function toWalk({ seen, earlier, revision, ...walk }: Row): Walk {
  const shown = seen === null || earlier === null || revision === null ? null : { seen, earlier, revision }
  return { ...walk, shown }
}

export async function findWalk(tx: Tx, person: PersonId, campaign: CampaignId): Promise<Walk | null> {
  const found = walks(tx).where('walk.person', '=', person).where('walk.campaign', '=', campaign)
  const row = await found.executeTakeFirst()
  return row === undefined ? null : toWalk(row)
}

/** The walk a word typed here belongs to: of those that stand in this thread, or in private, the last one touched. */
export async function walkAt(tx: Tx, person: PersonId, place: 'private' | MessageId): Promise<Walk | null> {
  const own = walks(tx).where('walk.person', '=', person).orderBy('walk.touched_at', 'desc')
  const found = place === 'private' ? own.where('walk.root', 'is', null) : own.where('walk.root', '=', place)
  const row = await found.executeTakeFirst()
  return row === undefined ? null : toWalk(row)
}

/** The walk that was last on a card; null when it is no walk's. */
export async function walkOfCard(tx: Tx, card: MessageId): Promise<Walk | null> {
  // The letters first: a condition on both tables at once would be asked of every walk.
  const letters = tx.selectFrom('delivery').select('id').where('message', '=', card)
  const found = walks(tx)
    .where((eb) => eb.or([eb('walk.card', '=', card), sql<boolean>`walk.card_delivery = any(array(${letters}))`]))
    .orderBy('walk.touched_at', 'desc')
  const row = await found.executeTakeFirst()
  return row === undefined ? null : toWalk(row)
}

/** Whether a message was sent as the card of this person's walk, also one that has moved on since. */
export async function isLetterOfWalk(tx: Tx, person: PersonId, message: MessageId): Promise<boolean> {
  const letter = await tx
    .selectFrom('delivery')
    .select('id')
    .where('message', '=', message)
    .where('person', '=', person)
    .where('key', 'like', '%:walk')
    .executeTakeFirst()
  return letter !== undefined
}

/** Whose walk a card belongs to; null when it is no walk's. */
export async function ownerOfCard(tx: Tx, card: MessageId): Promise<PersonId | null> {
  return (await walkOfCard(tx, card))?.person ?? null
}

/** Puts a walk at an assignment, its card in a message that is there already or in a delivery on its way. */
export async function saveWalk(
  tx: Tx,
  walk: Omit<Walk, 'card' | 'drawnAt'>,
  card: { readonly message: MessageId } | { readonly delivery: DeliveryId | null },
  now: Date,
): Promise<void> {
  const place = {
    assignment: walk.at,
    chat: walk.chat,
    root: walk.root,
    ...('message' in card ? { card: card.message, card_delivery: null } : { card: null, card_delivery: card.delivery }),
    card_sent_at: 'message' in card ? await sentAt(tx, card.message, now) : now,
    touched_at: now,
    shown_seen: walk.shown?.seen ?? null,
    shown_assignment: walk.shown?.earlier ?? null,
    shown_revision: walk.shown?.revision ?? null,
  }
  await tx
    .insertInto('walk')
    .values({ person: walk.person, campaign: walk.campaign, ...place })
    .onConflict((clash) => clash.columns(['person', 'campaign']).doUpdateSet(place))
    .execute()
}

/** A card lives fourteen days from its sending, however often a press has redrawn it (facts page, section 4.2). */
async function sentAt(tx: Tx, message: MessageId, now: Date): Promise<Date> {
  const row = await tx.selectFrom('delivery').select('done_at').where('message', '=', message).executeTakeFirst()
  return row?.done_at ?? now
}

/** Unfinished walks of a campaign whose card was sent before a moment and is still for them to press, oldest first. */
export async function walksWithCardBefore(tx: Tx, campaign: CampaignId, moment: Date, most: number): Promise<Walk[]> {
  const rows = await walks(tx)
    .innerJoin('assignment', (join) =>
      join.onRef('assignment.id', '=', 'walk.assignment').onRef('assignment.respondent', '=', 'walk.person'),
    )
    .innerJoin('person', (join) => join.onRef('person.id', '=', 'walk.person').on('person.left_at', 'is', null))
    .where('walk.campaign', '=', campaign)
    .where('walk.card_sent_at', '<', moment)
    .orderBy('walk.card_sent_at')
    .limit(most)
    .execute()
  return rows.map(toWalk)
}
