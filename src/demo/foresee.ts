import { officialCalendar } from '#src/calendar.ts'
import { momentAt } from '#src/domain/calendar.ts'
import { isOver } from '#src/domain/closing.ts'
import { addDays, type Day, wallClock } from '#src/domain/day.ts'
import type { OpenId } from '#src/domain/ids.ts'
import {
  type Clock,
  decideReminder,
  type PastReminder,
  remindersAllowed,
  weeklyDigestDue,
} from '#src/domain/reminder.ts'
import { timeZone } from './days.ts'
import type { Outlook, Owing } from './outlook.ts'

/** What the bot will do if nothing else happens: each time the next one of its kind, null when there is none. */
export type Foreseen = {
  readonly reminder: { readonly at: Date; readonly people: readonly OpenId[] } | null
  readonly weeklyDigest: Date | null
  readonly headsTold: Date | null
  readonly closing: Date | null
}

type Campaign = NonNullable<Outlook['campaign']>
/** People about whom the rules say the same, with what they will have heard by then. */
type Alike = { readonly like: Owing; readonly people: readonly OpenId[]; past: readonly PastReminder[] }

/** The page's clock goes no further at once. */
const farthestDays = 400

/** Asks the bot's own rules, day by day at the campaign's hour until its closing, what falls due after `now`. */
export function foresee({ campaign, owing }: Pick<Outlook, 'campaign' | 'owing'>, now: Date): Foreseen {
  const found: { -readonly [Kind in keyof Foreseen]: Foreseen[Kind] } = {
    ...{ reminder: null, weeklyDigest: null, headsTold: null, closing: null },
  }
  if (campaign?.status !== 'open') return found
  const { inspectBy, remindHour, holidays } = campaign
  found.closing = closingAfter(now, inspectBy)
  const calendar = { work: officialCalendar, holidays }
  const groups = alike(owing)
  let ordered = campaign.remindOn
  const today = wallClock(now, timeZone).day
  for (let day = today; day <= inspectBy && day <= addDays(today, farthestDays); day = addDays(day, 1)) {
    const due = momentAt(day, remindHour, timeZone)
    // What was due earlier today has happened, or does within a minute.
    const clock = { now: due > now ? due : now, timeZone, calendar }
    if (!remindersAllowed(clock, remindHour)) continue
    const told = remindedAt(clock, campaign, groups, ordered !== null && ordered <= day)
    if (ordered !== null && ordered <= day) ordered = null
    if (due <= now) continue
    if (told.people.length > 0) found.reminder ??= { at: due, people: told.people }
    if (told.heads) found.headsTold ??= due
    if (weeklyDigestDue(clock, { inspectBy, remindHour, closed: false }, null)) found.weeklyDigest ??= due
  }
  return found
}

/** The moment at which the last day is over; null when that was before. */
function closingAfter(now: Date, inspectBy: Day): Date | null {
  for (let hour = 0; hour < 24; hour += 1) {
    if (!isOver(inspectBy, { day: inspectBy, hour })) continue
    const at = momentAt(inspectBy, hour, timeZone)
    return at > now ? at : null
  }
  return null
}

function alike(owing: readonly Owing[]): readonly Alike[] {
  const same = Map.groupBy(owing, ({ assignedOn, past, lastReminded, hasSomebodyToTell }) =>
    JSON.stringify([assignedOn, past, lastReminded, hasSomebodyToTell]),
  )
  return [...same.values()].flatMap((group) =>
    group.slice(0, 1).map((like) => ({ like, past: like.past, people: group.map(({ person }) => person) })),
  )
}

/** Who hears of it when the schedule looks at that moment, which is noted; `ordered`: the leading group has asked for it, too. */
function remindedAt(
  clock: Clock,
  { inspectBy, remindHour }: Campaign,
  groups: readonly Alike[],
  ordered: boolean,
): { readonly people: readonly OpenId[]; readonly heads: boolean } {
  const { day } = wallClock(clock.now, timeZone)
  const people: OpenId[] = []
  let heads = false
  for (const group of groups) {
    const { open, assignedOn, lastReminded, hasSomebodyToTell } = group.like
    const campaign = { inspectBy, remindHour, closed: false }
    const decide = (asked: 'by-hand' | 'by-schedule') =>
      decideReminder({ ...clock, asked, campaign, open, assignedOn, lastReminded, past: group.past }).kind
    const byHand = ordered ? decide('by-hand') : 'none'
    const kind = byHand === 'none' ? decide('by-schedule') : byHand
    if (kind === 'none' || (kind === 'head' && !hasSomebodyToTell)) continue
    group.past = [...group.past, { kind, on: day }]
    if (kind === 'private') people.push(...group.people)
    else heads = true
  }
  return { people, heads }
}
