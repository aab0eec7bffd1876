import type { ItemNo } from './ids.ts'
import { longestForm, type SessionGiven, saysPeople } from './study-session.ts'

/** What follows 学习. */
export type StudyWords =
  | { readonly what: 'show' | 'form' | 'start' | 'stop' }
  | { readonly what: 'note'; readonly given: SessionGiven }
  | { readonly what: 'withdraw'; readonly no: number }
  | { readonly what: 'item'; readonly no: ItemNo }

const plain: Readonly<Record<string, 'show' | 'form' | 'start' | 'stop'>> = {
  '': 'show',
  记录: 'form',
  开始: 'start',
  停止: 'stop',
}
const item = /^(?:\((?<bracketed>[1-9]\d{0,2})\)|第(?<plain>[1-9]\d{0,2})项)$/u
const withdrawn = /^撤下\s?(?<no>[1-9]\d{0,3})$/u
// A day must stand right behind: 学习 记录 齐全 is a fact.
const dayWord = /^(?:今天|昨天|\d{1,2}[月/.-]\d{1,2}[日号]?|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)$/u

/** Longer words note no session. */
const longestWords = 1_000

/**
 * 开始 · 停止 · （7） · 记录 · 记录 9月3日 集中学习 32人 校长解读标准 · 撤下 3. Null when it says anything else: a fact may
 * begin with 学习 too. Whether the day, the form and the rest make a session is not asked here.
 */
export function readStudyWords(rest: string): StudyWords | null {
  if (rest.length > longestWords) return null
  const words = rest.split(/[\s\u200b-\u200d\u2060]+/u).filter((word) => word !== '')
  const said = folded(words.join(' '))
  if (Object.hasOwn(plain, said)) return { what: plain[said] ?? 'show' }
  const asked = item.exec(said)?.groups
  if (asked !== undefined) return { what: 'item', no: Number(asked.bracketed ?? asked.plain) as ItemNo }
  const taken = withdrawn.exec(said)?.groups?.no
  if (taken !== undefined) return { what: 'withdraw', no: Number(taken) }
  const [verb = '', day = '', ...about] = words
  const isNote = folded(verb) === '记录' && dayWord.test(folded(day))
  return isNote ? { what: 'note', given: readNote(day, about) } : null
}

/**
 * The first word after the day is the form, how many may stand anywhere, the rest says what it was about. Chinese is
 * written without spaces: where a form runs on into what it was about, it ends at its first comma or colon.
 */
function readNote(day: string, words: readonly string[]): SessionGiven {
  const at = words.findIndex(saysPeople)
  const [first = null, ...rest] = words.filter((_, index) => index !== at)
  const runsOn = first !== null && (rest.length === 0 || [...first].length > longestForm)
  const [, form = first, more = null] = (runsOn ? oneSentence.exec(first) : null) ?? []
  const about = [...(more === null ? [] : [more]), ...rest]
  return { day, form, about: about.length === 0 ? null : about.join(' '), people: words[at] ?? null }
}

const oneSentence = new RegExp(`^([^，,：:]{1,${longestForm}})[，,：:](.+)$`, 'u')

/** For comparing only: what a person wrote keeps its full-width signs. */
function folded(text: string): string {
  return text.normalize('NFKC').trim()
}
