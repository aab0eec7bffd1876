import { type Campaign, lockCampaign } from '#db/campaign.ts'
import type { CampaignId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { mayCoordinate } from './roles.ts'
import { refused, type Scene } from './scene.ts'

type Held = { readonly campaign: Campaign } | { readonly reply: Reply }

/** The campaign, held, for its coordinator; otherwise what to say instead. */
export async function holdCoordinated(scene: Scene, id: CampaignId): Promise<Held> {
  const campaign = await lockCampaign(scene.tx, id)
  if (campaign === null) return { reply: refused('old-card') }
  return (await mayCoordinate(scene, campaign)) ? { campaign } : { reply: refused('coordinator-only') }
}

/** The same for whoever may change its division by a table: while it is not closed. */
export async function loadCampaignFor(scene: Scene, id: CampaignId): Promise<Held> {
  const held = await holdCoordinated(scene, id)
  return 'campaign' in held && held.campaign.status === 'closed' ? { reply: refused('closed') } : held
}
