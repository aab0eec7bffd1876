import { sql } from 'kysely'
import type { CampaignId, DeliveryId, MessageId, PersonId } from '#src/domain/ids.ts'
import { paperNames } from '#src/domain/papers.ts'
import type { CardUpdate, Letter, ReminderKind, Target } from '#src/ports.ts'
import type { Tx } from './tx.ts'

/** Why a message was given up: the platform's reason, that nobody can know whether it arrived, or that it is moot. */
export type Failure =
  | 'address'
  | 'content'
  | 'gone'
  | 'again'
  | 'settings'
  | 'outcome-unknown'
  | 'broken'
  | 'not-needed'

export type Delivery = {
  readonly id: DeliveryId
  readonly key: string
  readonly campaign: CampaignId | null
  readonly person: PersonId | null
  readonly target: Target | CardUpdate
  readonly content: Letter['content']
  readonly fileKey: string | null
  readonly reminder: ReminderKind | null
  readonly attempts: number
  readonly queuedAt: Date
  /** When the first attempt began whose outcome nobody knows; null: certainly not sent so far. */
  readonly doubtfulSince: Date | null
}

/** Queues a letter; null when one with this key is there already, sent or not. */
export async function insertDelivery(tx: Tx, letter: Letter, now: Date): Promise<DeliveryId | null> {
  return (await insertDeliveries(tx, [letter], now)).get(letter.key) ?? null
}

/** Queues letters; answers the deliveries by their keys, without those whose key is there already. */
export async function insertDeliveries(
  tx: Tx,
  letters: readonly Letter[],
  now: Date,
): Promise<ReadonlyMap<string, DeliveryId>> {
  if (letters.length === 0) return new Map()
  const rows = await tx
    .insertInto('delivery')
    .values(
      letters.map((letter) => ({
        key: letter.key,
        campaign: letter.campaign,
        person: letter.person,
        target: JSON.stringify(letter.target),
        content: JSON.stringify(letter.content),
        reminder: letter.reminder ?? null,
        queued_at: now,
      })),
    )
    .onConflict((clash) => clash.column('key').doNothing())
    .returning(['key', 'id'])
    .execute()
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** A delivery that is still to be sent; null when it is over, one way or the other. */
export async function loadDelivery(tx: Tx, id: DeliveryId): Promise<Delivery | null> {
  const row = await tx
    .selectFrom('delivery')
    .selectAll()
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'sending'])
    .executeTakeFirst()
  if (row === undefined || row.content === null) return null
  return {
    id: row.id,
    key: row.key,
    campaign: row.campaign,
    person: row.person,
    target: row.target as Delivery['target'],
    content: row.content as Delivery['content'],
    fileKey: row.file_key,
    reminder: row.reminder,
    attempts: row.attempts,
    queuedAt: row.queued_at,
    doubtfulSince: row.state === 'sending' ? row.first_tried_at : null,
  }
}

/**
 * Notes that an attempt begins. To be committed before the call: if this process dies in the middle of it, the row
 * still says that the message may have gone out, and since when. Answers its content as it is now; null when it is over
 * already.
 */
export async function claim(tx: Tx, delivery: Delivery, now: Date): Promise<Delivery['content'] | null> {
  const claimed = await tx
    .updateTable('delivery')
    .set((eb) => ({
      state: 'sending',
      attempts: eb('attempts', '+', 1),
      first_tried_at: delivery.doubtfulSince ?? now,
    }))
    .where('id', '=', delivery.id)
    .where('state', 'in', ['queued', 'sending'])
    .returning('content')
    .executeTakeFirst()
  return (claimed?.content ?? null) as Delivery['content'] | null
}

/** It has arrived; `message` is null for a change of a card, and when only that much is known. */
export async function markSent(tx: Tx, id: DeliveryId, message: MessageId | null, now: Date): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({ state: 'sent', content: null, message, done_at: now })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'sending'])
    .execute()
}

export async function markFailed(
  tx: Tx,
  id: DeliveryId,
  failure: { readonly why: Failure; readonly code: number | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({ state: 'failed', content: null, why: failure.why, code: failure.code, done_at: now })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'sending'])
    .execute()
}

/** The attempt has certainly sent nothing. An earlier one may have: then the doubt stays. */
export async function retryLater(tx: Tx, delivery: Delivery): Promise<void> {
  if (delivery.doubtfulSince !== null) return
  await tx.updateTable('delivery').set({ state: 'queued' }).where('id', '=', delivery.id).execute()
}

/** Goes on with another content or to another place, after the platform refused the first for certain. */
export async function changeDelivery(
  tx: Tx,
  delivery: Delivery,
  to: { readonly target?: Target; readonly content?: Letter['content'] },
): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({
      state: 'queued',
      target: JSON.stringify(to.target ?? delivery.target),
      content: JSON.stringify(to.content ?? delivery.content),
    })
    .where('id', '=', delivery.id)
    .execute()
}

/**
 * Of all that waits nobody can know any more whether it has gone out since then: somebody else may have sent it. Answers
 * how many that are.
 */
export async function doubtWaiting(tx: Tx, since: Date): Promise<number> {
  const waiting = await tx
    .updateTable('delivery')
    .set({
      state: 'sending',
      // What was in doubt before has been so since then.
      first_tried_at: sql`case when state = 'sending' then first_tried_at else ${since} end`,
    })
    .where('state', 'in', ['queued', 'sending'])
    .executeTakeFirst()
  return Number(waiting.numUpdatedRows)
}

/** An attempt that could not send anything: of uploading the file. */
export async function countAttempt(tx: Tx, id: DeliveryId): Promise<void> {
  await tx
    .updateTable('delivery')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/**
 * Puts another content in the place of a letter's that waits still. Otherwise where it has arrived, so that its card can
 * be changed there; null: it is on its way just now, or it never arrived.
 */
export async function renewLetter(
  tx: Tx,
  key: string,
  content: Letter['content'],
): Promise<'renewed' | MessageId | null> {
  const waiting = await tx
    .updateTable('delivery')
    .set({ content: JSON.stringify(content) })
    .where('key', '=', key)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  if (waiting.numUpdatedRows > 0n) return 'renewed'
  const row = await tx.selectFrom('delivery').select('message').where('key', '=', key).executeTakeFirst()
  return row?.message ?? null
}

/** The platform's key of the file that was uploaded for this delivery. */
export async function saveFileKey(tx: Tx, id: DeliveryId, fileKey: string): Promise<void> {
  await tx.updateTable('delivery').set({ file_key: fileKey }).where('id', '=', id).execute()
}

/** Who could not be reached in a campaign: the last failure of each, unless something reached them afterwards. */
export async function failedDeliveries(
  tx: Tx,
  campaign: CampaignId,
): Promise<{ readonly name: string | null; readonly why: Failure; readonly code: number | null }[]> {
  const rows = await tx
    .selectFrom('delivery')
    .leftJoin('person', 'person.id', 'delivery.person')
    .select(['delivery.person', 'person.name', 'delivery.why', 'delivery.code'])
    .where('delivery.campaign', '=', campaign)
    .where('delivery.state', '=', 'failed')
    .where('delivery.why', 'not in', ['gone', 'not-needed'])
    .where((eb) => {
      const later = eb
        .selectFrom('delivery as later')
        .select('later.id')
        .whereRef('later.campaign', '=', 'delivery.campaign')
        .where('later.state', '=', 'sent')
        // Not by the order in which they were posted: a reminder may end after a letter that came later (decision 0046).
        .where((row) =>
          row(row.refTuple('later.done_at', 'later.id'), '>', row.refTuple('delivery.done_at', 'delivery.id')),
        )
      // Apart, because only `=` and `is null` are looked up in an index.
      const toThem = eb.exists(later.whereRef('later.person', '=', 'delivery.person'))
      const toAGroup = eb.exists(later.where('later.person', 'is', null))
      return eb.not(eb.or([toThem, eb.and([eb('delivery.person', 'is', null), toAGroup])]))
    })
    .orderBy('delivery.done_at')
    .orderBy('delivery.id')
    .execute()
  const last = new Map(rows.map((row) => [row.person, row]))
  return [...last.values()].map(({ name, why, code }) => ({ name, why: why as Failure, code }))
}

const paperKinds = Object.keys(paperNames)

/** Whether the card of a version of the summary was ever on its way to the leading group; its papers have longer keys. */
export async function wasPosted(tx: Tx, campaign: CampaignId, version: number): Promise<boolean> {
  const row = await tx
    .selectFrom('delivery')
    .select('id')
    .where('campaign', '=', campaign)
    .where('key', 'like', `summary:${campaign}:${version}:%`)
    .where((is) => is.not(is.or(paperKinds.map((kind) => is('key', 'like', `%:${kind}`)))))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
