import type { Campaign } from '#db/campaign.ts'
import { loadPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { Target } from '../ports.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'

/** A line to the coordinator in private; when they have left, to the leading group, or nobody would hear it. */
export async function tellCoordinator(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  letter: { readonly key: string; readonly text: string },
  now: Date,
): Promise<void> {
  const { id, openId, left } = await loadPerson(tx, campaign.coordinator)
  const target: Target = left ? { to: 'chat', chat: campaign.leadingChat } : { to: 'person', person: openId }
  const { key, text } = letter
  const person = left ? null : id
  await post(tx, deps.jobs, { key, target, content: { kind: 'text', text }, campaign: campaign.id, person }, now)
}
