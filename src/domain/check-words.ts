import type { RequirementNo } from './ids.ts'

/** What follows 体检: a page, or what the buttons of its lines do, by the number of a requirement. */
export type CheckWords =
  | { readonly what: 'show'; readonly page: number }
  | { readonly what: 'confirm' | 'ask'; readonly no: RequirementNo }

const page = /^第(?<page>[1-9]\d?)页$/u
const doing = /^(?<what>确认(?:属实)?|请核对)第?(?<no>[1-9]\d{0,2})条?$/u

/** 体检, 体检 第2页, 体检 确认 17, 体检 请核对 17. Null for anything else: 体检 每年一次 is a fact. */
export function readCheckWords(rest: string): CheckWords | null {
  const said = rest.normalize('NFKC').trim()
  if (said === '') return { what: 'show', page: 0 }
  // Two numbers with nothing but a space between them would run into one.
  if (/\d\s+\d/u.test(said)) return null
  const word = said.replaceAll(/\s/gu, '')
  const turned = page.exec(word)?.groups
  if (turned !== undefined) return { what: 'show', page: Number(turned.page) - 1 }
  const done = doing.exec(word)?.groups
  if (done === undefined) return null
  return { what: done.what === '请核对' ? 'ask' : 'confirm', no: Number(done.no) as RequirementNo }
}
