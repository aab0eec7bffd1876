import { headDigestCard } from '#cards/digest.ts'
import { reminderCard } from '#cards/reminder.ts'
import { type AssignedRow, assignedRows } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, findCampaign } from '#db/campaign.ts'
import { loadDepartments } from '#db/department.ts'
import { loadPeople, loadPerson, type Person } from '#db/person.ts'
import { claimReminders, lastRemindedOf, remindedIn } from '#db/reminder.ts'
import type { Tx } from '#db/tx.ts'
import { type Day, daysBetween, wallClock } from '../domain/day.ts'
import type { CampaignId, PersonId } from '../domain/ids.ts'
import {
  decideReminder,
  digestTo,
  earliestByHand,
  type ReminderDecision,
  remindersAllowed,
} from '../domain/reminder.ts'
import { isOwed } from '../domain/review.ts'
import type { Letter, ReminderKind } from '../ports.ts'
import type { Deps } from './deps.ts'
import { post, postAll } from './post.ts'
import { issuesStillWanted } from './remind-of-issues.ts'
import { digestStillWanted } from './review-digest.ts'
import { showCard } from './scene.ts'
import { itemStillWanted } from './send-study-item.ts'
import { weeklyStillWanted } from './weekly-digest.ts'

/** Somebody who owes answers and what is to be done about it. `digestTo`: whose digest it goes into, null for nobody's. */
export type Owing = {
  readonly person: PersonId
  readonly name: string
  readonly open: number
  readonly department: string
  readonly decision: ReminderDecision
  readonly digestTo: PersonId | null
}
type When = { readonly asked: 'by-schedule' | 'by-hand'; readonly now: Date }

/** Everybody who owes something in a campaign, with what the rules say about reminding them at `now`. */
export async function whoOwes(tx: Tx, deps: Deps, campaign: Campaign, { asked, now }: When): Promise<Owing[]> {
  const rows = (await assignedRows(tx, campaign.id)).filter((row) => isOwed(row.state))
  const past = await remindedIn(tx, campaign.id)
  const last = await lastRemindedOf(tx, [...new Set(rows.map((row) => row.respondent))])
  const heads = new Map((await loadDepartments(tx, campaign.id)).map((one) => [one.id, one.heads[0]?.id ?? null]))
  const coordinator = await loadPerson(tx, campaign.coordinator)
  return [...Map.groupBy(rows, (row) => row.respondent)].map(([person, own]) => {
    const [first] = own as [AssignedRow, ...AssignedRow[]]
    const decision = decideReminder({
      asked,
      now,
      timeZone: deps.timeZone,
      calendar: { work: deps.calendar, holidays: campaign.holidays },
      campaign: { inspectBy: campaign.inspectBy, remindHour: campaign.remindHour, closed: campaign.status !== 'open' },
      open: own.length,
      assignedOn:
        own
          .map((row) => row.assignedOn)
          .toSorted()
          .at(-1) ?? first.assignedOn,
      past: past.filter((one) => one.person === person).map(({ kind, day }) => ({ kind, on: day })),
      lastReminded: last.get(person) ?? null,
    })
    const to = digestTo(person, heads.get(first.department) ?? null, coordinator.left ? null : coordinator.id)
    return {
      person,
      name: first.respondentName,
      open: own.length,
      department: first.departmentName,
      decision: possible(decision, first, to),
      digestTo: to,
    }
  })
}

/** What the rules say, as far as there is somebody to tell. */
function possible(decision: ReminderDecision, row: AssignedRow, to: PersonId | null): ReminderDecision {
  if (row.respondentLeft) return { kind: 'none', why: 'left' }
  return decision.kind === 'head' && to === null ? { kind: 'none', why: 'nobody-to-tell' } : decision
}

/** Sends what the rules allow now and claims it, so that nobody hears twice on one day. Returns how many were reminded. */
export async function remind(tx: Tx, deps: Deps, campaign: Campaign, when: When): Promise<number> {
  const { day } = wallClock(when.now, deps.timeZone)
  const origin = when.asked === 'by-hand' ? 'hand' : 'schedule'
  const owing = await whoOwes(tx, deps, campaign, when)
  const due = owing.flatMap(({ person, decision: { kind } }) => (kind === 'none' ? [] : [{ person, day, kind }]))
  const claims = await claimReminders(tx, campaign.id, due, origin)
  const claimed = owing.filter((one) => claims.has(one.person))
  const privately = claimed.filter((one) => one.decision.kind === 'private')
  await remindPrivately(tx, deps, campaign, privately, day, when.now)
  const told = claimed.filter((one) => one.decision.kind === 'head')
  for (const [head, people] of Map.groupBy(told, (one) => one.digestTo)) {
    if (head !== null) await tellHead(tx, deps, campaign, head, people, day, when.now)
  }
  if (claimed.length > 0) await audit(tx, 'remind', null, campaign.id, { people: claimed.length, origin }, when.now)
  return claimed.length
}

/** All of a school in as many statements as one: in a county every school's turn comes in the same minute. */
async function remindPrivately(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  owing: readonly Owing[],
  day: Day,
  now: Date,
): Promise<void> {
  const people = new Map(
    (
      await loadPeople(
        tx,
        owing.map((one) => one.person),
      )
    ).map((one) => [one.id, one]),
  )
  const letters = owing.flatMap((one) => {
    const person = people.get(one.person)
    return person === undefined ? [] : [letterTo(person, campaign, one.open, day)]
  })
  await postAll(tx, deps.jobs, letters, now)
}

function letterTo(person: Person, campaign: Campaign, open: number, day: Day): Letter {
  const card = reminderCard({
    campaign: campaign.id,
    name: person.name,
    title: campaign.title,
    open,
    inspectBy: campaign.inspectBy,
    daysLeft: daysBetween(day, campaign.inspectBy),
  })
  return {
    key: `remind:${campaign.id}:${person.id}:${day}`,
    target: { to: 'person', person: person.openId },
    content: showCard(card),
    campaign: campaign.id,
    person: person.id,
    reminder: 'private',
  }
}

/**
 * Whether a reminder that waited for its turn (an outage, a limit) may still go out: the campaign runs, it is still a
 * time to write to people, and the person, or for a head anybody at all, still owes something.
 */
export async function stillWanted(
  tx: Tx,
  deps: Deps,
  reminder: { readonly campaign: CampaignId; readonly person: PersonId | null; readonly kind: ReminderKind },
  now: Date,
): Promise<boolean> {
  const campaign = await findCampaign(tx, reminder.campaign)
  if (campaign === null) return false
  if (reminder.kind === 'review') return digestStillWanted(tx, deps, campaign, reminder.person, now)
  if (reminder.kind === 'study') return itemStillWanted(tx, deps, campaign, now)
  const calendar = { work: deps.calendar, holidays: campaign.holidays }
  if (!remindersAllowed({ now, timeZone: deps.timeZone, calendar }, earliestByHand)) return false
  const { kind, person } = reminder
  if (kind === 'weekly') return weeklyStillWanted(tx, deps, campaign, now)
  if (kind === 'issues' || kind === 'issues-head') return issuesStillWanted(tx, deps, campaign, { kind, person }, now)
  if (campaign.status !== 'open') return false
  const whose = reminder.kind === 'private' && reminder.person !== null ? { respondent: reminder.person } : {}
  return (await assignedRows(tx, campaign.id, whose)).some((row) => isOwed(row.state))
}

async function tellHead(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  head: PersonId,
  people: readonly Owing[],
  day: Day,
  now: Date,
): Promise<void> {
  const to = await loadPerson(tx, head)
  const card = headDigestCard({
    title: campaign.title,
    department: [...new Set(people.map((one) => one.department))].join('、'),
    open: people.reduce((sum, one) => sum + one.open, 0),
    people,
    inspectBy: campaign.inspectBy,
  })
  const key = `digest:${campaign.id}:${head}:${day}`
  const target = { to: 'person' as const, person: to.openId }
  const letter = {
    key,
    target,
    content: showCard(card),
    campaign: campaign.id,
    person: head,
    reminder: 'head' as const,
  }
  await post(tx, deps.jobs, letter, now)
}
