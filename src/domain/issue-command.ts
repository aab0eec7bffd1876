import type { IssueNo } from './ids.ts'
import type { IssueMove } from './issue.ts'
import { readLabelled } from './labelled.ts'

/** What the buttons of an issue's card do, as words: 台账 3 申请销号 已装好. */
const verbs = {
  进展: 'report',
  申请销号: 'ask-strike-off',
  同意销号: 'strike-off',
  退回: 'return',
  不作为问题: 'withdraw',
  重开: 'reopen',
  拆出: 'part',
} as const satisfies Readonly<Record<string, IssueMove>>
/** A move of one issue with at most a sentence to it. */
export type SpokenMove = (typeof verbs)[keyof typeof verbs]

/** The fields of an issue by all their labels; the first of a field is the one cards show. */
export const issueLabels = {
  problem: ['存在问题', '问题'],
  source: ['问题来源', '来源'],
  department: ['牵头部门', '部门'],
  owner: ['责任人'],
  kind: ['整改方式', '方式'],
  above: ['上级部门', '上级'],
  due: ['整改时限', '时限'],
  cause: ['原因分析', '原因'],
  measure: ['整改措施', '措施'],
  supporting: ['配合部门', '配合'],
  requirements: ['对应条款', '条款'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>
export type IssueField = keyof typeof issueLabels
/** What was said of each field, as typed; an empty value empties it. */
export type IssueFields = Readonly<Partial<Record<IssueField, string>>>

export type IssueWords =
  | { readonly what: 'open'; readonly no: IssueNo }
  | { readonly what: 'form'; readonly no: IssueNo }
  | { readonly what: 'evidence'; readonly no: IssueNo }
  | { readonly what: 'move'; readonly no: IssueNo; readonly move: SpokenMove; readonly words: string }
  | { readonly what: 'join'; readonly no: IssueNo; readonly into: IssueNo }
  | { readonly what: 'edit'; readonly no: IssueNo; readonly fields: IssueFields }
  | { readonly what: 'add'; readonly fields: IssueFields | null }

const numbered = /^(?:问题)?第?\s?(?<no>[1-9]\d{0,5})\s?[号条项]?(?=$|[^\d])/u
const adding = /^新增(?=$|[\s:：，,])[\s:：，,]*/u
const joining = /^并入\s?(?:问题)?(?<into>[1-9]\d{0,5})$/u

/** What follows 台账 when it names an issue or adds one; null when it does not: then it names a department. */
export function readIssueWords(rest: string): IssueWords | null {
  const said = rest.trim()
  const added = adding.exec(said)
  if (added !== null) {
    const about = said.slice(added[0].length)
    const fields = readIssueFields(about)
    return about !== '' && fields === null ? null : { what: 'add', fields }
  }
  const plain = widthless(said)
  const found = numbered.exec(plain)
  if (found === null) return null
  const no = Number(found.groups?.no) as IssueNo
  const about = said.slice(found[0].length).replace(/^[\s:：，,]+/u, '')
  if (about === '') return { what: 'open', no }
  if (about === '修改') return { what: 'form', no }
  if (about === '查看佐证') return { what: 'evidence', no }
  const join = joining.exec(widthless(about))
  if (join !== null) return { what: 'join', no, into: Number(join.groups?.into) as IssueNo }
  const move = readIssueMove(about)
  if (move !== null) return { what: 'move', no, ...move }
  const fields = readIssueFields(about)
  return fields === null ? null : { what: 'edit', no, fields }
}

/** 申请销号 已装好 → the move and its sentence; null when it begins with none of the verbs. */
export function readIssueMove(text: string): { readonly move: SpokenMove; readonly words: string } | null {
  const said = text.trim()
  for (const [verb, move] of Object.entries(verbs)) {
    if (!said.startsWith(verb)) continue
    const after = said.slice(verb.length)
    // 进展顺利 is a sentence about progress, 进展 顺利 a report: the verb stands apart from what it reports.
    if (after !== '' && !/^[\s:：，,。]/u.test(after)) return null
    return { move, words: after.replace(/^[\s:：，,。]+/u, '') }
  }
  return null
}

/** Labelled lines → the fields they name; null when it begins with none of the labels. */
export function readIssueFields(text: string): IssueFields | null {
  const named = readLabelled(text, Object.values(issueLabels).flat())
  if (named === null) return null
  const entries = Object.entries(issueLabels).flatMap(([field, labels]) => {
    const label = labels.find((one) => named.has(one))
    return label === undefined ? [] : [[field, named.get(label) ?? ''] as const]
  })
  return Object.fromEntries(entries)
}

function widthless(text: string): string {
  return text
    .replaceAll(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}
