import { traceComing } from '#cards/paper-words.ts'
import { said } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { findCampaign, lockCampaign } from '#db/campaign.ts'
import type { CampaignId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { printedVersion } from './compile-summary.ts'
import { post } from './post.ts'
import { leads } from './roles.ts'
import { answer, refused, type Scene } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'

/**
 * 总结 依据, by the coordinator or a leader: the summary as it was last made with who stands behind each paragraph, to
 * them alone, wherever it was asked for. `id` null: said in words.
 */
export async function sendTrace(scene: Scene, id: CampaignId | null): Promise<Reply> {
  const { tx, deps, who, now, key } = scene
  const found = id === null ? await whichCampaign(scene, (one) => leads(scene, one)) : await findCampaign(tx, id)
  if (found === null) return refused('no-campaign')
  if (!(await leads(scene, found))) return refused('leaders-only')
  const campaign = (await lockCampaign(tx, found.id)) ?? found
  if (campaign.status === 'preparing') return refused('not-divided')
  const { version, fresh, stale } = await printedVersion(scene, campaign)
  const target = { to: 'person' as const, person: who.openId }
  await answer(scene, 'trace', target, { kind: 'text', text: traceComing(version, { fresh, stale }) })
  const content = { kind: 'trace', version } as const
  await post(tx, deps.jobs, { key: `${key}:trace:file`, target, content, campaign: campaign.id, person: who.id }, now)
  await audit(tx, 'send-trace', who.id, campaign.id, { version }, now)
  return scene.place === 'private' && scene.via.kind === 'message'
    ? {}
    : { toast: { kind: 'info', text: said.privately } }
}
