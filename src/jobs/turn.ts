import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { type Booking, giveBack, takeSlot } from '#db/sending-slot.ts'
import type { Again } from './job.ts'

export type TurnDeps = {
  readonly db: Kysely<Database>
  readonly pause: (ms: number, stopping: AbortSignal) => Promise<void>
}

/**
 * Waits until a call may be made, which is a minute at most: then the platform takes nothing from anybody, and to put it
 * back meanwhile would turn the whole queue over. `lanes`: whom it is to, beside the app. `Again` when the process stops
 * before.
 */
export async function waitForTurn(
  { db, pause }: TurnDeps,
  lanes: readonly string[],
  stopping: AbortSignal,
): Promise<Booking | Again> {
  for (;;) {
    const { booking, ms } = await db.transaction().execute((tx) => takeSlot(tx, lanes))
    if (ms > 0) await pause(ms, stopping)
    if (stopping.aborted) {
      if (booking !== null) await db.transaction().execute((tx) => giveBack(tx, booking))
      return { afterMs: ms }
    }
    if (booking !== null) return booking
  }
}
