import type { Kysely } from 'kysely'
import { SharedInVainError } from './ride.ts'
import type { Database } from './schema.ts'
import type { Tx } from './tx.ts'

/** What was asked for did not begin in time, and never will: nothing has changed. */
export class NotBegunError extends Error {
  constructor() {
    super('the database had no room for a transaction in time')
    this.name = 'NotBegunError'
  }
}

/**
 * A transaction that begins within `ms` or never: so that whoever waits can be told for certain that nothing has changed,
 * and what nobody waits for any more does not stand in a queue that a slow database makes longer and longer. Throws
 * NotBegunError, and what the work throws.
 *
 * `first` is what has to be done to have begun: to a server `begin` goes with the first statement (server-dialect.ts), so
 * it is that statement's answer which shows that there was room. What it did is undone when it came too late.
 *
 * `shared`: where it may be one with other transactions (ride.ts). When that comes to nothing, all of it is done once more,
 * alone: `first` and `work` change nothing but the database.
 */
export function beginInTime<First, T>(
  db: Kysely<Database>,
  ms: number,
  first: (tx: Tx) => Promise<First>,
  work: (tx: Tx, of: First) => Promise<T>,
  shared = db,
): Promise<T> {
  const late = Promise.withResolvers<never>()
  let hasBegun = false
  let isOver = false
  const timer = setTimeout(() => {
    isOver = true
    if (!hasBegun) late.reject(new NotBegunError())
  }, ms)
  const assertInTime = () => {
    if (isOver) throw new NotBegunError()
  }
  const run = (on: Kysely<Database>) =>
    on.connection().execute(async (one) => {
      // Before the database is asked for anything: there may be hundreds who have missed it.
      assertInTime()
      return one.transaction().execute(async (tx) => {
        const found = await first(tx)
        assertInTime()
        hasBegun = true
        return work(tx, found)
      })
    })
  const done = run(shared).catch((error: unknown) => {
    if (!(error instanceof SharedInVainError)) throw error
    hasBegun = false
    assertInTime()
    return run(db)
  })
  return Promise.race([done, late.promise]).finally(() => clearTimeout(timer))
}
