import { headIssuesCard, issueReminderCard } from '#cards/issue-reminder.ts'
import { audit } from '#db/audit.ts'
import type { Campaign } from '#db/campaign.ts'
import { loadDepartments } from '#db/department.ts'
import { ownersSinceItBegan } from '#db/issue-owner.ts'
import { issueReminders, noteIssueReminders } from '#db/issue-reminder.ts'
import { type StandingIssue, standingIssues } from '#db/issue-standing.ts'
import { loadPerson } from '#db/person.ts'
import { claimReminder } from '#db/reminder.ts'
import type { Tx } from '#db/tx.ts'
import { type Day, wallClock } from '../domain/day.ts'
import type { PersonId } from '../domain/ids.ts'
import { isLive } from '../domain/issue.ts'
import { isOwnerless, planIssueReminders, stillOwes, type Tellable } from '../domain/issue-reminder.ts'
import { remindersAllowed } from '../domain/reminder.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { showCard } from './scene.ts'

/**
 * Reminders of what is to be rectified, also when the campaign has closed. Nobody gets a second private message on a day:
 * what comes after a reminder of answers waits for the next school day. The campaign is held by the caller.
 */
export async function remindOfIssues(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<void> {
  const calendar = { work: deps.calendar, holidays: campaign.holidays }
  if (!remindersAllowed({ now, timeZone: deps.timeZone, calendar }, campaign.remindHour)) return
  const today = wallClock(now, deps.timeZone).day
  const issues = await liveIssues(tx, deps, campaign, today)
  if (issues.length === 0) return
  const past = await issueReminders(tx, campaign.id)
  const plan = planIssueReminders(issues, past, await tellable(tx, campaign), { today, calendar })
  const sending = { tx, deps, campaign, today, now }
  let people = 0
  for (const [person, { own, look }] of plan.privately) {
    if (await remindPerson(sending, person, own, look)) people += 1
  }
  for (const [head, about] of plan.toHeads) people += await tellHead(sending, head, about)
  if (people > 0) await audit(tx, 'remind', null, campaign.id, { people, origin: 'schedule', about: 'issues' }, now)
}

/** Whether a reminder of issues that waited for its turn has still something to say to this person. */
export async function issuesStillWanted(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  reminder: { readonly person: PersonId | null; readonly kind: 'issues' | 'issues-head' },
  now: Date,
): Promise<boolean> {
  const { person, kind } = reminder
  if (person === null) return false
  const today = wallClock(now, deps.timeZone).day
  const [issues, whom] = [await liveIssues(tx, deps, campaign, today), await tellable(tx, campaign)]
  return issues.some((issue) => stillOwes(issue, person, kind, whom, today))
}

async function liveIssues(tx: Tx, deps: Deps, campaign: Campaign, today: Day) {
  const issues = (await standingIssues(tx, campaign.id, today, deps.timeZone)).filter((one) => isLive(one.state))
  const owners = await ownersSinceItBegan(
    tx,
    issues.map((one) => one.id),
  )
  return issues.map((one) => ({ ...one, had: owners.get(one.id) ?? new Set<PersonId>() }))
}

async function tellable(tx: Tx, campaign: Campaign): Promise<Tellable> {
  const departments = await loadDepartments(tx, campaign.id)
  const heads = departments.flatMap(({ id, heads: [head] }) => (head === undefined ? [] : [[id, head.id] as const]))
  const coordinator = await loadPerson(tx, campaign.coordinator)
  return { heads: new Map(heads), coordinator: coordinator.left ? null : coordinator.id }
}

type Sending = {
  readonly tx: Tx
  readonly deps: Deps
  readonly campaign: Campaign
  readonly today: Day
  readonly now: Date
}

/** One card with all of a person's; false when they heard of something today already. */
async function remindPerson(
  { tx, deps, campaign, today, now }: Sending,
  id: PersonId,
  own: readonly StandingIssue[],
  look: readonly StandingIssue[],
): Promise<boolean> {
  const claim = { person: id, day: today, kind: 'private' } as const
  if (!(await claimReminder(tx, campaign.id, claim, 'schedule', 'issues'))) return false
  await noteIssueReminders(tx, idsOf(own), { person: id, kind: 'private', day: today })
  await noteIssueReminders(tx, idsOf(look), { person: id, kind: 'look', day: today })
  const person = await loadPerson(tx, id)
  const card = issueReminderCard({
    campaign: campaign.id,
    title: campaign.title,
    name: person.name,
    today,
    own,
    look: look.filter((one) => !isOwnerless(one)),
    ownerless: look.filter(isOwnerless),
  })
  const target = { to: 'person' as const, person: person.openId }
  const key = `issues:${campaign.id}:${id}:${today}`
  const letter = {
    key,
    target,
    content: showCard(card),
    campaign: campaign.id,
    person: id,
    reminder: 'issues' as const,
  }
  await post(tx, deps.jobs, letter, now)
  return true
}

/** One digest a head and day, of those whom nothing else was said to or of today. Returns about how many it speaks. */
async function tellHead(
  { tx, deps, campaign, today, now }: Sending,
  head: PersonId,
  issues: readonly StandingIssue[],
): Promise<number> {
  const told: StandingIssue[] = []
  let people = 0
  for (const [owner, own] of Map.groupBy(issues, (one) => one.owner)) {
    if (owner === null) continue
    const claim = { person: owner, day: today, kind: 'head' } as const
    if (!(await claimReminder(tx, campaign.id, claim, 'schedule', 'issues'))) continue
    await noteIssueReminders(tx, idsOf(own), claim)
    told.push(...own)
    people += 1
  }
  if (people === 0) return 0
  const to = await loadPerson(tx, head)
  const card = headIssuesCard({ campaign: campaign.id, title: campaign.title, today, issues: told })
  const target = { to: 'person' as const, person: to.openId }
  const key = `issues-head:${campaign.id}:${head}:${today}`
  const content = showCard(card)
  const letter = { key, target, content, campaign: campaign.id, person: head, reminder: 'issues-head' as const }
  await post(tx, deps.jobs, letter, now)
  return people
}

function idsOf(issues: readonly StandingIssue[]) {
  return issues.map((one) => one.id)
}
