import { sql } from 'kysely'
import type { Tx } from './tx.ts'

type Window = { readonly messages: number; readonly ms: number }

/**
 * The platform's limits (facts page, sections 3.1 and 3.3): 5 a second for one person, one chat and one card, 50 a
 * second and 1000 a minute for the app. Each window is a little longer than the platform's, because two calls may be
 * closer together when they arrive than when they left.
 */
const perLane: readonly Window[] = [{ messages: 5, ms: 1_100 }]
const perApp: readonly Window[] = [
  { messages: 50, ms: 1_100 },
  { messages: 1_000, ms: 61_000 },
]
const appLane = 'app'
const longestMs = Math.max(...[...perLane, ...perApp].map((window) => window.ms))
/** Any number, the same for all processes: only one counts and takes at a time. */
const lock = 720_461_839

/**
 * Lets one call out if all its lanes, and the app's, have room: 0 then, and the slots are taken when this transaction
 * commits; else the milliseconds after which asking again makes sense, and nothing is taken. All by the database's
 * clock, so that processes with clocks of their own keep one limit together. For a short transaction of its own.
 */
export async function takeSlot(tx: Tx, lanes: readonly string[]): Promise<number> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(tx)
  const waits = [...lanes.map((lane) => wait(tx, lane, perLane)), wait(tx, appLane, perApp)]
  const longest = Math.max(...(await Promise.all(waits)))
  if (longest > 0) return longest
  await tx
    .insertInto('sending_slot')
    .values([...lanes, appLane].map((lane) => ({ lane })))
    .execute()
  return 0
}

/** Forgets what no window reaches any more. */
export async function purgeSlots(tx: Tx): Promise<void> {
  await sql`delete from sending_slot where at < clock_timestamp() - ${ms(longestMs)}`.execute(tx)
}

/** How long until a lane has room in all its windows: until the oldest of its last `messages` has left the window. */
async function wait(tx: Tx, lane: string, windows: readonly Window[]): Promise<number> {
  const waits = windows.map(async (window) => {
    const { rows } = await sql<{ wait: number }>`
      select ceil(extract(epoch from at + ${ms(window.ms)} - clock_timestamp()) * 1000)::integer as wait
      from sending_slot
      where lane = ${lane} and at > clock_timestamp() - ${ms(window.ms)}
      order by at desc offset ${sql.lit(window.messages - 1)} limit 1`.execute(tx)
    return Math.max(0, rows[0]?.wait ?? 0)
  })
  return Math.max(...(await Promise.all(waits)))
}

function ms(count: number) {
  return sql`${sql.lit(count)} * interval '1 millisecond'`
}
