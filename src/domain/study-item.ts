import { isSchoolDay, nextSchoolDay } from './calendar.ts'
import { type Day, wallClock } from './day.ts'
import type { ChatId, ItemNo } from './ids.ts'
import type { Clock } from './reminder.ts'
import type { Requirement, Standard } from './standard.ts'

/** What is studied day by day: the tasks of the standard, or the requirements of one that has no tasks. */
export type StudyLevel = 'task' | 'requirement'
export type StudyItem = {
  readonly no: ItemNo
  readonly title: string
  readonly duty: string | null
  readonly requirements: readonly Requirement[]
}

/** The standard in portions of a day, in catalogue order; numbered as its tasks are, which run on through all duties. */
export function studyItems(standard: Standard): StudyItem[] {
  const level = studyLevel(standard)
  const items = standard.duties.flatMap((duty) => {
    const tasks = duty.tasks.map((task) => ({ title: task.title ?? duty.title, requirements: task.requirements }))
    const singly = tasks.flatMap((task) => task.requirements.map((one) => ({ title: one.title, requirements: [one] })))
    return (level === 'task' ? tasks : singly).map((one) => ({ ...one, duty: duty.title }))
  })
  return items.map((one, at) => ({ ...one, title: one.title ?? '', no: (at + 1) as ItemNo }))
}

export function studyLevel({ duties }: Standard): StudyLevel {
  return duties.some((duty) => duty.tasks.some((task) => task.title !== null)) ? 'task' : 'requirement'
}

/** An item posted to the group. `unknown`: it may have arrived. `on-its-way`: still to be sent. */
export type PostedItem = {
  readonly day: Day
  readonly no: ItemNo
  readonly chat: ChatId
  readonly came: 'arrived' | 'lost' | 'unknown' | 'on-its-way'
}

/** The first one that has not been sent; what was lost for certain is sent again. Null: nothing is left. */
export function nextItem(items: readonly StudyItem[], posted: readonly PostedItem[]): StudyItem | null {
  const gone = new Set(posted.filter((one) => one.came !== 'lost').map((one) => one.no))
  return items.find((one) => !gone.has(one.no)) ?? null
}

/** How many items arrived in a group, and on which days the first and the last; null: none did. `posted` by day. */
export function countArrived(posted: readonly PostedItem[]): {
  readonly sent: number
  readonly first: Day | null
  readonly last: Day | null
} {
  const arrived = posted.filter((one) => one.came === 'arrived')
  return {
    sent: new Set(arrived.map((one) => one.no)).size,
    first: arrived[0]?.day ?? null,
    last: arrived.at(-1)?.day ?? null,
  }
}

/**
 * When a group hears of its item of the day: from 16:00, when lessons are over and people are at school still, and until
 * 17:30 at the latest (domain facts, section 4). Fixed, where a campaign's hour of reminding is settable: who sets reminders
 * to the early morning does not mean that a group of teachers is to be written to before its lessons.
 */
export const studyHour = 16
const studyUntil = { hour: 17, minute: 30 }

/** Whether an item may go out now: a school day, in the window. A day missed is not made up for: the item is the next one's. */
export function isStudyTime({ now, timeZone, calendar }: Clock): boolean {
  const { day, hour, minute } = wallClock(now, timeZone)
  return isSchoolDay(day, calendar) && hour >= studyHour && isBeforeEnd(hour, minute)
}

function isBeforeEnd(hour: number, minute: number): boolean {
  return hour * 60 + minute < studyUntil.hour * 60 + studyUntil.minute
}

/** The day of the next item, when the last one was posted on `last`; null: no school day is in sight. */
export function nextStudyDay({ now, timeZone, calendar }: Clock, last: Day | null): Day | null {
  const { day, hour, minute } = wallClock(now, timeZone)
  const isToday = last !== day && isSchoolDay(day, calendar) && isBeforeEnd(hour, minute)
  return isToday ? day : nextSchoolDay(day, calendar)
}
