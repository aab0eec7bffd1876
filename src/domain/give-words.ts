/** Why somebody gives a share: they are away for a while, or their work has changed. */
export type GiveReason = 'away' | 'given'
/** All of it, or what is still to be done: unanswered requirements, and issues. */
export type GivenPart = 'all' | 'open'
/** `移交` in words: one name or two (from whom, to whom); fewer where people are mentioned instead. */
export type GiveWords = { readonly names: readonly string[]; readonly why: GiveReason; readonly what: GivenPart }

const reasons: Readonly<Record<string, GiveReason>> = {
  外出: 'away',
  请假: 'away',
  出差: 'away',
  培训: 'away',
  外出请假: 'away',
  工作调整: 'given',
  调整: 'given',
  调动: 'given',
}
const parts: Readonly<Record<string, GivenPart>> = { 全部: 'all', 未填: 'open', 未填的: 'open' }

/** A name of two to four characters, one with a title behind it, or one in letters. */
const name =
  /^(?:[\p{Script=Han}·]{2,4}\d{0,2}|[\p{Script=Han}·]{1,6}(?:老师|主任|校长|书记|组长|干事)\d{0,2}|[\w.-]{1,20})$/u

/**
 * `张老师` · `张老师 外出` · `王老师 张老师` · `王老师给张老师 未填`. Null when it says anything else: a sentence about
 * something handed over is a fact.
 */
export function readGiveWords(rest: string): GiveWords | null {
  const words = rest
    .normalize('NFKC')
    .split(/[\s,、→/]+|交?给/u)
    .filter((word) => word !== '' && !word.startsWith('@'))
  const names: string[] = []
  let why: GiveReason | null = null
  let what: GivenPart | null = null
  for (const word of words) {
    if (Object.hasOwn(reasons, word) && why === null) why = reasons[word] ?? null
    else if (Object.hasOwn(parts, word) && what === null) what = parts[word] ?? null
    // A name after a reason belongs to a sentence.
    else if (name.test(word) && why === null && what === null && names.length < 2) names.push(word)
    else return null
  }
  return { names, why: why ?? 'given', what: what ?? 'all' }
}
