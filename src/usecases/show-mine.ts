import { mineCard } from '#cards/mine.ts'
import type { AssignedRow } from '#db/assignment.ts'
import { type Campaign, campaignsOf, findCampaign } from '#db/campaign.ts'
import type { CampaignId } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { otherCampaigns, ownRows } from './walk-card.ts'

/** Somebody's assignments and their state, the open ones first. */
export async function showMine(
  scene: Scene,
  ask: { readonly campaign: CampaignId | null; readonly page: number },
): Promise<Reply> {
  const campaign = ask.campaign === null ? await mostPressing(scene) : await findCampaign(scene.tx, ask.campaign)
  if (campaign === null) return refused('no-campaign')
  const rows = await ownRows(scene, campaign.id)
  if (rows.length === 0) return refused(campaign.status === 'preparing' ? 'not-divided' : 'nothing-assigned')
  const card = mineCard({
    campaign: campaign.id,
    campaignTitle: campaign.title,
    page: ask.page,
    items: rows.map((row) => ({
      assignment: row.assignment,
      no: row.no,
      taskNo: row.taskNo,
      title: row.title,
      state: stateOf(row),
      rating: row.rating,
    })),
    inspectBy: campaign.inspectBy,
    others: await otherCampaigns(scene, campaign.id),
  })
  if (scene.place === 'private') return { card }
  // How far somebody is, is nobody else's business (design, principle 2).
  return answerAside(scene, 'mine', card)
}

function stateOf({ state, hasDraft }: AssignedRow) {
  if (state === 'open') return hasDraft ? 'draft' : 'open'
  return state === 'submitted' ? 'answered' : state
}

async function mostPressing(scene: Scene): Promise<Campaign | null> {
  const all = await campaignsOf(scene.tx, scene.who.id)
  for (const campaign of all) if ((await ownRows(scene, campaign.id)).length > 0) return campaign
  return all[0] ?? null
}
