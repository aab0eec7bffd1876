import type { Day } from '#src/domain/day.ts'
import { type IssueKind, type IssueSource, type IssueState, type Standing, standingOf } from '#src/domain/issue.ts'
import { cut, longestName } from './cut.ts'
import type { Colour } from './elements.ts'

/** How an issue stands, as staff read it: overdue, waiting for above and waiting for a look are never one word. */
export const standingWords: Readonly<Record<Exclude<Standing, 'none'>, string>> = {
  'in-hand': '整改中',
  'due-soon': '7天内到期',
  overdue: '已过时限',
  'waiting-for-above': '待上级解决',
  awaiting: '待复查',
  'struck-off': '已销号',
}
const endedWords = { withdrawn: '不作为问题', joined: '已并入' } as const

export const kindWords: Readonly<Record<IssueKind, string>> = {
  'at-once': '立行立改',
  'by-date': '限期整改',
  standing: '长期坚持',
  'needs-above': '提请上级解决',
}
export const sourceWords: Readonly<Record<IssueSource, string>> = {
  self: '自查',
  inspection: '督导检查',
  parents: '家长反映',
}

/** An issue without an owner says so everywhere. */
export const nobodyYet = '责任人待定'
export const noDueYet = '时限未定'

const colours: Readonly<Record<Exclude<Standing, 'none'>, Colour>> = {
  'in-hand': 'blue',
  'due-soon': 'yellow',
  overdue: 'orange',
  'waiting-for-above': 'violet',
  awaiting: 'turquoise',
  'struck-off': 'green',
}

export type Stands = {
  readonly state: IssueState
  readonly kind: IssueKind
  readonly above: string | null
  readonly due: Day | null
}

/** 待上级解决（教育局）: the one word for how an issue stands on a day, with the body named where it waits for one. */
export function sayStanding(issue: Stands, today: Day): string {
  const standing = standingOf(issue, today)
  if (standing === 'none') return issue.state === 'joined' ? endedWords.joined : endedWords.withdrawn
  const body = standing === 'waiting-for-above' && issue.above !== null ? `（${cut(issue.above, longestName)}）` : ''
  return `${standingWords[standing]}${body}`
}

/** Each standing has a colour of its own, so that a list is told apart at a glance; the word stands beside it anyhow. */
export function standingColour(issue: Stands, today: Day): Colour {
  const standing = standingOf(issue, today)
  if (standing === 'none') return issue.state === 'joined' ? 'wathet' : 'grey'
  return colours[standing]
}
