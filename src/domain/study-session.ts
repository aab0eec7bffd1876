import { readTypedDay } from './calendar.ts'
import { addDays, type Day, daysBetween, readDay, yearOf } from './day.ts'

/** A session or other act of study that was held, as somebody noted it. `people` null: nobody counted, as for a notice board. */
export type StudySession = {
  readonly on: Day
  readonly form: string
  readonly about: string
  readonly people: number | null
}

/** One that was noted under a number of its campaign, by which people name it: 学习 撤下 2. */
export type HeldSession = StudySession & { readonly no: number }

/** What somebody says of a session that was held, as typed or picked; null: left empty. */
export type SessionGiven = {
  readonly day: string | null
  readonly form: string | null
  readonly about: string | null
  readonly people: string | null
}
export type SessionGap =
  | 'day-unreadable'
  | 'day-ahead'
  | 'day-too-old'
  | 'form-missing'
  | 'form-too-long'
  | 'about-missing'
  | 'about-too-long'
  | 'people-unreadable'

export const longestForm = 20
export const longestAbout = 200
const mostPeople = 5_000
/** A campaign lasts a year at most; what lies further back was mistyped. */
const farthestBack = 730

/** A session as it may be noted, or the first thing that does not fit; `today` is the school's day. */
export function readSession(given: SessionGiven, today: Day): StudySession | SessionGap {
  const on = readPastDay(given.day ?? '', today)
  if (on === null) return 'day-unreadable'
  if (on > today) return 'day-ahead'
  if (on < addDays(today, -farthestBack)) return 'day-too-old'
  const form = onOneLine(given.form)
  if (form === '') return 'form-missing'
  if ([...form].length > longestForm) return 'form-too-long'
  const about = onOneLine(given.about)
  if (about === '') return 'about-missing'
  if ([...about].length > longestAbout) return 'about-too-long'
  const people = readPeople(given.people)
  return people === 'unreadable' ? 'people-unreadable' : { on, form, about, people }
}

export function isSameSession(one: StudySession, other: StudySession): boolean {
  return one.on === other.on && one.form === other.form && one.about === other.about && one.people === other.people
}

/** Fields are short; without a bound, pages of spaces would keep the process busy. */
const longestTyped = 1_000

function onOneLine(text: string | null): string {
  return text === null ? '' : text.slice(0, longestTyped).replaceAll(/\s+/gu, ' ').trim()
}

// 约30人 and 60人次 are other statements than 30人 and 60人: the paper would make of them what nobody said.
const counted = /^共?(?<people>\d{1,5})(?<unit>人|名)?(?:参加)?$/u

/** Whether a word between others says how many took part: 32人. A bare number may be anything. */
export function saysPeople(word: string): boolean {
  return counted.exec(word.normalize('NFKC'))?.groups?.unit !== undefined
}

function readPeople(text: string | null): number | null | 'unreadable' {
  const said = onOneLine(text).normalize('NFKC').replaceAll(' ', '')
  if (said === '') return null
  const people = Number(counted.exec(said)?.groups?.people ?? 0)
  return people >= 1 && people <= mostPeople ? people : 'unreadable'
}

const monthAndDay = /^(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*[日号]?$/u

/** 今天, 昨天, 9月3日 (the nearest one) or a whole date; null for anything else. It may lie ahead. */
function readPastDay(typed: string, today: Day): Day | null {
  if (typed.length > longestTyped) return null
  const said = typed.normalize('NFKC').trim()
  if (said === '今天') return today
  if (said === '昨天') return addDays(today, -1)
  const [, month = '', date = ''] = monthAndDay.exec(said) ?? []
  if (month === '') return readTypedDay(said)
  const inYear = (year: number) => readDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
  const thisYear = inYear(yearOf(today))
  const lastYear = inYear(yearOf(today) - 1)
  if (thisYear === null || lastYear === null) return thisYear ?? lastYear
  // In January 12月30日 was last year; in September 9月30日 is a slip, and must not become a session of a year ago.
  return daysBetween(lastYear, today) < daysBetween(today, thisYear) ? lastYear : thisYear
}
