import { readTypedDay } from './calendar.ts'
import { addDays, type Day, readDay, yearOf } from './day.ts'
import type { StudySession } from './study.ts'

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

/** Fields are short; without a bound, pages of spaces would keep the process busy. */
const longestTyped = 1_000

function onOneLine(text: string | null): string {
  return text === null ? '' : text.slice(0, longestTyped).replaceAll(/\s+/gu, ' ').trim()
}

const counted = /^(?:共|约)?(?<people>\d{1,5})(?:人次?|名)?(?:参加)?$/u

function readPeople(text: string | null): number | null | 'unreadable' {
  const said = onOneLine(text).normalize('NFKC').replaceAll(' ', '')
  if (said === '') return null
  const people = Number(counted.exec(said)?.groups?.people ?? 0)
  return people >= 1 && people <= mostPeople ? people : 'unreadable'
}

const monthAndDay = /^(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*[日号]?$/u

/** 今天, 昨天, 9月3日 (the last one there was) or a whole date; null for anything else. It may lie ahead: a whole date can. */
export function readPastDay(typed: string, today: Day): Day | null {
  if (typed.length > longestTyped) return null
  const said = typed.normalize('NFKC').trim()
  if (said === '今天') return today
  if (said === '昨天') return addDays(today, -1)
  const [, month = '', date = ''] = monthAndDay.exec(said) ?? []
  if (month === '') return readTypedDay(said)
  const inYear = (year: number) => readDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
  const thisYear = inYear(yearOf(today))
  return thisYear !== null && thisYear <= today ? thisYear : (inYear(yearOf(today) - 1) ?? thisYear)
}
