import { sql } from 'kysely'
import type { AssignmentId, CampaignId, ChatId, DeliveryId, MessageId, PersonId } from '#src/domain/ids.ts'
import { fixed, write } from './statement.ts'
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

/** Where a person's walk stands before a press or words lead it on. */
export type WalkPlace = {
  /** Where its card is; null: they have not begun. */
  readonly before: Pick<Walk, 'person' | 'campaign' | 'chat' | 'card'> | null
  /** First message of the thread of the card that was pressed, whichever walk was on it. */
  readonly root: MessageId | null
  /** When the card that was pressed was sent, if it was a letter of ours. */
  readonly sentAt: Date | null
}
type Place = Omit<WalkPlace, 'before'> & { readonly chat: ChatId | null; readonly card: MessageId | null }
type Whose = { readonly person: PersonId; readonly campaign: CampaignId; readonly pressed: MessageId | null }

/** `pressed`: the card of the press; null for words. */
export const readingPlace = fixed(
  (_, { person, campaign, pressed }: Whose) => sql<Place>`
    select
      walk.chat,
      coalesce(walk.card, delivery.message) as card,
      (
        select other.root from walk as other where ${isOnCard('other', pressed)}
        order by other.touched_at desc limit 1
      ) as root,
      (select sent.done_at from delivery as sent where sent.message = ${pressed} limit 1) as "sentAt"
    from (values (1)) as one
      left join walk on walk.person = ${person} and walk.campaign = ${campaign}
      left join delivery on delivery.id = walk.card_delivery`,
)

export function toPlace(person: PersonId, campaign: CampaignId, { chat, card, ...rest }: Place): WalkPlace {
  return { ...rest, before: chat === null ? null : { person, campaign, chat, card } }
}

/** Each half is found by an index; `or` between them would read every walk there is. */
function isOnCard(walk: string, card: MessageId | null) {
  return sql<boolean>`(${sql.ref(`${walk}.person`)}, ${sql.ref(`${walk}.campaign`)}) in (
    select pressed.person, pressed.campaign from walk as pressed where pressed.card = ${card}
    union
    select brought.person, brought.campaign from walk as brought
      join delivery as letter on letter.id = brought.card_delivery where letter.message = ${card}
  )`
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
  const found = walks(tx).where(isOnCard('walk', card)).orderBy('walk.touched_at', 'desc')
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

type Saved = Pick<Walk, 'person' | 'campaign' | 'at' | 'chat' | 'root' | 'card'> & {
  readonly delivery: DeliveryId | null
  readonly sentAt: Date
  readonly now: Date
  readonly seen: number | null
  readonly earlier: AssignmentId | null
  readonly revision: number | null
}

const saving = fixed((db, row: Saved) =>
  db
    .insertInto('walk')
    .values({
      person: row.person,
      campaign: row.campaign,
      assignment: row.at,
      chat: row.chat,
      root: row.root,
      card: row.card,
      card_delivery: row.delivery,
      card_sent_at: row.sentAt,
      touched_at: row.now,
      shown_seen: row.seen,
      shown_assignment: row.earlier,
      shown_revision: row.revision,
    })
    .onConflict((clash) =>
      clash.columns(['person', 'campaign']).doUpdateSet((eb) => ({
        assignment: eb.ref('excluded.assignment'),
        chat: eb.ref('excluded.chat'),
        root: eb.ref('excluded.root'),
        card: eb.ref('excluded.card'),
        card_delivery: eb.ref('excluded.card_delivery'),
        card_sent_at: eb.ref('excluded.card_sent_at'),
        touched_at: eb.ref('excluded.touched_at'),
        shown_seen: eb.ref('excluded.shown_seen'),
        shown_assignment: eb.ref('excluded.shown_assignment'),
        shown_revision: eb.ref('excluded.shown_revision'),
      })),
    ),
)

/**
 * Puts a walk at an assignment, its card in a message that is there already or in a delivery on its way. `sentAt`: when
 * that message was sent, if it was ours: a card lives fourteen days from then, however often a press has redrawn it
 * (facts page, section 4.2).
 */
export async function saveWalk(
  tx: Tx,
  { shown, ...walk }: Omit<Walk, 'card' | 'drawnAt'>,
  on: { readonly message: MessageId; readonly sentAt: Date | null } | { readonly delivery: DeliveryId | null },
  now: Date,
): Promise<void> {
  const card =
    'message' in on
      ? { card: on.message, delivery: null, sentAt: on.sentAt ?? now }
      : { card: null, delivery: on.delivery, sentAt: now }
  const { seen, earlier, revision } = shown ?? { seen: null, earlier: null, revision: null }
  await write(tx, saving({ ...walk, ...card, seen, earlier, revision, now }))
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
