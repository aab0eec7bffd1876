import type { Day } from '#src/domain/day.ts'
import {
  type IssueKind,
  type IssueSource,
  type IssueState,
  type LedgerFilter,
  type Standing,
  standingOf,
} from '#src/domain/issue.ts'
import { issueLabels } from '#src/domain/issue-command.ts'
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

/** What a ledger may be narrowed to. */
export const filterWords: Readonly<Record<LedgerFilter, string>> = {
  ...standingWords,
  all: '全部',
  none: '不作为问题',
}

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

/** Why nothing was done about an issue. Whoever may not see one hears the same as when there is none. */
export const issueRefusals = {
  unknown: '没有找到这个问题，请核对编号。',
  unclear: '没有看懂。可以这样写：台账 3 进展 已报价；台账 3 整改时限：2026-12-01。',
  'old-card': '这个问题已有变化，请以最新的卡片为准。',
  'owner-only': '进展和申请销号请由责任人来报。',
  'owner-or-above': '修改、并入请由责任人、部门负责人或领导小组来办。',
  'above-only': '这一步请由部门负责人或领导小组来办。',
  'somebody-else': '销号、退回请由责任人以外的部门负责人或领导小组来办。',
  'struck-off': '这个问题已销号，需要时请先重开。',
  withdrawn: '这一条已不作为问题，需要时请先重开。',
  joined: '这一条已并入其他问题，请到那一条办理。',
  'not-asked': '责任人还没有申请销号。',
  'asked-already': '已申请销号，正等复查。',
  'still-live': '这个问题还在整改中。',
  'not-joined': '这一条没有并入其他问题。',
  'progress-missing': '请写一句进展。',
  'done-missing': '请写一句做了什么，再申请销号。',
  'reason-missing': '请写一句原因。',
  'add-above-only': '新增问题请由部门负责人或领导小组来登记。',
  'problem-missing': '请写明存在的问题。',
  'above-missing': '提请上级解决时，请写明上级部门，如：教育局。',
  'kind-unknown': '整改方式请写：立行立改、限期整改、长期坚持或提请上级解决。',
  'source-unknown': '来源请写：自查、督导检查或家长反映。',
  'due-unread': '「整改时限」没有看懂，请写成：2026-12-01。',
  'due-past': '「整改时限」请选今天或以后的日期。',
  'department-unknown': '没有找到这个部门，请核对名称。',
  'department-not-yours': '请选您负责的部门。',
  'owner-unknown': '没有找到这位老师，请写本活动各部门老师的姓名（同名请 @ 本人）。',
  'requirement-unknown': '没有找到这一条款，请核对编号。',
  'cannot-join': '这两个问题现在不能并在一起，请核对编号。',
  'nothing-changed': '没有需要修改的内容。',
  'not-here': '来源、牵头部门和条款在登记以后不再改动。',
  'too-long': '每一栏最多1000字，请精简后再保存。',
} as const
export type IssueRefusal = keyof typeof issueRefusals

export const issueButtons = {
  report: '记录进展',
  ask: '申请销号',
  strikeOff: '同意销号',
  return: '退回',
  withdraw: '不作为问题',
  reopen: '重开',
  edit: '修改',
  save: '保存修改',
  part: '拆出',
  add: '登记问题',
  open: '打开',
} as const

/** A line of an issue's history: what was done. */
export const deedWords: Readonly<Record<string, string>> = {
  open: '登记问题',
  edit: '修改',
  'follow-answer': '填报有修改',
  report: '进展',
  'ask-strike-off': '申请销号',
  'strike-off': '同意销号',
  return: '退回',
  withdraw: '不作为问题',
  reopen: '重开',
  join: '并入其他问题',
  'take-in': '并入了其他问题',
  part: '拆出',
  'let-out': '拆出了一个问题',
  assign: '更换责任人',
  'owner-left': '责任人已离开',
}

/** What came of a move, on the card and as a toast. */
export const issueSaid = {
  reported: '已记录进展。',
  asked: '已申请销号，已请人复查。',
  'struck-off': '已销号。',
  'struck-off-asking': (answers: number) => `已销号，相关的${answers}条正请责任人重新自评。`,
  returned: '已退回，原因已发给责任人。',
  withdrawn: '已改为不作为问题。',
  reopened: '已重开。',
  saved: '已保存。',
  joined: (no: number) => `已并入问题${no}。`,
  parted: '已拆出，恢复为单独的问题。',
  added: (no: number) => `已登记为问题${no}。`,
  courtesy: '这句没有记入进展。有新的进展直接写一句就行。',
  awaitsLook: (no: number) => `问题${no}正在等人复查，这次发的没有记入。要补充进展，请写「台账 ${no} 进展 …」。`,
  notNoted: (no: number) => `这次发的没有记入问题${no}。要记进展，请写「台账 ${no} 进展 …」。`,
  openFirst: (no: number) => `请先发送「台账 ${no}」打开问题，再写进展、发照片。`,
} as const

/** To an owner, or whoever has to look: what became of an issue by somebody else. */
export const issueNews = {
  returned: '这个问题的销号申请被退回，请看原因。',
  reopened: '这个问题重开了，请继续整改。',
  withdrawn: '这个问题不再作为问题，不用再整改。',
  'struck-off': '这个问题已销号，谢谢您。',
  given: '这个问题由您负责整改。',
  awaiting: '责任人申请销号，请您复查。',
  'no-look': '填报有修改，这个问题不再作为问题，不用再复查。',
} as const

/** 整改时限、整改措施: the fields an edit changed; null when it named none. */
export function sayChanged(fields: readonly string[]): string | null {
  const labels: Readonly<Record<string, readonly [string, ...string[]]>> = issueLabels
  const names = fields.flatMap((field) => labels[field]?.[0] ?? [])
  return names.length === 0 ? null : names.join('、')
}
