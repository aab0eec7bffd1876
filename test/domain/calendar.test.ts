import fc from 'fast-check'
import { expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import {
  endsSchoolWeek,
  isSchoolDay,
  momentAt,
  nextSchoolDay,
  readHolidays,
  readTypedDay,
  type SchoolCalendar,
  sayHolidays,
  workdaysBefore,
} from '#src/domain/calendar.ts'
import { addDays, type Day } from '#src/domain/day.ts'

const day = (text: string) => text as Day
const plain: SchoolCalendar = { work: officialCalendar, holidays: [] }
const winter = { from: day('2027-01-18'), to: day('2027-02-28') }

test.each([
  ['2026-09-18', true, 'a Friday'],
  ['2026-09-19', false, 'a Saturday'],
  ['2026-09-20', true, 'a Sunday worked for the National Day'],
  ['2026-09-25', false, 'the Mid-Autumn Festival, a Friday'],
  ['2026-10-01', false, 'the National Day'],
  ['2026-10-07', false, 'the last day of it, a Wednesday'],
  ['2026-10-08', true, 'a Thursday'],
  ['2026-10-10', true, 'a Saturday worked for the National Day'],
  ['2026-02-14', true, 'a Saturday worked for the Spring Festival'],
  ['2027-10-01', true, 'a Friday of a year whose plan is not known yet'],
  ['2027-10-02', false, 'a Saturday of such a year'],
])('%s: school is %s (%s)', (at, expected) => {
  expect(isSchoolDay(day(at), plain)).toBe(expected)
})

test('a year without a published plan is said to be unknown', () => {
  expect([2024, 2025, 2026, 2027, 2028, 2100].map((year) => officialCalendar.knows(year))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})

test('no school on the first, the last and any day of the school holiday', () => {
  const calendar = { ...plain, holidays: [winter] }
  const around = ['2027-01-15', '2027-01-18', '2027-02-08', '2027-02-26', '2027-03-01'] as Day[]
  expect(around.map((at) => isSchoolDay(at, calendar))).toEqual([true, false, false, false, true])
  expect(isSchoolDay(day('2027-02-26'), { ...plain, holidays: [{ from: winter.from, to: day('2027-02-26') }] })).toBe(
    false,
  )
})

test.each([
  ['2026-11-30', 1, '2026-11-27'],
  ['2026-11-30', 5, '2026-11-23'],
  ['2026-10-12', 1, '2026-10-10'],
  ['2026-10-12', 3, '2026-10-08'],
  ['2026-10-12', 4, '2026-09-30'],
  ['2026-09-21', 1, '2026-09-20'],
])('before %s, %i school days back is %s', (from, count, expected) => {
  expect(workdaysBefore(day(from), count, plain)).toBe(expected)
})

test('the school holiday is stepped over in both directions', () => {
  const calendar = { ...plain, holidays: [winter] }
  expect(workdaysBefore(day('2027-03-02'), 2, calendar)).toBe('2027-01-15')
  expect(nextSchoolDay(day('2027-01-15'), calendar)).toBe('2027-03-01')
  expect(nextSchoolDay(day('2026-09-30'), plain)).toBe('2026-10-08')
})

test('a holiday without end finds no school day instead of searching for ever', () => {
  const calendar = { ...plain, holidays: [{ from: day('2000-01-01'), to: day('2099-12-31') }] }
  expect(workdaysBefore(day('2026-11-30'), 1, calendar)).toBeNull()
  expect(nextSchoolDay(day('2026-11-30'), calendar)).toBeNull()
})

test.each([
  ['2026-11-27', true, 'a Friday'],
  ['2026-11-26', false, 'a Thursday'],
  ['2026-11-29', false, 'a Sunday off'],
  ['2026-10-09', false, 'a Friday before a worked Saturday'],
  ['2026-10-10', true, 'the worked Saturday'],
  ['2026-09-20', true, 'the worked Sunday'],
  ['2026-09-18', false, 'the Friday before it'],
  ['2026-09-24', true, 'a Thursday before a Friday off'],
  ['2026-10-02', false, 'a Friday off'],
])('%s ends the school week: %s (%s)', (at, expected) => {
  expect(endsSchoolWeek(day(at), plain)).toBe(expected)
})

test.each([
  ['2027-01-18 至 2027-02-28', [winter]],
  ['寒假：2027年1月18日至2027年2月28日。', [winter]],
  ['２０２７-1-18～2027/2/28', [winter]],
  ['2027-01-18-2027-02-28', [winter]],
  [
    '2027-07-10 到 2027-08-31；2027-01-18 至 2027-02-28\n 2026-11-13 ',
    [{ from: '2026-11-13', to: '2026-11-13' }, winter, { from: '2027-07-10', to: '2027-08-31' }],
  ],
  ['  ', []],
  ['', []],
  ['2027-02-28 至 2027-01-18', null],
  ['2027-01-18 至 2028-02-28', null],
  ['2027-02-30', null],
  ['1月18日至2月28日', null],
  ['2027-01-18 至', null],
  ['待定', null],
  ['2027-01-18 至 2027-02-28；待定', null],
])('holidays typed as %j', (text, expected) => {
  expect(readHolidays(text)).toEqual(expected)
})

test('holidays said are read back the same', () => {
  const start = fc.integer({ min: 0, max: 700 }).map((count) => addDays(day('2026-01-01'), count))
  const holiday = fc.tuple(start, fc.nat({ max: 100 })).map(([from, days]) => ({ from, to: addDays(from, days) }))
  fc.assert(
    fc.property(fc.uniqueArray(holiday, { selector: (one) => one.from, maxLength: 6 }), (holidays) => {
      const sorted = holidays.toSorted((a, b) => (a.from < b.from ? -1 : 1))
      expect(readHolidays(sayHolidays(sorted))).toEqual(sorted)
    }),
  )
})

test.each([
  ['2026-11-23', 16, 'Asia/Shanghai', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23', 0, 'Asia/Shanghai', '2026-11-22T16:00:00.000Z'],
  ['2026-11-23', 23, 'America/New_York', '2026-11-24T04:00:00.000Z'],
  // On days on which the clocks are changed: at ten and at nine o'clock UTC, at one, and an hour that is left out.
  ['2026-03-08', 8, 'America/Los_Angeles', '2026-03-08T15:00:00.000Z'],
  ['2026-11-01', 8, 'America/Los_Angeles', '2026-11-01T16:00:00.000Z'],
  ['2026-03-29', 1, 'Europe/Berlin', '2026-03-29T00:00:00.000Z'],
  ['2026-10-25', 18, 'Europe/Berlin', '2026-10-25T17:00:00.000Z'],
  ['2026-03-29', 2, 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-11-23', 9, 'Asia/Kolkata', '2026-11-23T03:30:00.000Z'],
  ['2026-11-23', 9, 'UTC', '2026-11-23T09:00:00.000Z'],
])("%s, %i o'clock in %s", (at, hour, timeZone, expected) => {
  expect(momentAt(day(at), hour, timeZone).toISOString()).toBe(expected)
})

test.each([
  ['2026-12-01 +0800', '2026-12-01'],
  ['2026-12-01', '2026-12-01'],
  [' 2026年12月1日 ', '2026-12-01'],
  ['２０２６／１２／１', '2026-12-01'],
  ['2026-02-30', null],
  ['12月1日', null],
  ['2026-12-01以前', null],
  ['', null],
])('the day %j is %j', (typed, expected) => {
  expect(readTypedDay(typed)).toBe(expected)
})
