import { sayFoundAtEnd } from '#cards/finding-words.ts'
import { campaignClosed } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, campaignsToTend, changeCampaign, lockCampaign } from '#db/campaign.ts'
import type { Tx } from '#db/tx.ts'
import { nextSchoolDay } from '../domain/calendar.ts'
import { isOver } from '../domain/closing.ts'
import { addDays, type Day, wallClock } from '../domain/day.ts'
import type { CampaignId } from '../domain/ids.ts'
import { remindersAllowed } from '../domain/reminder.ts'
import { summarise } from './compile-summary.ts'
import type { Deps } from './deps.ts'
import { findPoints } from './find-points.ts'
import { readLeadersAgain } from './refresh.ts'
import { remind } from './remind.ts'
import { remindOfIssues } from './remind-of-issues.ts'
import { renewCards } from './renew-cards.ts'
import { campaignsWithReviews, digestReviews } from './review-digest.ts'
import { campaignsToStudy, sendStudyItem } from './send-study-item.ts'
import { tellCoordinator } from './tell-coordinator.ts'
import { postWeeklyDigest } from './weekly-digest.ts'

/**
 * Whatever the moment asks for: who leads, reminders, the weekly digest, what is studied today, the end of a campaign, cards near the end of their life.
 * Each campaign in transactions of its own with its row held, so that two processes do it once. What fails in one keeps
 * no other from its turn, and is thrown at the end.
 */
export async function tick(deps: Deps, now: Date): Promise<void> {
  const running = await deps.db.transaction().execute((tx) => campaignsToTend(tx))
  const failures: unknown[] = []
  await readLeadersAgain(deps, now).catch((error: unknown) => {
    failures.push(error)
  })
  for (const one of running) {
    for (const work of [goOn, tendIssues, renewOpen]) {
      await inTurn(deps, one, work, now).catch((error: unknown) => {
        failures.push(error)
      })
    }
  }
  for (const id of await campaignsWithReviews(deps)) {
    await digestReviews(deps, id, now).catch((error: unknown) => {
      failures.push(error)
    })
  }
  for (const id of await campaignsToStudy(deps)) {
    await sendStudyItem(deps, id, now).catch((error: unknown) => {
      failures.push(error)
    })
  }
  // The first says where; the others, should there be any, are said when it is mended.
  if (failures.length > 0) throw failures[0]
}

type Work = (tx: Tx, deps: Deps, campaign: Campaign, now: Date) => Promise<void>

/** Out of hours nothing is written to anybody unasked, and a county's campaigns are many: only the end is looked for. */
async function inTurn(deps: Deps, one: Campaign, work: Work, now: Date): Promise<void> {
  const clock = { now, timeZone: deps.timeZone, calendar: { work: deps.calendar, holidays: one.holidays } }
  if (work !== goOn && !remindersAllowed(clock, one.remindHour)) return
  await inCampaign(deps, one.id, (tx, campaign) => work(tx, deps, campaign, now))
}

function inCampaign(deps: Deps, id: CampaignId, work: (tx: Tx, campaign: Campaign) => Promise<void>): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const campaign = await lockCampaign(tx, id)
    if (campaign !== null && campaign.status !== 'preparing') await work(tx, campaign)
  })
}

async function goOn(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<void> {
  if (campaign.status !== 'open') return
  if (isOver(campaign.inspectBy, wallClock(now, deps.timeZone))) return close(tx, deps, campaign, now)
  await remindIfDue(tx, deps, campaign, now)
}

/** After the answers had their turn; what is to be rectified outlives the campaign that found it. */
async function tendIssues(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<void> {
  await remindOfIssues(tx, deps, campaign, now)
  await postWeeklyDigest(tx, deps, campaign, now)
}

/** Nobody fills in anything any more once it has closed. */
async function renewOpen(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<void> {
  if (campaign.status === 'open') await renewCards(tx, deps, campaign, now)
}

/** Closed, the answers stand still and the summary is made of them; a later date in the settings opens it again. */
async function close(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<void> {
  const change = { status: 'closed' as const, remindOn: null }
  await changeCampaign(tx, campaign.id, change)
  await audit(tx, 'close-campaign', null, campaign.id, {}, now)
  const noted = await summarise(tx, deps, { ...campaign, ...change }, now)
  // Who was told what the summary lacks was told there how many points the check finds.
  const found = noted ? 0 : (await findPoints(tx, deps, campaign, wallClock(now, deps.timeZone).day)).findings.length
  const text = campaignClosed(campaign.title, laterDay(campaign, deps)) + sayFoundAtEnd(found)
  await tellCoordinator(tx, deps, campaign, { key: `closed:${campaign.id}:${campaign.inspectBy}`, text }, now)
}

/** A day that could be written instead: the first school day from a week later on. */
function laterDay({ inspectBy, holidays }: Campaign, deps: Deps): Day {
  const almost = addDays(inspectBy, 6)
  return nextSchoolDay(almost, { work: deps.calendar, holidays }) ?? addDays(almost, 1)
}

async function remindIfDue(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<void> {
  const { day } = wallClock(now, deps.timeZone)
  const byHand = campaign.remindOn !== null && campaign.remindOn <= day
  const clock = { now, timeZone: deps.timeZone, calendar: { work: deps.calendar, holidays: campaign.holidays } }
  if (!remindersAllowed(clock, campaign.remindHour)) return
  if (byHand) {
    await remind(tx, deps, campaign, { asked: 'by-hand', now })
    await changeCampaign(tx, campaign.id, { remindOn: null })
  }
  await remind(tx, deps, campaign, { asked: 'by-schedule', now })
}
