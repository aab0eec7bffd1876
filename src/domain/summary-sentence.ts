import type { Day } from './day.ts'
import type { IssueNo, RequirementNo } from './ids.ts'
import { withoutListMarks } from './list-clauses.ts'
import { inPaperStyle } from './paper-style.ts'

/**
 * What a sentence rests on that no answer says: what was set up, the members of the leading group, the division of the
 * work, a count of the answers or of the ledger, what was sent to be studied, sessions that were noted, by their numbers.
 */
export type DataSource =
  | 'settings'
  | 'leading-group'
  | 'division'
  | 'answers'
  | 'ledger'
  | 'study-sent'
  | { readonly sessions: readonly number[] }

/**
 * One sentence of a paper and what it rests on: the answers to these requirements, or the campaign's own data; and the
 * issues of the ledger by their numbers.
 */
export type Sentence = {
  readonly text: string
  readonly source: DataSource | readonly RequirementNo[]
  readonly issues: readonly IssueNo[]
  /** It says that something is missing; printed so that nobody overlooks it. */
  readonly missing: boolean
}

export function fromData(text: string, source: DataSource): Sentence {
  return { text, source, issues: [], missing: false }
}

/** Whether a sentence rests on answers. */
export function restsOnAnswers(source: Sentence['source']): source is readonly RequirementNo[] {
  return Array.isArray(source)
}

export function fromAnswer(text: string, ...source: RequirementNo[]): Sentence {
  return { text, source, issues: [], missing: false }
}

type OfIssue = { readonly no: IssueNo; readonly requirements: readonly RequirementNo[] }

/** What the ledger says of an issue, and through it the answers that opened it. */
export function fromIssue(text: string, { no, requirements }: OfIssue): Sentence {
  return { text, source: requirements, issues: [no], missing: false }
}

export function missingOfIssue(what: string, issue: OfIssue): Sentence {
  return { ...fromIssue(`【${what}】`, issue), missing: true }
}

export function missing(what: string, source: Sentence['source']): Sentence {
  return { text: `【${what}】`, source, issues: [], missing: true }
}

/** Sentences that say the same are one, resting on the sources of all; the first one keeps its place. */
export function joinSame(sentences: readonly Sentence[]): Sentence[] {
  const joined = new Map<string, Sentence>()
  for (const one of sentences) {
    const known = joined.get(one.text)
    if (known === undefined) joined.set(one.text, one)
    else if (restsOnAnswers(known.source) && restsOnAnswers(one.source))
      joined.set(one.text, { ...known, source: [...known.source, ...one.source] })
  }
  return [...joined.values()]
}

const closed = /[。！？!?….][”’』」）)\]】]*$/u
const dangling = /(?<![，、；：,;:\s])[，、；：,;:\s]+$/u

/** What somebody wrote as a sentence of a paragraph: word for word, on one line, with a full stop if it has none. */
export function asSentence(text: string): string {
  const line = onOneLine(text)
  const said = line.replace(dangling, '')
  return closed.test(line) || said === '' ? line : `${said}。`
}

/** The same without its full stop, to stand inside a sentence of ours. */
export function asClause(text: string): string {
  const line = onOneLine(text)
  return line.replace(/(?<![。.，、；：,;:\s])[。.，、；：,;:\s]+$/u, '') || line
}

/** Several things somebody wrote, each for itself, as the clauses of one sentence. */
export function asOne(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : texts.map(asClause).join('；')
}

/** Lines of a list become clauses of one line: a paper has no line breaks inside a paragraph. */
function onOneLine(text: string): string {
  const line = withoutListMarks(text.trim())
    .replaceAll(/([^\s。！？!?…；;，,、：:])[^\S\n]*\n\s*/gu, '$1；')
    .replaceAll(/(?<!\s)\s*\n\s*/gu, '')
  return inPaperStyle(line)
}

/** `2026年11月30日`, as papers write it: without the weekday that cards name. */
export function paperDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 六, 十二, 二十: small numbers as a paper's headings and counts of duties write them. From 100 on in digits. */
export function inChinese(number: number): string {
  if (number >= 100) return String(number)
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  if (tens === 0) return digits[ones] ?? String(number)
  return `${tens === 1 ? '' : digits[tens]}十${ones === 0 ? '' : digits[ones]}`
}
