import type { Campaign } from '#db/campaign.ts'
import { isMember } from '#db/chat.ts'
import { loadPerson } from '#db/person.ts'
import type { Scene } from './scene.ts'

/** In the leading group: whoever writes or presses there is in it, for others what was last read of its members counts. */
export async function isLeader(scene: Scene, campaign: Campaign): Promise<boolean> {
  return scene.chat === campaign.leadingChat || isMember(scene.tx, campaign.leadingChat, scene.who.id)
}

/** The coordinator; when they have left the school, whoever is in the leading group, or a campaign would be orphaned. */
export async function mayCoordinate(scene: Scene, campaign: Campaign): Promise<boolean> {
  if (campaign.coordinator === scene.who.id) return true
  return (await loadPerson(scene.tx, campaign.coordinator)).left && isLeader(scene, campaign)
}
