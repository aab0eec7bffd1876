import fc from 'fast-check'
import { expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import { isSchoolDay, momentAt, type SchoolCalendar } from '#src/domain/calendar.ts'
import { addDays, type Day, wallClock } from '#src/domain/day.ts'
import type { PersonId } from '#src/domain/ids.ts'
import {
  decideReminder,
  digestTo,
  type PastReminder,
  type ReminderInput,
  remindersAllowed,
  weeklyDigestDue,
  whenByHand,
} from '#src/domain/reminder.ts'

const day = (text: string) => text as Day
const timeZone = 'Asia/Shanghai'
const plain: SchoolCalendar = { work: officialCalendar, holidays: [] }
/** `2026-11-23 16:00` on the school's clock. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const priv = (on: string): PastReminder => ({ kind: 'private', on: day(on) })
const head = (on: string): PastReminder => ({ kind: 'head', on: day(on) })

/** Inspect by Monday 2026-11-30: slots are Mon 23, Thu 26 and Fri 27. */
function input(now: string, change: Partial<ReminderInput> = {}, campaign: Partial<ReminderInput['campaign']> = {}) {
  return {
    asked: 'by-schedule',
    now: at(now),
    timeZone,
    calendar: plain,
    campaign: { inspectBy: day('2026-11-30'), remindHour: 16, closed: false, ...campaign },
    open: 3,
    assignedOn: day('2026-11-02'),
    past: [],
    lastReminded: null,
    ...change,
  } as ReminderInput
}

test.each<[string, ReminderInput, string]>([
  ['too early for the first slot', input('2026-11-20 16:00'), 'no-slot'],
  ['the first slot', input('2026-11-23 16:00'), 'private'],
  ['a minute before the hour', input('2026-11-23 15:59'), 'outside-hours'],
  ['the last minute of the day', input('2026-11-23 17:59'), 'private'],
  ['six in the evening', input('2026-11-23 18:00'), 'outside-hours'],
  ['the first slot again, an hour later', input('2026-11-23 17:00', { past: [priv('2026-11-23')] }), 'reminded-today'],
  [
    'reminded today in another campaign',
    input('2026-11-23 17:00', { lastReminded: day('2026-11-23') }),
    'reminded-today',
  ],
  ['the day after a slot that was served', input('2026-11-24 16:00', { past: [priv('2026-11-23')] }), 'slot-served'],
  ['the day after a slot the bot slept through', input('2026-11-24 16:00'), 'private'],
  ['the second slot', input('2026-11-26 16:00', { past: [priv('2026-11-23')] }), 'private'],
  ['the second slot, the first slept through', input('2026-11-26 16:00'), 'private'],
  [
    'the second slot after one by hand since the first',
    input('2026-11-26 16:00', { past: [priv('2026-11-25')] }),
    'private',
  ],
  [
    'the second slot with both used up',
    input('2026-11-26 16:00', { past: [priv('2026-11-10'), priv('2026-11-23')] }),
    'head',
  ],
  [
    'the last slot, told twice before',
    input('2026-11-27 16:00', { past: [priv('2026-11-23'), priv('2026-11-26')] }),
    'head',
  ],
  ['the last slot, nothing said before: not over their head', input('2026-11-27 16:00'), 'private'],
  ['the last slot, told once before', input('2026-11-27 16:00', { past: [priv('2026-11-23')] }), 'private'],
  ['the day after that', input('2026-11-30 16:00', { past: [priv('2026-11-23'), priv('2026-11-27')] }), 'slot-served'],
  ['after the head was told', input('2026-11-30 16:00', { past: [head('2026-11-27')] }), 'all-said'],
  ['the head told early, another slot comes', input('2026-11-27 16:00', { past: [head('2026-11-26')] }), 'all-said'],
  ['nothing left to answer', input('2026-11-23 16:00', { open: 0 }), 'nothing-open'],
  ['a closed campaign', input('2026-11-23 16:00', {}, { closed: true }), 'closed'],
  ['a Saturday', input('2026-11-28 16:00'), 'no-school-day'],
  ['assigned on the day of the slot', input('2026-11-23 16:00', { assignedOn: day('2026-11-23') }), 'assigned-today'],
  [
    'the day after, the slot missed for being new',
    input('2026-11-24 16:00', { assignedOn: day('2026-11-23') }),
    'no-slot',
  ],
  [
    'assigned after the first slot, the second comes',
    input('2026-11-26 16:00', { assignedOn: day('2026-11-24') }),
    'private',
  ],
  [
    'assigned after the second slot, the third comes',
    input('2026-11-27 16:00', { assignedOn: day('2026-11-26') }),
    'private',
  ],
  [
    'the school holiday',
    input('2026-11-23 16:00', {
      calendar: { ...plain, holidays: [{ from: day('2026-11-23'), to: day('2026-11-24') }] },
    }),
    'no-school-day',
  ],
  [
    'a slot moved forward by the school holiday',
    input('2026-11-19 16:00', {
      calendar: { ...plain, holidays: [{ from: day('2026-11-23'), to: day('2026-11-24') }] },
    }),
    'private',
  ],
  ['by hand, long before any slot', input('2026-11-03 08:00', { asked: 'by-hand' }), 'private'],
  ['by hand, before eight', input('2026-11-03 07:59', { asked: 'by-hand' }), 'outside-hours'],
  ['by hand, on a Sunday', input('2026-11-08 10:00', { asked: 'by-hand' }), 'no-school-day'],
  ['by hand, on the day of assignment', input('2026-11-02 17:00', { asked: 'by-hand' }), 'assigned-today'],
  [
    'by hand, a third time',
    input('2026-11-05 10:00', { asked: 'by-hand', past: [priv('2026-11-03'), priv('2026-11-04')] }),
    'head',
  ],
  [
    'by hand, twice a day',
    input('2026-11-04 15:00', { asked: 'by-hand', past: [priv('2026-11-04')] }),
    'reminded-today',
  ],
  [
    'by hand, a fourth time',
    input('2026-11-06 10:00', { asked: 'by-hand', past: [priv('2026-11-03'), priv('2026-11-04'), head('2026-11-05')] }),
    'all-said',
  ],
])('%s', (_story, given, expected) => {
  const decision = decideReminder(given)
  expect(decision.kind === 'none' ? decision.why : decision.kind).toBe(expected)
})

/** Inspect by Monday 2026-10-12: worked days before it are Sat 10, Fri 9, Thu 8, Sep 30 and 29. */
test.each([
  ['2026-09-20 16:00', 'no-slot'],
  ['2026-09-29 16:00', 'private'],
  ['2026-10-01 16:00', 'no-school-day'],
  ['2026-10-09 16:00', 'private'],
  ['2026-10-10 16:00', 'private'],
  ['2026-10-11 16:00', 'no-school-day'],
])('around the National Day, %s brings %s', (now, expected) => {
  const decision = decideReminder(input(now, { assignedOn: day('2026-09-01') }, { inspectBy: day('2026-10-12') }))
  expect(decision.kind === 'none' ? decision.why : decision.kind).toBe(expected)
})

test('on the worked Sunday before, a reminder by hand may go out', () => {
  const given = input('2026-09-20 10:00', { asked: 'by-hand', assignedOn: day('2026-09-18') })
  expect(decideReminder(given)).toEqual({ kind: 'private' })
})

test('whatever happens: at most two private ones, one digest after them, one a day, in hours, never on a day off', () => {
  const start = day('2026-09-01')
  const moments = fc.array(
    fc.record({ after: fc.nat({ max: 150 }), minute: fc.nat({ max: 1439 }), byHand: fc.boolean() }),
    { maxLength: 60 },
  )
  const holiday = fc.tuple(fc.nat({ max: 120 }), fc.nat({ max: 20 }))
  fc.assert(
    fc.property(moments, fc.nat({ max: 130 }), fc.nat({ max: 100 }), holiday, (list, due, assigned, [from, length]) => {
      const calendar = { ...plain, holidays: [{ from: addDays(start, from), to: addDays(start, from + length) }] }
      const assignedOn = addDays(start, assigned)
      const past: PastReminder[] = []
      for (const { after, minute, byHand } of list.toSorted(
        (a, b) => a.after * 1440 + a.minute - b.after * 1440 - b.minute,
      )) {
        const now = new Date(momentAt(addDays(start, after), 0, timeZone).getTime() + minute * 60_000)
        const asked = byHand ? 'by-hand' : 'by-schedule'
        const campaign = { inspectBy: addDays(start, due), remindHour: 9, closed: false }
        const lastReminded = past.at(-1)?.on ?? null
        const decision = decideReminder({
          asked,
          now,
          timeZone,
          calendar,
          campaign,
          open: 1,
          assignedOn,
          past,
          lastReminded,
        })
        if (decision.kind === 'none') continue
        const clock = wallClock(now, timeZone)
        expect(isSchoolDay(clock.day, calendar)).toBe(true)
        expect(clock.hour).toBeGreaterThanOrEqual(byHand ? 8 : 9)
        expect(clock.hour).toBeLessThan(18)
        expect(clock.day > assignedOn).toBe(true)
        past.push({ kind: decision.kind, on: clock.day })
      }
      expect(past.filter((one) => one.kind === 'private').length).toBeLessThanOrEqual(2)
      expect(past.findIndex((one) => one.kind === 'head')).toBe(past.length > 2 ? 2 : -1)
      expect(new Set(past.map((one) => one.on)).size).toBe(past.length)
    }),
  )
})

const [lin, zhang, chen] = [1, 2, 3] as PersonId[] as [PersonId, PersonId, PersonId]
test.each([
  ['the head', lin, zhang, chen, zhang],
  ['the coordinator, there being no head', lin, null, chen, chen],
  ['the coordinator, the person being the head', zhang, zhang, chen, chen],
  ['the head of the coordinator', chen, zhang, chen, zhang],
  ['nobody, the coordinator having left', lin, null, null, null],
  ['the head, the coordinator having left', lin, zhang, null, zhang],
  ['nobody, the person being both', chen, chen, chen, null],
  ['nobody, the coordinator having no head', chen, null, chen, null],
])('the digest goes to %s', (_who, about, itsHead, coordinator, expected) => {
  expect(digestTo(about, itsHead, coordinator)).toBe(expected)
})

test.each([
  ['2026-11-23 08:00', 16, '2026-11-23 08:00'],
  ['2026-11-23 17:59', 16, '2026-11-23 17:59'],
  ['2026-11-23 18:00', 16, '2026-11-24 16:00'],
  ['2026-11-23 06:30', 16, '2026-11-23 16:00'],
  ['2026-11-23 07:30', 7, '2026-11-23 08:00'],
  ['2026-11-27 20:00', 9, '2026-11-30 09:00'],
  ['2026-09-19 12:00', 16, '2026-09-20 16:00'],
  ['2026-09-30 19:00', 16, '2026-10-08 16:00'],
])('reminders asked for at %s (hour %i) go out at %s', (now, hour, expected) => {
  expect(whenByHand({ now: at(now), timeZone, calendar: plain }, hour)).toEqual(at(expected))
})

test('while the school has no day at all, nothing is promised', () => {
  const calendar = { ...plain, holidays: [{ from: day('2000-01-01'), to: day('2099-12-31') }] }
  expect(whenByHand({ now: at('2026-11-23 10:00'), timeZone, calendar }, 16)).toBeNull()
})

test.each([
  ['2026-11-27 16:00', null, true],
  ['2026-11-27 15:59', null, false],
  ['2026-11-27 18:00', null, false],
  ['2026-11-27 17:00', '2026-11-27', false],
  ['2026-11-27 16:00', '2026-11-20', true],
  ['2026-11-26 16:00', null, false],
  ['2026-10-09 16:00', null, false],
  ['2026-10-10 16:00', null, true],
  ['2026-10-02 16:00', null, false],
  ['2026-09-30 16:00', null, true],
])('the weekly digest at %s (last %s): %s', (now, last, expected) => {
  const campaign = { inspectBy: day('2026-12-15'), remindHour: 16, closed: false }
  const clock = { now: at(now), timeZone, calendar: plain }
  expect(weeklyDigestDue(clock, campaign, last === null ? null : day(last))).toBe(expected)
  expect(weeklyDigestDue(clock, { ...campaign, closed: true }, null)).toBe(false)
})

test.each([
  ['2026-11-23 16:00', true],
  ['2026-11-23 15:59', false],
  ['2026-11-23 17:59', true],
  ['2026-11-23 18:00', false],
  ['2026-11-22 16:00', false],
  ['2026-10-10 16:00', true],
  ['2026-10-05 16:00', false],
])('at %s something unasked may go out: %s', (now, expected) => {
  expect(remindersAllowed({ now: at(now), timeZone, calendar: plain }, 16)).toBe(expected)
})
