import { type Day, daysBetween, sayDate } from '#src/domain/day.ts'
import type { CampaignId, DepartmentId, IssueId, IssueNo } from '#src/domain/ids.ts'
import { type IssueCount, type LedgerFilter, ledgerFilters, type Standing } from '#src/domain/issue.ts'
import { button, type Card, card, chooser, columns, hint, markdown, row } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Block } from './elements.ts'
import { sayIssues } from './issue-counts.ts'
import { filterWords, nobodyYet, noDueYet, type Stands, sayStanding } from './issue-words.ts'
import { md } from './markdown.ts'
import type { Press } from './press.ts'
import { buttons } from './words.ts'

export type LedgerRow = Stands & {
  readonly issue: IssueId
  readonly no: IssueNo
  readonly problem: string
  /** What the first of its requirements is called, or where it came from. */
  readonly where: string
  readonly department: string
  /** Null: nobody yet; undefined on a card that stands before others, where no name may. */
  readonly owner?: string | null
  readonly standing: Standing
  readonly struckOffOn: Day | null
}
type Choice = { readonly id: DepartmentId; readonly name: string }
export type LedgerView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly today: Day
  /** From 0. */
  readonly page: number
  /** The department it is narrowed to; null for all. */
  readonly department: Choice | null
  readonly standing: LedgerFilter
  /** Those that the reader's issues lie in. */
  readonly departments: readonly Choice[]
  /** Of all the reader may see, narrowed by the department alone. */
  readonly count: IssueCount
  /** What is left by both choices, in the order of its numbers; the card shows a page of it. */
  readonly rows: readonly LedgerRow[]
  /** Not all of the campaign's issues are the reader's to see. */
  readonly partial: boolean
  readonly mayAdd: boolean
}

/** Two screens of a phone. With the longest texts and the most departments it stays within the platform's 30 KB. */
const pageSize = 15
/** More departments than this are narrowed to by words. */
const mostDepartments = 30
const longestProblem = 80
const longestWhere = 30

/** The ledger (design, flow 7), a line an issue that opens it. Departments before others; names in private alone. */
export function ledgerCard(view: LedgerView): Card {
  const { rows, department } = view
  const pages = Math.max(1, Math.ceil(rows.length / pageSize))
  const page = Math.min(view.page, pages - 1)
  return card(
    `整改台账（${rows.length}项）${department === null ? '' : ` · ${cut(department.name, longestName)}`}`,
    'blue',
    [
      markdown(md`${sayIssues(view.count)}`),
      ...choices(view),
      ...(rows.length === 0
        ? [markdown(md`${view.standing === 'all' ? '这里目前没有问题。' : '目前没有这样的问题。'}`)]
        : []),
      ...rows.slice(page * pageSize, (page + 1) * pageSize).flatMap((one) => line(one, view.today)),
      ...turns(view, page, pages),
      ...(view.partial ? [hint('只列出与您有关的问题。')] : []),
      ...(view.mayAdd ? [button(buttons.newIssue, { v: 1, do: 'new-issue', campaign: view.campaign })] : []),
    ],
    { subtitle: cut(view.title, longestLine), summary: `整改台账：${sayIssues(view.count)}` },
  )
}

type Shown = { readonly page?: number; readonly department?: Choice | null; readonly standing?: LedgerFilter }

function shown(view: LedgerView, change: Shown): Press {
  const { page, department, standing } = { page: 0, department: view.department, standing: view.standing, ...change }
  return { v: 1, do: 'show-issues', campaign: view.campaign, page, department: department?.id ?? 0, standing }
}

/** Each choice begins at the first page of what it leaves. */
function choices(view: LedgerView): Block[] {
  const { department, departments } = view
  const first = departments.slice(0, mostDepartments)
  // What is shown is always among the choices, however many there are.
  const known = department === null || first.some((one) => one.id === department.id) ? first : [...first, department]
  const byDepartment = [
    { text: '全部部门', press: shown(view, { department: null }) },
    ...known.map((one) => ({ text: cut(one.name, longestName), press: shown(view, { department: one }) })),
  ]
  const byStanding = ledgerFilters.map((standing) => ({
    text: filterWords[standing],
    press: shown(view, { standing }),
  }))
  const left = departments.length - mostDepartments
  const only = departments.length < 2 && department === null
  return [
    columns([
      ...(only ? [] : [chooser({ name: 'department', label: '部门', options: byDepartment }, shown(view, {}))]),
      chooser({ name: 'standing', label: '情况', options: byStanding }, shown(view, {})),
    ]),
    ...(left > 0 ? [hint(`还有${left}个部门，发送「台账 部门名称」可以单独查看。`)] : []),
  ]
}

function line(one: LedgerRow, today: Day): Block[] {
  const problem = cut(one.problem.replaceAll(/\s+/gu, ' '), longestProblem)
  const facts = [
    sayStanding(one, today),
    sayDue(one, today),
    cut(one.department, longestName),
    ...(one.owner === undefined ? [] : [one.owner === null ? nobodyYet : cut(one.owner, longestName)]),
    cut(one.where, longestWhere),
  ]
  return [
    button(`${one.no} · ${problem}`, { v: 1, do: 'open-issue', issue: one.issue }, 'primary_text'),
    hint(facts.join(' · ')),
  ]
}

/** How long there is left is said of what its owner can hold to alone: what waits for others has its date and no more. */
function sayDue({ standing, due, struckOffOn }: LedgerRow, today: Day): string {
  if (struckOffOn !== null) return sayDate(struckOffOn)
  if (due === null) return noDueYet
  const days = daysBetween(today, due)
  if (standing === 'overdue') return `${sayDate(due)}，已过${-days}天`
  if (standing !== 'in-hand' && standing !== 'due-soon') return sayDate(due)
  return `${sayDate(due)}，${days === 0 ? '今天到期' : `还有${days}天`}`
}

/** The way on, by hand and by words. */
function turns(view: LedgerView, page: number, pages: number): Block[] {
  if (pages === 1) return []
  const to = (text: string, at: number) => button(text, shown(view, { page: at }))
  const moves = [
    ...(page > 0 ? [to(buttons.pageBack, page - 1)] : []),
    ...(page < pages - 1 ? [to(buttons.pageOn, page + 1)] : []),
  ]
  const words = [
    ...(view.department === null ? [] : [cut(view.department.name, longestName)]),
    ...(view.standing === 'all' ? [] : [filterWords[view.standing]]),
  ]
  const next = ['台账', ...words, `第${page + 2 > pages ? 1 : page + 2}页`].join(' ')
  return [row(moves), hint(`第${page + 1}页/共${pages}页，也可以发送「${next}」。`)]
}
