import { type DailyView, studyCard } from '#cards/study.ts'
import { type Campaign, loadStandard } from '#db/campaign.ts'
import { countOpenings, findStudy, postedItems } from '#db/study.ts'
import { heldSessions } from '#db/study-session.ts'
import { countArrived, nextItem, nextStudyDay, studyItems } from '../domain/study-item.ts'
import type { Reply } from '../events.ts'
import { leads } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { clockOf } from './send-study-item.ts'

/** How the study of a campaign's standard stands, for the coordinator and the leaders, wherever they ask. */
export async function showStudy(scene: Scene, campaign: Campaign, toast: Reply['toast'] | null = null): Promise<Reply> {
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  const card = studyCard({
    campaign: campaign.id,
    title: campaign.title,
    sessions: await heldSessions(scene.tx, campaign.id),
    daily: await dailyView(scene, campaign),
    note: toast?.text ?? null,
  })
  return { card, ...(toast === null || toast === undefined ? {} : { toast }) }
}

async function dailyView({ tx, deps, now, place, chat }: Scene, campaign: Campaign): Promise<DailyView> {
  const study = await findStudy(tx, campaign.id)
  const posted = await postedItems(tx, campaign.id)
  const items = studyItems(await loadStandard(tx, campaign))
  const next = nextItem(items, posted)
  const runs = study?.running === true && campaign.status !== 'closed'
  const isHere = study?.chat === chat
  const day = nextStudyDay(clockOf(deps, campaign, now), posted.at(-1)?.day ?? null)
  return {
    seen: study?.version ?? 0,
    runs,
    group: study === null ? null : isHere ? '本群' : study.chatName,
    botLeft: study?.botLeft ?? false,
    sent: countArrived(posted).sent,
    items: items.length,
    ...(await countOpenings(tx, campaign.id)),
    next: next === null || day === null ? null : { no: next.no, title: next.title, day },
    mayStart: place === 'group' && campaign.status !== 'closed' && next !== null && !(runs && isHere),
    ended: campaign.status === 'closed',
  }
}
