import {
  endsSchoolWeek,
  isSchoolDay,
  momentAt,
  nextSchoolDay,
  type SchoolCalendar,
  workdaysBefore,
} from './calendar.ts'
import { type Day, wallClock } from './day.ts'
import type { PersonId } from './ids.ts'

/** Nothing is sent from this hour on, nor by hand before this one (domain facts, section 4: quiet before and after school). */
const quietFrom = 18
export const earliestByHand = 8
/** Private reminders one person gets in a whole campaign; after that it is their head who hears of it, once. */
export const mostPrivate = 2

/** When, in school days before the day to inspect by. */
const slots = [5, 2, 1]

/** One reminder that went out about a person in this campaign, by schedule or by hand. */
export type PastReminder = { readonly kind: 'private' | 'head'; readonly on: Day }

export type ReminderCampaign = { readonly inspectBy: Day; readonly remindHour: number; readonly closed: boolean }

/** Everything a reminder depends on; read anew whenever one fires. */
export type ReminderInput = {
  readonly asked: 'by-schedule' | 'by-hand'
  readonly now: Date
  readonly timeZone: string
  readonly calendar: SchoolCalendar
  readonly campaign: ReminderCampaign
  /** How many of their requirements this person has not answered. */
  readonly open: number
  /** The last day on which something was assigned to this person. */
  readonly assignedOn: Day
  readonly past: readonly PastReminder[]
  /** The last day on which this person was reminded of anything, in whatever campaign; null: never. */
  readonly lastReminded: Day | null
}

export type NoReminder =
  | 'closed'
  | 'nothing-open'
  | 'no-school-day'
  | 'outside-hours'
  | 'assigned-today'
  | 'reminded-today'
  | 'all-said'
  | 'no-slot'
  | 'slot-served'
  | 'left'
  | 'nobody-to-tell'
export type ReminderDecision =
  | { readonly kind: 'none'; readonly why: NoReminder }
  | { readonly kind: 'private' }
  | { readonly kind: 'head' }

/**
 * Whether this person is reminded now, and who is told (design, flow 6 and principle 2). A slot missed, because the bot
 * stood still or school was out, is made up for on the next school day, but only the latest one. Nobody's head hears of
 * them before they were told themselves twice, even at the last slot.
 */
export function decideReminder(input: ReminderInput): ReminderDecision {
  const { day, hour } = wallClock(input.now, input.timeZone)
  if (input.campaign.closed) return none('closed')
  if (input.open === 0) return none('nothing-open')
  if (!isSchoolDay(day, input.calendar)) return none('no-school-day')
  const from = input.asked === 'by-hand' ? earliestByHand : input.campaign.remindHour
  if (hour < from || hour >= quietFrom) return none('outside-hours')
  if (input.assignedOn >= day) return none('assigned-today')
  if (input.lastReminded === day || input.past.some((one) => one.on === day)) return none('reminded-today')
  if (input.past.some((one) => one.kind === 'head')) return none('all-said')
  const used = input.past.length >= mostPrivate
  if (input.asked === 'by-hand') return { kind: used ? 'head' : 'private' }
  const slot = latestSlot(day, input)
  if (slot === null) return none('no-slot')
  if (input.past.some((one) => one.on >= slot)) return none('slot-served')
  return { kind: used ? 'head' : 'private' }
}

/** The last slot that has come, if the person had their share before it; who got it later starts with the next. */
function latestSlot(today: Day, { campaign, calendar, assignedOn }: ReminderInput): Day | null {
  for (const before of slots.toReversed()) {
    const on = workdaysBefore(campaign.inspectBy, before, calendar)
    if (on !== null && on <= today) return assignedOn < on ? on : null
  }
  return null
}

function none(why: NoReminder): ReminderDecision {
  return { kind: 'none', why }
}

/**
 * Who gets the digest about a person: their head, or the coordinator where there is no head or it is the person. Null
 * when that would be the person again, who has been told twice already, or a coordinator who has left (null too).
 */
export function digestTo(about: PersonId, head: PersonId | null, coordinator: PersonId | null): PersonId | null {
  const to = head === null || head === about ? coordinator : head
  return to === about ? null : to
}

/** Whether anything unasked may go out now: a school day, from the campaign's hour until school is over. */
export function remindersAllowed({ now, timeZone, calendar }: Clock, remindHour: number): boolean {
  const { day, hour } = wallClock(now, timeZone)
  return isSchoolDay(day, calendar) && hour >= remindHour && hour < quietFrom
}

export type Clock = { readonly now: Date; readonly timeZone: string; readonly calendar: SchoolCalendar }

/** When reminders asked for by hand go out: now, in school hours, else at the hour of the next school day; null: no school. */
export function whenByHand({ now, timeZone, calendar }: Clock, remindHour: number): Date | null {
  const { day, hour } = wallClock(now, timeZone)
  const today = isSchoolDay(day, calendar)
  if (today && hour >= earliestByHand && hour < quietFrom) return now
  const next = today && hour < earliestByHand ? day : nextSchoolDay(day, calendar)
  return next === null ? null : momentAt(next, Math.max(remindHour, earliestByHand), timeZone)
}

/** Whether the leading group's weekly digest is due: on the last school day of a week, from the campaign's hour on, once. */
export function weeklyDigestDue(clock: Clock, campaign: ReminderCampaign, lastOn: Day | null): boolean {
  const { day, hour } = wallClock(clock.now, clock.timeZone)
  if (campaign.closed || lastOn === day || !endsSchoolWeek(day, clock.calendar)) return false
  return hour >= campaign.remindHour && hour < quietFrom
}
