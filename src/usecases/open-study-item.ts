import { studyTextCard } from '#cards/study-item.ts'
import { studySaid } from '#cards/study-words.ts'
import { said } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { campaignsOf, findCampaign, loadStandard } from '#db/campaign.ts'
import { noteOpening, postedItems } from '#db/study.ts'
import type { CampaignId, ItemNo } from '../domain/ids.ts'
import { studyItems } from '../domain/study-item.ts'
import type { Reply } from '../events.ts'
import { post } from './post.ts'
import { refused, type Scene, showCard } from './scene.ts'
import { isCondensed } from './standards-here.ts'

/**
 * The whole text of an item, in private, to anybody in a group it was sent to, or to who has to do with the campaign.
 * Each of them is counted once for it; who has not opened it is listed nowhere (design, principle 2).
 */
export async function openStudyItem(scene: Scene, id: CampaignId, no: ItemNo): Promise<Reply> {
  const { tx, deps, who, now, today } = scene
  const campaign = await findCampaign(tx, id)
  if (campaign === null) return refused('old-card')
  const posted = (await postedItems(tx, id)).filter((one) => one.no === no && one.came !== 'lost')
  const isHere = posted.some((one) => one.chat === scene.chat)
  const mayRead = isHere || (await campaignsOf(tx, who.id)).some((one) => one.id === id)
  if (!mayRead) return refused('no-campaign')
  if (posted.length === 0) return { toast: { kind: 'info', text: studySaid.notSentYet } }
  const items = studyItems(await loadStandard(tx, campaign))
  const item = items.find((one) => one.no === no)
  if (item === undefined) return refused('old-card')
  if (await noteOpening(tx, id, { no, person: who.id, day: today }))
    await audit(tx, 'open-study-item', who.id, id, { item: no }, now)
  const card = studyTextCard({
    title: campaign.title,
    item,
    items: items.length,
    condensed: isCondensed(scene, campaign),
  })
  // Asked for in words a second time, it is wanted a second time; a second tap of a button is none.
  if (scene.place === 'private') return { card }
  const letter = {
    key: scene.via.kind === 'press' ? `study-open:${id}:${no}:${who.id}:${today}` : `${scene.key}:study`,
    target: { to: 'person' as const, person: who.openId },
    content: showCard(card),
    campaign: null,
    person: who.id,
  }
  const sent = await post(tx, deps.jobs, letter, now)
  return { toast: { kind: 'info', text: sent === null ? studySaid.sentToday : said.privately } }
}
