import { type RawBuilder, sql } from 'kysely'
import type { AssignmentId, CampaignId, ChatId, DeliveryId, MessageId, OpenId, PersonId } from '#src/domain/ids.ts'
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
export type WalkPlace = Pick<Walk, 'chat' | 'card'> & CardThread
/** Where a card hangs: the first message of its thread, and when it was sent, if it was a letter of ours. */
export type CardThread = { readonly root: MessageId | null; readonly sentAt: Date | null }

type Whose = { readonly person: PersonId; readonly campaign: CampaignId }
type Asking = { readonly presser: OpenId; readonly assignment: AssignmentId }

/** Answers nothing where they have not begun. */
export const readingPlace = fixed((_, { person, campaign }: Whose) => place(sql`${person}`, sql`${campaign}`))

/** Of whoever is only known by what the platform calls them, in the campaign of an assignment. */
export const readingPlaceOf = fixed((_, { presser, assignment }: Asking) =>
  place(
    sql`(select id from person where open_id = ${presser})`,
    sql`(select campaign from assignment where id = ${assignment})`,
  ),
)

function place(person: RawBuilder<unknown>, campaign: RawBuilder<unknown>) {
  return sql<WalkPlace>`
    select
      walk.chat,
      coalesce(walk.card, delivery.message) as card,
      walk.root,
      case when walk.card is null then delivery.done_at else walk.card_sent_at end as "sentAt"
    from walk left join delivery on delivery.id = walk.card_delivery
    where walk.person = ${person} and walk.campaign = ${campaign}`
}

/** Of a card, whichever walk was last on it. */
export async function threadOf(tx: Tx, card: MessageId): Promise<CardThread> {
  const { rows } = await sql<CardThread>`
    select
      (
        select other.root from walk as other where ${isOnCard('other', card)}
        order by other.touched_at desc limit 1
      ) as root,
      (select sent.done_at from delivery as sent where sent.message = ${card} limit 1) as "sentAt"`.execute(tx)
  return rows[0] ?? { root: null, sentAt: null }
}

/** Each half is found by an index; `or` between them would read every walk there is. */
function isOnCard(walk: string, card: MessageId) {
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
