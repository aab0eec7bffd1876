import { sql } from 'kysely'
import type { ChatId, OpenId } from '#src/domain/ids.ts'
import type { InboundEvent } from '#src/events.ts'
import { type Person, type PersonRow, toPerson } from './person.ts'
import { first, fixed } from './statement.ts'
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

/** Claims something that is handled in the same transaction, and whose words are never kept here. */
export async function claimDone(tx: Tx, key: string, now: Date): Promise<boolean> {
  const row = await tx
    .insertInto('inbox')
    .values({ key, event: null, received_at: now, handled_at: now })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

/** A press as it comes in. */
export type Pressed = { readonly key: string; readonly presser: OpenId; readonly chat: ChatId; readonly now: Date }
type EnteredRow = { readonly isGroup: boolean; readonly person: Pick<PersonRow, 'id' | 'name' | 'left_at'> | null }

/** Answers nothing when it was taken before. */
export const entering = fixed(
  (_, { key, presser, chat, now }: Pressed) => sql<EnteredRow>`
    insert into inbox (key, event, received_at, handled_at) values (${key}, null, ${now}, ${now})
    on conflict (key) do nothing
    returning
      exists (select from chat where chat.id = ${chat}) as "isGroup",
      (
        select json_build_object('id', person.id, 'name', person.name, 'left_at', person.left_at)
        from person where person.open_id = ${presser}
      ) as person`,
)

/** Who pressed, null when they were not met before, and whether in a group. */
export type Entered = { readonly isGroup: boolean; readonly who: Person | null }

/** As claimDone, a press. Null: it was taken before, which includes having been handled. */
export async function enterPress(tx: Tx, pressed: Pressed): Promise<Entered | null> {
  return toEntered(pressed, await first(tx, entering(pressed)))
}

export function toEntered({ presser }: Pressed, row: EnteredRow | null | undefined): Entered | null {
  if (row == null) return null
  const { isGroup, person } = row
  return { isGroup, who: person === null ? null : toPerson({ ...person, open_id: presser }) }
}
