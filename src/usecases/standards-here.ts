import { ownStandards } from '#db/own-standard.ts'
import type { ChatId } from '../domain/ids.ts'
import type { Standard } from '../domain/standard.ts'
import type { Scene } from './scene.ts'

/** Every standard a campaign of this leading group can be run against: the editions of the release, then its own. */
export async function standardsHere(scene: Scene, chat: ChatId): Promise<Standard[]> {
  return [...scene.deps.standards, ...(await ownStandards(scene.tx, chat))]
}
