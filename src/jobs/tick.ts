import type { Kysely } from 'kysely'
import { z } from 'zod'
import { purgeInbox } from '#db/inbox.ts'
import type { Database } from '#db/schema.ts'
import { purgeSlots } from '#db/sending-slot.ts'
import type { Job } from './job.ts'

type TickDeps = {
  readonly db: Kysely<Database>
  readonly now: () => Date
  /** What a database has to be told to do for itself. */
  readonly tidy: () => Promise<void>
  /** Does whatever is due now, and nothing that was done before. */
  readonly tick: (now: Date) => Promise<void>
}

/** Every minute: what is due is done, and what nobody will ask about any more is forgotten. */
export function tickJob({ db, now, tidy, tick }: TickDeps): Job<'tick'> {
  return {
    name: 'tick',
    payload: z.strictObject({}),
    atOnce: 1,
    // The next one comes in a minute anyway.
    tries: 1,
    run: async () => {
      // Before what may fail: a campaign that fails every minute would let these tables grow for ever.
      await db.transaction().execute(async (tx) => {
        await purgeSlots(tx)
        await purgeInbox(tx, now())
      })
      await tidy()
      await tick(now())
      return null
    },
    giveUp: async () => {},
  }
}
