import type { Day } from './day.ts'
import type { StudyLevel } from './study-item.ts'
import type { HeldSession } from './study-session.ts'
import { asClause, fromData, missing, paperDay, type Sentence } from './summary-sentence.ts'

/** What the paper's first section rests on: what was noted, what arrived and what was opened. */
export type StudyFacts = {
  /** Those that stand, by day. */
  readonly sessions: readonly HeldSession[]
  /** First and last day on which an item of the standard arrived in a group; null: none did. */
  readonly first: Day | null
  readonly last: Day | null
  /** How many items arrived, of how many. */
  readonly sent: number
  readonly items: number
  readonly level: StudyLevel
  /** How many people opened items, and how often all of them together. */
  readonly readers: number
  readonly openings: number
}

/** What an item is called in sentences. */
export const itemNames: Readonly<Record<StudyLevel, string>> = { task: '管理任务', requirement: '具体要求' }

/** Whether there is anything to write into section 一. */
export function wasStudied({ sessions, sent }: Pick<StudyFacts, 'sessions' | 'sent'>): boolean {
  return sessions.length > 0 || sent > 0
}

/** Section 一 of the paper: what was noted and what was sent, and nothing else; with neither, that it is missing. */
export function studySentences(facts: StudyFacts): Sentence[] {
  const { sessions } = facts
  if (!wasStudied(facts)) return [missing('学习宣传情况：未填报', { sessions: [] })]
  return [...overview(sessions), ...sessions.map(sayHeld), ...saySent(facts)]
}

function overview(sessions: readonly HeldSession[]): Sentence[] {
  if (sessions.length < 2) return []
  const forms = [...Map.groupBy(sessions, (one) => asClause(one.form))].map(([form, held]) => `${form}${held.length}次`)
  return [
    fromData(`我校组织学习宣传${sessions.length}次：${forms.join('、')}。`, {
      sessions: sessions.map((one) => one.no),
    }),
  ]
}

/** `2026年9月3日，我校开展集中学习，32人参加，内容为：校长解读标准。` */
function sayHeld({ no, on, form, about, people }: HeldSession): Sentence {
  const joined = people === null ? '' : `，${people}人参加`
  return fromData(`${paperDay(on)}，我校${deed(form)}${joined}，内容为：${asClause(about)}。`, {
    sessions: [no],
  })
}

/** Forms are nouns (集中学习) as well as deeds (召开全体教师会). */
function deed(form: string): string {
  const words = asClause(form)
  return /^(?:召开|开展|组织|举行|举办|利用|通过|印发|张贴|邀请|参加)/u.test(words) ? words : `开展${words}`
}

/** That something was sent does not say that it was read: who opened it is counted apart. */
function saySent({ first, last, sent, items, level, readers, openings }: StudyFacts): Sentence[] {
  if (sent === 0 || first === null || last === null) return []
  const days = first === last ? paperDay(first) : `${paperDay(first)}至${paperDay(last)}`
  const what = sent === items ? `全部${items}项${itemNames[level]}` : `${items}项${itemNames[level]}中的${sent}项`
  const often = openings === readers ? '' : `共${openings}次`
  const read = openings === 0 ? '' : `，${readers}人${often}点开查看完整要求`
  return [fromData(`${days}，我校在工作群逐项推送标准内容，共推送${what}${read}。`, 'study-sent')]
}
