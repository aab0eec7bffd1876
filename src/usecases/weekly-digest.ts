import { weeklyDigestCard } from '#cards/digest.ts'
import { assignedRows } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { standingIssues } from '#db/issue-standing.ts'
import type { Tx } from '#db/tx.ts'
import { daysBetween, wallClock } from '../domain/day.ts'
import { countIssues } from '../domain/issue.ts'
import { isOwnerless } from '../domain/issue-reminder.ts'
import { count } from '../domain/progress.ts'
import { weeklyDigestDue } from '../domain/reminder.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { showCard } from './scene.ts'
import { byDepartment } from './show-progress.ts'

/**
 * Numbers and departments to the leading group, once on the last school day of a week: the key says which. After the
 * campaign has closed it speaks of issues alone: a closed one is tended only while any of them is live.
 */
export async function postWeeklyDigest(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<void> {
  const clock = { now, timeZone: deps.timeZone, calendar: { work: deps.calendar, holidays: campaign.holidays } }
  const { inspectBy, remindHour, status } = campaign
  if (!weeklyDigestDue(clock, { inspectBy, remindHour, closed: false }, null)) return
  const { day } = wallClock(now, deps.timeZone)
  const issues = await standingIssues(tx, campaign.id, day, deps.timeZone)
  const counted = countIssues(issues.map((one) => one.standing))
  const rows = await assignedRows(tx, campaign.id)
  const card = weeklyDigestCard({
    campaign: campaign.id,
    title: campaign.title,
    total: count(rows.map((row) => row.means)),
    byDepartment: byDepartment(rows),
    inspectBy,
    daysLeft: status === 'closed' ? null : daysBetween(day, inspectBy),
    issues: counted,
    ownerless: issues.filter(isOwnerless).length,
  })
  const key = `weekly:${campaign.id}:${day}`
  const target = { to: 'chat' as const, chat: campaign.leadingChat }
  const letter = {
    key,
    target,
    content: showCard(card),
    campaign: campaign.id,
    person: null,
    reminder: 'weekly' as const,
  }
  await post(tx, deps.jobs, letter, now)
}

/** Whether there is still anything to say when its turn comes. */
export async function weeklyStillWanted(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<boolean> {
  if (campaign.status === 'open') return true
  const { day } = wallClock(now, deps.timeZone)
  const issues = await standingIssues(tx, campaign.id, day, deps.timeZone)
  return countIssues(issues.map((one) => one.standing)).live > 0
}
