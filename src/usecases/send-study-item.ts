import { studyItemCard } from '#cards/study-item.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, loadStandard, lockCampaign } from '#db/campaign.ts'
import { endStudy, findStudy, notePostedItem, postedItems, type Study } from '#db/study.ts'
import type { Tx } from '#db/tx.ts'
import { wallClock } from '../domain/day.ts'
import type { CampaignId } from '../domain/ids.ts'
import type { Clock } from '../domain/reminder.ts'
import { isStudyTime, nextItem, studyItems } from '../domain/study-item.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { showCard } from './scene.ts'

/**
 * The item of the day to the group of a campaign, once: a row for campaign and day says so. While one is still on its way
 * nothing follows it, or a group would get two after an outage. When nothing is left, it ends.
 */
export async function sendStudyItem(deps: Deps, id: CampaignId, now: Date): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const campaign = await lockCampaign(tx, id)
    const study = campaign === null ? null : await findStudy(tx, id)
    if (campaign === null || !mayGoOut(deps, campaign, study, now)) return
    const { day } = wallClock(now, deps.timeZone)
    const posted = await postedItems(tx, id)
    if (posted.some((one) => one.day === day || one.came === 'on-its-way')) return
    const items = studyItems(await loadStandard(tx, campaign))
    const item = nextItem(items, posted)
    if (item === null) {
      await endStudy(tx, id)
      await audit(tx, 'end-study', null, id, { items: items.length }, now)
      return
    }
    const { chat } = study
    const letter = {
      key: `study:${id}:${day}`,
      target: { to: 'chat' as const, chat },
      content: showCard(studyItemCard({ campaign: id, title: campaign.title, item, items: items.length })),
      campaign: id,
      person: null,
      reminder: 'study' as const,
    }
    const delivery = await post(tx, deps.jobs, letter, now)
    if (delivery === null) return
    await notePostedItem(tx, id, { day, no: item.no, chat, delivery })
    await audit(tx, 'send-study-item', null, id, { item: item.no }, now)
  })
}

/** Whether an item that waited for its turn may still go out: to today's group, in today's hours, of today. */
export async function itemStillWanted(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<boolean> {
  const study = await findStudy(tx, campaign.id)
  if (!mayGoOut(deps, campaign, study, now)) return false
  const { day } = wallClock(now, deps.timeZone)
  return (await postedItems(tx, campaign.id)).some(
    (one) => one.day === day && one.chat === study.chat && one.came === 'on-its-way',
  )
}

function mayGoOut(deps: Deps, campaign: Campaign, study: Study | null, now: Date): study is Study {
  return (
    study?.running === true &&
    !study.botLeft &&
    campaign.status !== 'closed' &&
    isStudyTime(clockOf(deps, campaign, now))
  )
}

export function clockOf({ timeZone, calendar }: Deps, { holidays }: Campaign, now: Date): Clock {
  return { now, timeZone, calendar: { work: calendar, holidays } }
}
