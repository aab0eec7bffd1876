import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './tx.ts'

type Window = { readonly lane: string; readonly messages: number; readonly ms: number }

/**
 * The platform's limits (facts page, sections 3.1 and 3.3): 5 a second for one person, one chat and one card, 50 a
 * second and 1000 a minute for the app. Each window is a little longer than the platform's, because two calls may be
 * closer together when they arrive than when they left.
 */
const appLane = 'app'
const ofLane = (lane: string): Window => ({ lane, messages: 5, ms: 1_100 })
const ofApp: readonly Window[] = [
  { lane: appLane, messages: 50, ms: 1_100 },
  { lane: appLane, messages: 1_000, ms: 61_000 },
]
const longestMs = 61_000
/** Any number, the same for all processes: only one counts and takes at a time. */
const lock = 720_461_839

/**
 * Lets one call out if all its lanes, and the app's, have room: 0 then, and the slots are taken when this transaction
 * commits; else the milliseconds after which asking again makes sense, and nothing is taken. All by the database's
 * clock, so that processes with clocks of their own keep one limit together. For a short transaction of its own.
 */
export async function takeSlot(tx: Tx, lanes: readonly string[]): Promise<number> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(tx)
  const wait = await waitFor(tx, [...lanes.map(ofLane), ...ofApp])
  if (wait > 0) return wait
  await tx
    .insertInto('sending_slot')
    .values([...lanes, appLane].map((lane) => ({ lane })))
    .execute()
  return 0
}

/** Forgets what no window reaches any more. */
export async function purgeSlots(tx: Tx): Promise<void> {
  await sql`delete from sending_slot where at < clock_timestamp() - ${milliseconds(sql.lit(longestMs))}`.execute(tx)
}

/** A window has room once the oldest of its last `messages` has left it. */
async function waitFor(tx: Tx, windows: readonly Window[]): Promise<number> {
  const rows = windows.map(({ lane, messages, ms }) => sql`(${lane}, ${sql.lit(messages - 1)}, ${sql.lit(ms)})`)
  const found = await sql<{ wait: number | null }>`
    select max(ceil(extract(epoch from slot.at + ${milliseconds(sql.ref('allowed.ms'))} - clock_timestamp()) * 1000))
      ::integer as wait
    from (values ${sql.join(rows)}) as allowed (lane, newer, ms)
    cross join lateral (
      select at from sending_slot where lane = allowed.lane order by at desc offset allowed.newer limit 1
    ) slot`.execute(tx)
  return Math.max(0, found.rows[0]?.wait ?? 0)
}

function milliseconds(count: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${count} * interval '1 millisecond'`
}
