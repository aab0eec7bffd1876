import { campaignStudiedIn } from '#db/study.ts'
import type { ItemNo } from '../domain/ids.ts'
import { readStudyWords } from '../domain/study-command.ts'
import type { Reply } from '../events.ts'
import { startStudy, stopStudy } from './daily-study.ts'
import { noteSession, offerSession, takeBackSession } from './note-session.ts'
import { openStudyItem } from './open-study-item.ts'
import { leads } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { showStudy } from './show-study.ts'
import { whichCampaign } from './which-campaign.ts'

/** `/study` and what its buttons do, in words: 学习, 学习 开始, 学习 （7）, 学习 记录 9月3日 集中学习 32人 校长解读标准, 学习 撤下 2. */
export async function studyByWords(scene: Scene, rest: string): Promise<Reply> {
  const said = readStudyWords(rest)
  if (said?.what === 'item') return openByWords(scene, said.no)
  const campaign = await whichCampaign(scene, (one) => leads(scene, one))
  if (campaign === null) return refused('no-campaign')
  if (said === null) return refused('study-unclear')
  switch (said.what) {
    case 'show':
      return showStudy(scene, campaign)
    case 'start':
      return startStudy(scene, { campaign: campaign.id, seen: null })
    case 'stop':
      return stopStudy(scene, { campaign: campaign.id, seen: null })
    case 'form':
      return offerSession(scene, campaign.id)
    case 'note':
      return noteSession(scene, { campaign: campaign.id, seen: null, given: said.given })
    case 'withdraw':
      return takeBackSession(scene, campaign.id, said.no)
  }
}

/** 学习 （7）, for everybody: of what is studied in this group, else of the first campaign they have to do with. */
async function openByWords(scene: Scene, no: ItemNo): Promise<Reply> {
  const here = scene.place === 'group' ? await campaignStudiedIn(scene.tx, scene.chat) : null
  const campaign = here ?? (await whichCampaign(scene, async (one) => one.status !== 'closed'))?.id ?? null
  return campaign === null ? refused('no-campaign') : openStudyItem(scene, campaign, no)
}
