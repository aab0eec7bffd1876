import { studySaid } from '#cards/study-words.ts'
import { refusals } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { campaignLedBy, loadStandard, lockCampaign } from '#db/campaign.ts'
import { beginStudy, endStudy, findStudy, postedItems } from '#db/study.ts'
import type { CampaignId } from '../domain/ids.ts'
import { nextItem, studyItems } from '../domain/study-item.ts'
import type { Reply } from '../events.ts'
import { leads } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { showStudy } from './show-study.ts'

type Ask = {
  readonly campaign: CampaignId
  /** The state the card was drawn from; null: said in words, which are about now. */
  readonly seen: number | null
}

/** From now on this group hears of an item a day; the one that did before hears no more. For coordinator and leaders. */
export async function startStudy(scene: Scene, ask: Ask): Promise<Reply> {
  const { tx, who, chat, now } = scene
  if (scene.place !== 'group') return { toast: { kind: 'info', text: studySaid.startInGroup } }
  const campaign = await lockCampaign(tx, ask.campaign)
  if (campaign === null) return refused('old-card')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  if (campaign.status === 'closed') return showStudy(scene, campaign, { kind: 'info', text: studySaid.ended })
  const led = await campaignLedBy(tx, chat)
  if (led !== null && led.id !== campaign.id && led.status !== 'closed')
    return { toast: { kind: 'warning', text: studySaid.groupOfOther } }
  const study = await findStudy(tx, campaign.id)
  if (study?.running && study.chat === chat)
    return showStudy(scene, campaign, { kind: 'info', text: studySaid.runsHere })
  if (isOld(ask, study?.version ?? 0))
    return showStudy(scene, campaign, { kind: 'warning', text: refusals['old-card'] })
  const items = studyItems(await loadStandard(tx, campaign))
  if (nextItem(items, await postedItems(tx, campaign.id)) === null)
    return showStudy(scene, campaign, { kind: 'info', text: studySaid.allSent })
  await beginStudy(tx, campaign.id, chat)
  await audit(tx, 'start-study', who.id, campaign.id, { moved: study?.running ?? false }, now)
  return showStudy(scene, campaign, { kind: 'success', text: studySaid.started })
}

/** No group hears of it any more; what was sent stays counted, and starting again goes on where it stopped. */
export async function stopStudy(scene: Scene, ask: Ask): Promise<Reply> {
  const { tx, who, now } = scene
  const campaign = await lockCampaign(tx, ask.campaign)
  if (campaign === null) return refused('old-card')
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  const study = await findStudy(tx, campaign.id)
  if (study === null || !study.running) return showStudy(scene, campaign, { kind: 'info', text: studySaid.notRunning })
  if (isOld(ask, study.version)) return showStudy(scene, campaign, { kind: 'warning', text: refusals['old-card'] })
  await endStudy(tx, campaign.id)
  await audit(tx, 'stop-study', who.id, campaign.id, {}, now)
  return showStudy(scene, campaign, { kind: 'success', text: studySaid.stopped })
}

function isOld({ seen }: Ask, version: number): boolean {
  return seen !== null && seen !== version
}
