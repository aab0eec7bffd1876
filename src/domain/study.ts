import { isSchoolDay, nextSchoolDay } from './calendar.ts'
import { type Day, wallClock } from './day.ts'
import type { ChatId, ItemNo } from './ids.ts'
import type { Clock } from './reminder.ts'
import type { Requirement, Standard } from './standard.ts'
import { asClause, fromData, missing, paperDay, type Sentence } from './summary-sentence.ts'

/** A session or other act of study that was held, as somebody noted it. `people` null: nobody counted, as for a notice board. */
export type StudySession = {
  readonly on: Day
  readonly form: string
  readonly about: string
  readonly people: number | null
}

/** What the paper's first section rests on; counted from what was noted, what arrived and what was opened. */
export type StudyFacts = {
  /** Those that stand, by day. */
  readonly sessions: readonly StudySession[]
  /** First and last day on which an item arrived in the group; null: none did. */
  readonly first: Day | null
  readonly last: Day | null
  /** How many items of the standard arrived, of how many. */
  readonly sent: number
  readonly items: number
  readonly level: StudyLevel
  /** People who opened an item that arrived, each counted once for each. */
  readonly openings: number
}

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

/** The facts of the paper from what is kept; `sessions` by day, `posted` by day. */
export function studyFacts(
  standard: Standard,
  sessions: readonly StudySession[],
  posted: readonly PostedItem[],
  openings: number,
): StudyFacts {
  const arrived = posted.filter((one) => one.came === 'arrived')
  return {
    sessions,
    first: arrived[0]?.day ?? null,
    last: arrived.at(-1)?.day ?? null,
    sent: new Set(arrived.map((one) => one.no)).size,
    items: studyItems(standard).length,
    level: studyLevel(standard),
    openings,
  }
}

/**
 * When a group hears of its item of the day: from 16:00, when lessons are over and people are at school still, and until 17:30 at the
 * latest, before school ends for them (domain facts, section 4). Fixed, where a campaign's hour of reminding is settable: who sets
 * reminders to the early morning does not mean that a group of teachers is to be written to before its lessons.
 */
export const studyHour = 16
const studyUntil = { hour: 17, minute: 30 }

/** Whether an item may go out now: a school day, in the window. A day missed is not made up for: the item is the next one's. */
export function isStudyTime({ now, timeZone, calendar }: Clock): boolean {
  const { day, hour, minute } = wallClock(now, timeZone)
  return isSchoolDay(day, calendar) && hour >= studyHour && isBefore(hour, minute)
}

function isBefore(hour: number, minute: number): boolean {
  return hour * 60 + minute < studyUntil.hour * 60 + studyUntil.minute
}

/** The day of the next item, when the last one went out on `last`; null: no school day is in sight. */
export function nextStudyDay({ now, timeZone, calendar }: Clock, last: Day | null): Day | null {
  const { day, hour, minute } = wallClock(now, timeZone)
  const isToday = last !== day && isSchoolDay(day, calendar) && isBefore(hour, minute)
  return isToday ? day : nextSchoolDay(day, calendar)
}

/** Section 一 of the paper: what was noted and what was sent, and nothing else; with neither, that it is missing. */
export function studySentences({ sessions, first, last, sent, items, level, openings }: StudyFacts): Sentence[] {
  const sentences = [...overview(sessions), ...sessions.map(sayHeld)]
  if (sent > 0 && first !== null && last !== null) {
    const days = first === last ? paperDay(first) : `${paperDay(first)}至${paperDay(last)}`
    const called = level === 'task' ? '管理任务' : '要求'
    const all = sent === items ? `全部${items}项${called}` : `${items}项${called}中的${sent}项`
    const read = openings === 0 ? '' : `，查看完整要求${openings}人次`
    sentences.push(fromData(`${days}，我校在工作群逐日学习标准，共推送${all}${read}。`))
  }
  return sentences.length === 0 ? [missing('学习宣传情况：未填报', 'data')] : sentences
}

function overview(sessions: readonly StudySession[]): Sentence[] {
  if (sessions.length < 2) return []
  const forms = [...Map.groupBy(sessions, (one) => asClause(one.form))].map(([form, held]) => `${form}${held.length}次`)
  return [fromData(`我校组织学习宣传${sessions.length}次：${forms.join('、')}。`)]
}

function sayHeld({ on, form, about, people }: StudySession): Sentence {
  const joined = people === null ? '' : `，${people}人参加`
  return fromData(`${paperDay(on)}，我校开展${asClause(form)}${joined}，内容为：${asClause(about)}。`)
}
