import { type Campaign, campaignLedBy, campaignsOf } from '#db/campaign.ts'
import type { Scene } from './scene.ts'

/**
 * The campaign a command is about that names none: in a group the one it leads. Elsewhere the first of the asker's that
 * suits the command, running ones first and the most pressing of them foremost, closed ones after, the latest foremost;
 * when none suits, the first at all, so that the answer can say how it stands. Null: they have to do with none.
 */
export async function whichCampaign(
  scene: Scene,
  suits: (campaign: Campaign) => Promise<boolean>,
): Promise<Campaign | null> {
  const led = scene.place === 'group' ? await campaignLedBy(scene.tx, scene.chat) : null
  if (led !== null) return led
  const all = await campaignsOf(scene.tx, scene.who.id)
  for (const campaign of all) if (await suits(campaign)) return campaign
  return all[0] ?? null
}
