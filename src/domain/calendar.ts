import { addDays, type Day, daysBetween, readDay, wallClock, weekdayOf } from './day.ts'

/** The official calendar of working days. `knows` is false for a year whose official plan this release does not hold. */
export interface WorkCalendar {
  isWorkday(day: Day): boolean
  knows(year: number): boolean
}

/** A school's own days off, first and last included. Terms come from the province or city, not from the state. */
export type Holiday = { readonly from: Day; readonly to: Day }
export type SchoolCalendar = { readonly work: WorkCalendar; readonly holidays: readonly Holiday[] }

/** The longest stretch looked through for a school day: more than any holiday, so that a wrong entry ends the search. */
const farthest = 400

/** Nobody writes more days than fit here; without a bound, pages of spaces would keep the process busy for minutes. */
const longestTyped = 500

/** Longest holiday of a school, in days: one that is longer was mistyped, and would silence a whole year. */
const longestHoliday = 120

/** A working day on which the school is not on holiday: only then may anybody be reminded of anything. */
export function isSchoolDay(day: Day, calendar: SchoolCalendar): boolean {
  return calendar.work.isWorkday(day) && !calendar.holidays.some(({ from, to }) => from <= day && day <= to)
}

/** The `count`-th school day before `day` (which itself is not counted); null when there is none within a year. */
export function workdaysBefore(day: Day, count: number, calendar: SchoolCalendar): Day | null {
  let left = count
  for (let back = 1; back <= farthest; back += 1) {
    const at = addDays(day, -back)
    if (isSchoolDay(at, calendar)) left -= 1
    if (left <= 0) return at
  }
  return null
}

/** The first school day after `day`; null when there is none within a year. */
export function nextSchoolDay(day: Day, calendar: SchoolCalendar): Day | null {
  for (let ahead = 1; ahead <= farthest; ahead += 1) {
    if (isSchoolDay(addDays(day, ahead), calendar)) return addDays(day, ahead)
  }
  return null
}

/** Whether `day` is a school day with none after it until Sunday; with make-up days that may be a Saturday or Sunday. */
export function endsSchoolWeek(day: Day, calendar: SchoolCalendar): boolean {
  const restOfWeek = Array.from({ length: 7 - weekdayOf(day) }, (_, index) => addDays(day, index + 1))
  return isSchoolDay(day, calendar) && !restOfWeek.some((later) => isSchoolDay(later, calendar))
}

/** The moment at which the clocks of `timeZone` show the full hour `hour` of `day`. */
export function momentAt(day: Day, hour: number, timeZone: string): Date {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000
  // Twice: where the clocks are changed that day, the first guess may lie on the other side of it.
  const guess = asIfUtc - aheadOfUtc(asIfUtc, timeZone)
  return new Date(asIfUtc - aheadOfUtc(guess, timeZone))
}

/** In milliseconds. */
function aheadOfUtc(at: number, timeZone: string): number {
  const shown = wallClock(new Date(at), timeZone)
  const minute = 60_000
  return (
    Date.parse(`${shown.day}T00:00:00Z`) + (shown.hour * 60 + shown.minute) * minute - Math.floor(at / minute) * minute
  )
}

const date = '(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?'
const typedDay = new RegExp(`^${date}(?:\\s*[-+]\\d{2}:?\\d{2})?$`)
const piece = new RegExp(`^(?:\\p{Script=Han}{1,8}\\s*[:\\s]\\s*)?${date}(?:\\s*(?:至|到|[-~—–]+)\\s*${date})?$`, 'u')

/**
 * The school's holidays as typed: `2027-01-18 至 2027-02-28；2027-04-30`, with 年月日, other dashes and a name in front
 * (寒假：…) tolerated; blank is no holidays. In order of time. Null when a piece cannot be read, ends before it begins or
 * is longer than any school holiday, and when there is more of it than fits in the form.
 */
export function readHolidays(text: string): Holiday[] | null {
  if (text.length > longestTyped) return null
  const pieces = text
    .normalize('NFKC')
    .split(/[;,、。\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
  const holidays: Holiday[] = []
  for (const one of pieces) {
    const parts = piece.exec(one)?.slice(1) ?? []
    const from = dayOf(parts.slice(0, 3))
    const to = parts[3] === undefined ? from : dayOf(parts.slice(3))
    if (from === null || to === null || to < from || daysBetween(from, to) >= longestHoliday) return null
    holidays.push({ from, to })
  }
  return holidays.toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** The same holidays as text that `readHolidays` reads back: what stands in the form when it is opened again. */
export function sayHolidays(holidays: readonly Holiday[]): string {
  return holidays.map(({ from, to }) => (from === to ? from : `${from} 至 ${to}`)).join('；')
}

/** A day as a date picker gives it (`2026-12-01 +0800`) or as people type it (`2026年12月1日`, `2026/12/1`); null for anything else. */
export function readTypedDay(typed: string): Day | null {
  if (typed.length > longestTyped) return null
  return dayOf(typedDay.exec(typed.normalize('NFKC').trim())?.slice(1) ?? [])
}

function dayOf([year = '', month = '', day = '']: readonly string[]): Day | null {
  return readDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
