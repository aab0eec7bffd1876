import { expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import {
  beginning,
  closing,
  headsTold,
  inspectBy,
  opening,
  reminder,
  reminderDay,
  schoolTime,
  timeZone,
  weeklyDigest,
} from '#src/demo/days.ts'
import { diary } from '#src/demo/diary.ts'
import { endsSchoolWeek, isSchoolDay, workdaysBefore } from '#src/domain/calendar.ts'
import { isOver } from '#src/domain/closing.ts'
import { addDays, type Day, wallClock } from '#src/domain/day.ts'

const calendar = { work: officialCalendar, holidays: [] }
const dayOf = (at: Date) => wallClock(at, timeZone).day

test('everything happens on school days, in the order in which it is written, before the opening', () => {
  const times = [...diary.map(([at]) => schoolTime(at)), opening, reminder, weeklyDigest, headsTold, closing]
  expect(times[0]).toEqual(beginning)
  expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()))
  expect(times.filter((at) => !isSchoolDay(dayOf(at), calendar))).toEqual([])
})

test('the days people are sent to are those on which the bot does something', () => {
  const end = inspectBy as Day
  expect(workdaysBefore(end, 5, calendar)).toBe(dayOf(reminder))
  expect([addDays(dayOf(opening), 1), dayOf(reminder)]).toEqual([dayOf(reminderDay), dayOf(reminderDay)])
  expect(workdaysBefore(end, 2, calendar)).toBe(dayOf(headsTold))
  expect(endsSchoolWeek(dayOf(weeklyDigest), calendar)).toBe(true)
  expect(isOver(end, wallClock(closing, timeZone))).toBe(true)
  expect([reminder, weeklyDigest, headsTold].map((at) => wallClock(at, timeZone).hour)).toEqual([16, 16, 16])
})
