import type { Campaign } from '#db/campaign.ts'
import { chatsReadSince, isMember, membersReadAt } from '#db/chat.ts'
import { loadPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Scene } from './scene.ts'

/** What was read of a group's members longer ago than this gives nobody a right any more. */
export const membersHoldMs = 24 * 3_600_000

/**
 * In the leading group: whoever writes or presses there is in it. Elsewhere the list of its members counts while it is
 * fresh (every command reads it again), or somebody taken out of the group could go on with an old card.
 */
export async function isLeader(scene: Scene, campaign: Campaign): Promise<boolean> {
  if (scene.who.left) return false
  if (scene.chat === campaign.leadingChat) return true
  const readAt = await membersReadAt(scene.tx, campaign.leadingChat)
  if (readAt === null || scene.now.getTime() - readAt.getTime() > membersHoldMs) return false
  return isMember(scene.tx, campaign.leadingChat, scene.who.id)
}

/** Who may see the whole school and act for it: the leading group, and the coordinator wherever they are. */
export async function leads(scene: Scene, campaign: Campaign): Promise<boolean> {
  return (await mayCoordinate(scene, campaign)) || isLeader(scene, campaign)
}

/**
 * Whether somebody who asked for what only those who lead may see still may, when its turn comes up to hours later: the
 * list of the group as it was last read counts however old it is, as nothing said since where they asked.
 */
export async function stillLeads(tx: Tx, campaign: Campaign, person: PersonId): Promise<boolean> {
  if ((await loadPerson(tx, person)).left) return false
  if (campaign.coordinator === person) return true
  return isMember(tx, campaign.leadingChat, person)
}

/** Those of several that they lead, by the same rule, asked once for all of them. */
export async function ledAmong(scene: Scene, campaigns: readonly Campaign[]): Promise<Campaign[]> {
  if (scene.who.left) return []
  const since = new Date(scene.now.getTime() - membersHoldMs)
  const chats = [scene.chat, ...(await chatsReadSince(scene.tx, scene.who.id, since))]
  return campaigns.filter((one) => one.coordinator === scene.who.id || chats.includes(one.leadingChat))
}

/** The coordinator; when they have left the school, whoever is in the leading group, or a campaign would be orphaned. */
export async function mayCoordinate(scene: Scene, campaign: Campaign): Promise<boolean> {
  if (campaign.coordinator === scene.who.id) return !scene.who.left
  return (await loadPerson(scene.tx, campaign.coordinator)).left && isLeader(scene, campaign)
}
