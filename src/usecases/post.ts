import { insertDelivery } from '#db/delivery.ts'
import type { Tx } from '#db/tx.ts'
import type { CampaignId, DeliveryId, PersonId } from '../domain/ids.ts'
import type { CardUpdate, Content, Jobs, Target } from '../ports.ts'

/** A message to be sent once this transaction has committed. `file` names a summary by its version. */
export type Letter = {
  /** Says what this message is (`assigned:7:12:2026-11-23`): posted twice, it is still one message. */
  readonly key: string
  readonly target: Target | CardUpdate
  readonly content: Exclude<Content, { kind: 'file' }> | { readonly kind: 'summary-file'; readonly version: number }
  readonly campaign: CampaignId | null
  /** Whom it is for, so that the coordinator can be told when they cannot be reached. */
  readonly person: PersonId | null
  /** A reminder: looked at once more when its turn comes, because hours may lie between (design, flow 6). */
  readonly reminder?: true
}

/**
 * Queues a letter with the caller's transaction. Letters to one person or chat are sent in the order they were posted.
 * Returns its delivery, or null when one with this key was posted before.
 */
export async function post(tx: Tx, jobs: Jobs, letter: Letter, now: Date): Promise<DeliveryId | null> {
  const delivery = await insertDelivery(tx, letter, now)
  if (delivery === null) return null
  await jobs.enqueue(tx, 'deliver', { delivery }, { group: laneOf(letter.target) })
  return delivery
}

/** The person or chat whose limit a message counts against. */
export function laneOf(target: Target | CardUpdate): string {
  return target.to === 'person' ? target.person : target.chat
}
