import { insertDeliveries, insertDelivery } from '#db/delivery.ts'
import type { Tx } from '#db/tx.ts'
import type { DeliveryId } from '../domain/ids.ts'
import type { CardUpdate, Jobs, Letter, Target } from '../ports.ts'

/**
 * Queues a letter with the caller's transaction. Letters to one person or chat are sent in the order they were posted,
 * reminders in an order of their own. Returns its delivery, or null when one with this key was posted before.
 */
export async function post(tx: Tx, jobs: Jobs, letter: Letter, now: Date): Promise<DeliveryId | null> {
  const delivery = await insertDelivery(tx, letter, now)
  if (delivery === null) return null
  await jobs.enqueue(tx, queueOf(letter), { delivery }, { group: laneOf(letter.target) })
  return delivery
}

/** The same for several, in their order and in few statements; those posted before are left out. */
export async function postAll(tx: Tx, jobs: Jobs, letters: readonly Letter[], now: Date): Promise<void> {
  const deliveries = await insertDeliveries(tx, letters, now)
  for (const [queue, those] of Map.groupBy(letters, queueOf)) {
    const queued = those.flatMap(({ key, target }) => {
      const delivery = deliveries.get(key)
      return delivery === undefined ? [] : [{ payload: { delivery }, group: laneOf(target) }]
    })
    await jobs.enqueueAll(tx, queue, queued)
  }
}

/** By itself, so that at four o'clock whoever asks something is answered before all that fell due (decision 0046). */
function queueOf({ reminder }: Letter): 'deliver' | 'remind' {
  return reminder === undefined ? 'deliver' : 'remind'
}

/** The person or chat whose limit a message counts against. */
function laneOf(target: Target | CardUpdate): string {
  return target.to === 'person' ? target.person : target.chat
}
