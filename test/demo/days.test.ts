import { expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import { beginning, opening, schoolTime, timeZone } from '#src/demo/days.ts'
import { diary } from '#src/demo/diary.ts'
import { isSchoolDay } from '#src/domain/calendar.ts'
import { wallClock } from '#src/domain/day.ts'

const calendar = { work: officialCalendar, holidays: [] }
const dayOf = (at: Date) => wallClock(at, timeZone).day

test('everything happens on school days, in the order in which it is written, before the opening', () => {
  const times = [...diary.map(([at]) => schoolTime(at)), opening]
  expect(times[0]).toEqual(beginning)
  expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()))
  expect(times.filter((at) => !isSchoolDay(dayOf(at), calendar))).toEqual([])
})
