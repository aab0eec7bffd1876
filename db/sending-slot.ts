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
  // Never before one that was booked earlier: only so has a window room for all of them once it has for the last.
  { lane: appLane, messages: 1, ms: 0 },
]
const longestMs = 61_000
/** Nobody books farther ahead: a later slot is of before the clock was set back, and would keep everybody waiting till then. */
const farthestMs = 2 * longestMs
/** Any number, the same for all processes: only one counts and books at a time. */
const lock = 720_461_839

/** Taken: the call may be made after `ms`, and nobody else's is reckoned with then. Else it is to be asked again then. */
export type Slot = { readonly taken: boolean; readonly ms: number }

/**
 * Books the next moment at which the app and all these lanes have room: nobody asks twice, and calls go out in the order
 * in which they asked. A lane that is full for longer than the app books nothing, so that others are let past it. All by
 * the database's clock, so that processes with clocks of their own keep one limit together; what a process booked that
 * died is lost to the others, and nothing more. The slot stands when this transaction commits, which should be soon.
 */
export async function takeSlot(tx: Tx, lanes: readonly string[]): Promise<Slot> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(tx)
  const { rows } = await sql<Slot>`
    with free as (
      select clock_timestamp() as now, ${freeFrom(ofApp)} as app, ${freeFrom(lanes.map(ofLane))} as own
    ),
    booked as (
      select now, greatest(now, app) as at, coalesce(own <= greatest(now, app), true) as taken,
        greatest(now, app, own) as earliest
      from free
    ),
    noted as (
      insert into sending_slot (lane, at)
      select lane, at from booked, unnest(${[...lanes, appLane]}::text[]) lane where taken
    )
    select taken, ceil(extract(epoch from earliest - now) * 1000)::integer as ms from booked`.execute(tx)
  return rows[0] as Slot
}

/** Forgets what no window reaches any more, or none yet. */
export async function purgeSlots(tx: Tx): Promise<void> {
  await sql`
    delete from sending_slot
    where at < clock_timestamp() - ${milliseconds(sql.lit(longestMs))} or at > ${farthest}`.execute(tx)
}

/** When all these windows have room: once the oldest of its last `messages` has left each. Null: at once. */
function freeFrom(windows: readonly Window[]): RawBuilder<Date | null> {
  if (windows.length === 0) return sql`null::timestamptz`
  const rows = windows.map(({ lane, messages, ms }) => sql`(${lane}, ${sql.lit(messages - 1)}, ${sql.lit(ms)})`)
  return sql`(
    select max(slot.at + ${milliseconds(sql.ref('allowed.ms'))})
    from (values ${sql.join(rows)}) as allowed (lane, newer, ms)
    cross join lateral (
      select at from sending_slot where lane = allowed.lane and at <= ${farthest}
      order by at desc offset allowed.newer limit 1
    ) slot)`
}

function milliseconds(count: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${count} * interval '1 millisecond'`
}

const farthest = sql`clock_timestamp() + ${milliseconds(sql.lit(farthestMs))}`
