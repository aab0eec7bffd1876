import { type Campaign, lockCampaign } from '#db/campaign.ts'
import type { CampaignId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'

/**
 * The campaign, held, for whoever may change its division by a table: its coordinator, while it is not closed. Otherwise
 * what to say instead.
 */
export async function loadCampaignFor(
  scene: Scene,
  id: CampaignId,
): Promise<{ readonly campaign: Campaign } | { readonly reply: Reply }> {
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null) return { reply: refused('old-card') }
  if (!(await mayCoordinate(scene, campaign))) return { reply: refused('coordinator-only') }
  return campaign.status === 'closed' ? { reply: refused('closed') } : { campaign }
}
