import type { InboundEvent } from '#src/events.ts'
import type { Tx } from './tx.ts'

/** Far beyond the seven hours in which the platform sends an event again, and any outage of a school's machine. */
const keptDays = 30

/**
 * Takes an event for ourselves, once among all processes and for as long as the claim is kept. False: it was taken
 * before, which includes having been handled.
 */
export async function claim(tx: Tx, key: string, event: InboundEvent, now: Date): Promise<boolean> {
  const row = await tx
    .insertInto('inbox')
    .values({ key, event: JSON.stringify(event), received_at: now })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

/** Which of these were taken, and are not forgotten yet. */
export async function areClaimed(tx: Tx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('inbox').select('key').where('key', 'in', keys).execute()
  return new Set(rows.map((row) => row.key))
}

/** A claimed event that waits to be handled, locked for this transaction; null when that is done already. */
export async function lockUnhandled(tx: Tx, key: string): Promise<InboundEvent | null> {
  const row = await tx
    .selectFrom('inbox')
    .select('event')
    .where('key', '=', key)
    .where('handled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row?.event == null ? null : revive(row.event)
}

/** Keeps the claim and forgets what was written: that is kept where it belongs. */
export async function markHandled(tx: Tx, key: string, now: Date): Promise<void> {
  await tx.updateTable('inbox').set({ event: null, handled_at: now }).where('key', '=', key).execute()
}

/** Forgets claims that nobody will ask about any more; what still waits is kept, however old. */
export async function purgeInbox(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000)
  await tx.deleteFrom('inbox').where('received_at', '<', before).where('handled_at', 'is not', null).execute()
}

/** JSON has no dates; a message is the only event with one. */
function revive(event: InboundEvent): InboundEvent {
  return event.kind === 'message' ? { ...event, at: new Date(event.at) } : event
}

/** Claims something that is handled in the same transaction: a press, whose words are never kept here. */
export async function claimDone(tx: Tx, key: string, now: Date): Promise<boolean> {
  const row = await tx
    .insertInto('inbox')
    .values({ key, event: null, received_at: now, handled_at: now })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}
