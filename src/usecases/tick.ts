import { sayFoundAtEnd } from '#cards/finding-words.ts'
import { campaignClosed } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, campaignsToTend, changeCampaign, lockCampaign } from '#db/campaign.ts'
import { campaignsToReview } from '#db/review-told.ts'
import { campaignsStudying } from '#db/study.ts'
import { noteTended, untended } from '#db/tended.ts'
import type { Tx } from '#db/tx.ts'
import { nextSchoolDay } from '../domain/calendar.ts'
import { isOver } from '../domain/closing.ts'
import { addDays, type Day, wallClock } from '../domain/day.ts'
import type { CampaignId } from '../domain/ids.ts'
import { remindersAllowed } from '../domain/reminder.ts'
import { isStudyTime } from '../domain/study-item.ts'
import { summarise } from './compile-summary.ts'
import type { Deps } from './deps.ts'
import { findPoints } from './find-points.ts'
import { readLeadersAgain } from './refresh.ts'
import { remind } from './remind.ts'
import { remindOfIssues } from './remind-of-issues.ts'
import { renewCards } from './renew-cards.ts'
import { digestReviews } from './review-digest.ts'
import { sendStudyItem } from './send-study-item.ts'
import { tellCoordinator } from './tell-coordinator.ts'
import { postWeeklyDigest } from './weekly-digest.ts'

/** Where nothing was left to do it is looked again after this long, or at once when somebody did something there. */
const restMs = 10 * 60_000

/**
 * Whatever the moment asks for: who leads, reminders, the weekly digest, what is studied today, the end of a campaign, cards near the end of their life.
 * Each campaign in transactions of its own with its row held, so that two processes do it once. What fails in one keeps
 * no other from its turn, and is thrown at the end.
 */
export async function tick(deps: Deps, now: Date): Promise<void> {
  const failures: unknown[] = []
  const isDone: Attempt = (work) =>
    work.catch((error: unknown) => {
      failures.push(error)
      return false
    })
  const { running, reviewed, studying, untended: open } = await lookAround(deps, now)
  await isDone(readLeadersAgain(deps, now).then(yes))
  const done = new Set<CampaignId>()
  for (const one of running) if (await isDone(inTurn(deps, one, open, now, isDone))) done.add(one.id)
  const ran = new Set(running.map((one) => one.id))
  for (const id of reviewed.filter((one) => open.has(one))) {
    if (!(await isDone(digestReviews(deps, id, now).then(yes)))) done.delete(id)
    else if (!ran.has(id)) done.add(id)
  }
  for (const id of studying) await isDone(sendStudyItem(deps, id, now).then(yes))
  const tended = new Map([...open].filter(([id]) => done.has(id)))
  await deps.db.transaction().execute((tx) => noteTended(tx, tended, now))
  // The first says where; the others, should there be any, are said when it is mended.
  if (failures.length > 0) throw failures[0]
}

/** Answers whether a piece of work was done to its end; false also when it failed. */
type Attempt = (work: Promise<boolean>) => Promise<boolean>
const yes = () => true

/** A county's campaigns are many, and so are the minutes of a day: in few statements, which of them have to be opened. */
function lookAround(deps: Deps, now: Date) {
  const clock = { now, timeZone: deps.timeZone, calendar: { work: deps.calendar, holidays: [] } }
  const { day, hour } = wallClock(now, deps.timeZone)
  return deps.db.transaction().execute(async (tx) => ({
    running: await campaignsToTend(tx),
    reviewed: remindersAllowed(clock, hour) ? await campaignsToReview(tx, hour) : [],
    studying: isStudyTime(clock) ? await campaignsStudying(tx, day) : [],
    untended: await untended(tx, new Date(now.getTime() - restMs), now),
  }))
}

/** Whether anybody is written to unasked in this campaign at this hour; else only its end is looked for. */
function mayHear({ timeZone, calendar }: Deps, { holidays, remindHour }: Campaign, now: Date): boolean {
  return remindersAllowed({ now, timeZone, calendar: { work: calendar, holidays } }, remindHour)
}

/** Does what a campaign's turn asks for; true when it may rest now, because all of it was its turn and all was done. */
async function inTurn(
  deps: Deps,
  one: Campaign,
  open: ReadonlyMap<CampaignId, number>,
  now: Date,
  isDone: Attempt,
): Promise<boolean> {
  const ends = one.status === 'open' && isOver(one.inspectBy, wallClock(now, deps.timeZone))
  const whole = open.has(one.id) && mayHear(deps, one, now)
  let all = whole
  for (const work of whole ? [goOn, tendIssues, renewOpen] : ends ? [goOn] : []) {
    const done = await isDone(inCampaign(deps, one.id, (tx, campaign) => work(tx, deps, campaign, now)))
    all &&= done
  }
  return all
}

function inCampaign(
  deps: Deps,
  id: CampaignId,
  work: (tx: Tx, campaign: Campaign) => Promise<boolean>,
): Promise<boolean> {
  return deps.db.transaction().execute(async (tx) => {
    const campaign = await lockCampaign(tx, id)
    return campaign === null || campaign.status === 'preparing' || work(tx, campaign)
  })
}

async function goOn(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<boolean> {
  if (campaign.status !== 'open') return true
  if (isOver(campaign.inspectBy, wallClock(now, deps.timeZone))) await close(tx, deps, campaign, now)
  else await remindIfDue(tx, deps, campaign, now)
  return true
}

/** After the answers had their turn; what is to be rectified outlives the campaign that found it. */
async function tendIssues(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<boolean> {
  await remindOfIssues(tx, deps, campaign, now)
  await postWeeklyDigest(tx, deps, campaign, now)
  return true
}

/** Nobody fills in anything any more once it has closed. */
async function renewOpen(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<boolean> {
  return campaign.status !== 'open' || (await renewCards(tx, deps, campaign, now))
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
