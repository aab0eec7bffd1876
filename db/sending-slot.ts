import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './tx.ts'

type Window = { readonly lane: string; readonly messages: number; readonly ms: number }

/** How long after its turn a call may be over without having to be noted. */
const lateMs = 100
/**
 * The platform's limits (facts page, sections 3.1 and 3.3): 5 a second for one person, one chat and one card, 50 a
 * second and 1000 a minute for the app. Each window is longer than the platform's by at least what a call may be late.
 */
const appLane = 'app'
const ofLane = (lane: string): Window => ({ lane, messages: 5, ms: 1_000 + lateMs })
const ofApp: readonly Window[] = [
  { lane: appLane, messages: 50, ms: 1_000 + lateMs },
  { lane: appLane, messages: 1_000, ms: 61_000 },
  // Never before one that was booked earlier: only so has a window room for all of them once it has for the last.
  { lane: appLane, messages: 1, ms: 0 },
]
const longestMs = 61_000
/** Longer than a window reaches: a process that stood still has yet to say when its call came. */
const keptMs = 5 * longestMs
/** Nobody books farther ahead: a later slot is of before the clock was set back, and would keep everybody waiting till then. */
const farthestMs = 2 * longestMs
/** Any number, the same for all processes: only one counts and books at a time. */
const lock = 720_461_839

/** The rows of a slot, by which it is told what became of the call. */
export type Booking = readonly number[]
/** The call may be made after `ms`, and nobody else's is reckoned with then. Without a booking it is to be asked again then. */
export type Slot = { readonly booking: Booking | null; readonly ms: number }

/**
 * Books the next moment at which the app and all these lanes have room: nobody asks twice, and calls go out in the order
 * in which they asked. A lane that is full for longer than the app books nothing, so that others are let past it. All by
 * the database's clock, so that processes with clocks of their own keep one limit together; what a process booked that
 * died is lost to the others, and nothing more. The slot stands when this transaction commits, which should be soon; how
 * it ended is to be said by `noteArrival` or `giveBack`.
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
      returning id
    )
    select (select array_agg(id) from noted) as booking, ceil(extract(epoch from earliest - now) * 1000)::integer as ms
    from booked`.execute(tx)
  return rows[0] as Slot
}

/**
 * The call is over, and by now the platform has counted it, if ever. What came late leaves the windows as much later, or
 * others would arrive too soon after it.
 */
export async function noteArrival(tx: Tx, booking: Booking): Promise<void> {
  const earliest = sql<Date>`clock_timestamp() - ${milliseconds(sql.lit(lateMs))}`
  await tx
    .updateTable('sending_slot')
    .set({ at: earliest })
    .where('id', 'in', booking)
    .where('at', '<', earliest)
    .execute()
}

/** The call was not made: its place is somebody else's. */
export async function giveBack(tx: Tx, booking: Booking): Promise<void> {
  await tx.deleteFrom('sending_slot').where('id', 'in', booking).execute()
}

/** Forgets what no window will reach any more, or none yet. */
export async function purgeSlots(tx: Tx): Promise<void> {
  await sql`
    delete from sending_slot
    where at < clock_timestamp() - ${milliseconds(sql.lit(keptMs))} or at > ${farthest}`.execute(tx)
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
