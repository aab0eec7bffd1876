import { type CheckGroup, checkGroups } from './check-findings.ts'
import type { RequirementNo } from './ids.ts'

/** What follows 检查: a group and its page, or what the buttons of a line do, by the number of the requirement. */
export type CheckWords =
  | { readonly what: 'show'; readonly group: CheckGroup | 'all'; readonly page: number }
  | { readonly what: 'confirm'; readonly no: RequirementNo }
  | { readonly what: 'ask'; readonly group: CheckGroup; readonly no: RequirementNo }

const shown = /^(?<group>[1-9]\d?)(?:第(?<page>[1-9]\d?)页)?$/u
const confirmed = /^确认第?(?<no>[1-9]\d{0,2})条?$/u
const asked = /^(?<group>[1-9]\d?)请(?<no>[1-9]\d{0,2})$/u

/** 检查, 检查 3 第2页, 检查 确认 17, 检查 3 请 17. Null for anything else: 检查 记录齐全 is a fact. */
export function readCheckWords(rest: string): CheckWords | null {
  const said = rest.normalize('NFKC').trim()
  if (said === '') return { what: 'show', group: 'all', page: 0 }
  // Two numbers with nothing but a space between them would run into one.
  if (/\d\s+\d/u.test(said)) return null
  const word = said.replaceAll(/\s/gu, '')
  const show = shown.exec(word)?.groups
  const group = checkGroups[Number(show?.group ?? 0) - 1]
  if (show !== undefined && group !== undefined) return { what: 'show', group, page: Number(show.page ?? 1) - 1 }
  const confirm = confirmed.exec(word)?.groups
  if (confirm !== undefined) return { what: 'confirm', no: Number(confirm.no) as RequirementNo }
  const ask = asked.exec(word)?.groups
  const of = checkGroups[Number(ask?.group ?? 0) - 1]
  return ask === undefined || of === undefined ? null : { what: 'ask', group: of, no: Number(ask.no) as RequirementNo }
}
