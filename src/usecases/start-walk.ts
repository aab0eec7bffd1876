import { findAssignment } from '#db/assignment.ts'
import { type Campaign, campaignLedBy, campaignsOf, findCampaign } from '#db/campaign.ts'
import type { Jump } from '../domain/command.ts'
import type { AssignmentId, CampaignId } from '../domain/ids.ts'
import { isToDo } from '../domain/review.ts'
import { mostPressing } from '../domain/walk.ts'
import type { Reply } from '../events.ts'
import { refused, type Scene } from './scene.ts'
import { ownRows, showFinished, showRequirement, toStops } from './walk-card.ts'

/** Begins or goes on with somebody's walk, at the first open requirement or where they jump to. */
export async function startWalk(
  scene: Scene,
  ask: { readonly campaign: CampaignId | null; readonly jump: Jump | null },
): Promise<Reply> {
  const campaign = ask.campaign === null ? await pickCampaign(scene) : await findCampaign(scene.tx, ask.campaign)
  if (campaign === null) return refused('no-campaign')
  if (campaign.status === 'preparing') return refused('not-divided')
  const rows = await ownRows(scene, campaign.id)
  if (rows.length === 0) return refused('nothing-assigned')
  const toDo = rows.filter((row) => isToDo(row.state, campaign.status))
  if (campaign.status === 'closed' && toDo.length === 0) return refused('closed')
  const { jump } = ask
  if (jump === null) {
    const at = mostPressing(toStops(rows, campaign.status), null)
    return at === null ? showFinished(scene, campaign) : showRequirement(scene, campaign, at)
  }
  const there = rows.filter((row) => (jump.to === 'task' ? row.taskNo === jump.no : row.no === jump.no))
  const found = there.find((row) => toDo.includes(row)) ?? there[0]
  if (found === undefined) return refused('requirement-unknown')
  return campaign.status === 'closed' && !toDo.includes(found)
    ? refused('closed')
    : showRequirement(scene, campaign, found.assignment)
}

/** One requirement picked from the list of one's own. */
export async function openAssignment(scene: Scene, id: AssignmentId): Promise<Reply> {
  const assignment = await findAssignment(scene.tx, id)
  const campaign = assignment === null ? null : await findCampaign(scene.tx, assignment.campaign)
  if (assignment === null || campaign === null) return refused('old-card')
  if (assignment.respondent !== scene.who.id) return refused('not-assigned')
  if (campaign.status === 'closed' && !isToDo(assignment.state, 'closed')) return refused('closed')
  return showRequirement(scene, campaign, id)
}

/**
 * Which campaign is meant when none is named: the one this group leads, if the person has a share in it; else the most
 * pressing in which something of theirs is open; else any they have to do with, to say how it stands.
 */
async function pickCampaign(scene: Scene): Promise<Campaign | null> {
  const led = scene.place === 'group' ? await campaignLedBy(scene.tx, scene.chat) : null
  if (led !== null && led.status !== 'closed' && (await ownRows(scene, led.id)).length > 0) return led
  const all = await campaignsOf(scene.tx, scene.who.id)
  const withShare: Campaign[] = []
  for (const campaign of all) {
    const rows = await ownRows(scene, campaign.id)
    if (rows.some((row) => isToDo(row.state, campaign.status))) return campaign
    if (rows.length > 0) withShare.push(campaign)
  }
  return withShare[0] ?? led ?? all[0] ?? null
}
