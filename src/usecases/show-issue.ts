import { type Campaign, findCampaign } from '#db/campaign.ts'
import { campaignOfIssue, findIssue, type KeptIssue } from '#db/issue.ts'
import { saveFocus } from '#db/issue-focus.ts'
import type { IssueId } from '../domain/ids.ts'
import { type IssueRoles, isLive, maySee } from '../domain/issue.ts'
import type { Reply } from '../events.ts'
import { declined } from './decline.ts'
import { rolesIn } from './issue-roles.ts'
import { drawIssue, type Saying } from './issue-view.ts'
import { answerAside, type Scene } from './scene.ts'

/** Before the leading group a card is the same for everybody there: what leaders may do, and nobody's name. */
const leaders: IssueRoles = { owner: false, head: false, leads: true, concerned: true, asker: false, hadIt: false }

/** Opens one issue: by its line in the ledger, a letter's button, or words that name its number. */
export async function openIssue(scene: Scene, id: IssueId): Promise<Reply> {
  const campaignId = await campaignOfIssue(scene.tx, id)
  const campaign = campaignId === null ? null : await findCampaign(scene.tx, campaignId)
  const issue = campaign === null ? null : await findIssue(scene.tx, id)
  if (campaign === null || issue === null) return declined('unknown')
  if (!maySee(await rolesIn(scene, campaign, issue))) return declined('unknown')
  return showIssue(scene, campaign, issue)
}

/**
 * The card of an issue whose presser may see it: in place of the one pressed, or as a new message. In a group that does
 * not lead this campaign it goes to them in private. What its owner has opened in private is what their next words and
 * photos are about.
 */
export async function showIssue(
  scene: Scene,
  campaign: Campaign,
  issue: KeptIssue,
  saying: Saying & { readonly toast?: Reply['toast'] } = {},
): Promise<Reply> {
  const { toast, typed = null } = saying
  const note = saying.note ?? (scene.via.kind === 'message' ? (toast?.text ?? null) : null)
  if (scene.place === 'group' && scene.chat === campaign.leadingChat) {
    return { card: await drawIssue(scene, campaign, issue, leaders, { note, typed }), ...(toast && { toast }) }
  }
  const alone: Scene = { ...scene, place: 'private' }
  const card = await drawIssue(alone, campaign, issue, await rolesIn(scene, campaign, issue), { note, typed })
  if (scene.place === 'private' && issue.owner === scene.who.id && isLive(issue.state)) {
    await saveFocus(scene.tx, scene.who.id, { campaign: campaign.id, issue: issue.id, chat: scene.chat }, scene.now)
  }
  if (scene.place === 'group') return answerAside(scene, `issue:${issue.id}`, card)
  return { card, ...(toast && { toast }) }
}
