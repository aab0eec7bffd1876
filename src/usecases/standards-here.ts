import type { Campaign } from '#db/campaign.ts'
import { ownStandards } from '#db/own-standard.ts'
import type { ChatId } from '../domain/ids.ts'
import type { Standard } from '../domain/standard.ts'
import type { Scene } from './scene.ts'

/** Every standard a campaign of this leading group can be run against: the editions of the release, then its own. */
export async function standardsHere(scene: Scene, chat: ChatId): Promise<Standard[]> {
  return [...scene.deps.standards, ...(await ownStandards(scene.tx, chat))]
}

/** Whether a campaign runs against an edition of the release, whose texts are condensed in our own words (decision 0014). */
export function isCondensed({ deps }: Scene, campaign: Pick<Campaign, 'standardId'>): boolean {
  return deps.standards.some((one) => one.id === campaign.standardId)
}
