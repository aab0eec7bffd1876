/** Why somebody gives a share: they are away for a while, or their work has changed. */
export type GiveReason = 'away' | 'given'
/** All of it, or what is still to be done: unanswered requirements, and issues. */
export type GivenPart = 'all' | 'open'
/** `移交` in words: one name or two (from whom, to whom); fewer where people are mentioned instead. */
export type GiveWords = {
  readonly names: readonly string[]
  readonly why: GiveReason
  readonly what: GivenPart
  /** With 确认 at its end: they have been asked. */
  readonly sure: boolean
}

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
  const sure = words.at(-1) === '确认'
  const names: string[] = []
  let why: GiveReason | null = null
  let what: GivenPart | null = null
  for (const word of sure ? words.slice(0, -1) : words) {
    if (Object.hasOwn(reasons, word) && why === null) why = reasons[word] ?? null
    else if (Object.hasOwn(parts, word) && what === null) what = parts[word] ?? null
    // A name after a reason belongs to a sentence.
    else if (word !== '确认' && name.test(word) && why === null && what === null && names.length < 2) names.push(word)
    else return null
  }
  return { names, why: why ?? 'given', what: what ?? 'all', sure }
}

const titled = /^[\p{Script=Han}·]{1,6}(?:老师|主任|校长|书记|组长|干事)\d{0,2}$/u
const compound =
  /^(?:欧阳|司马|上官|诸葛|东方|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|独孤|南宫)\p{Script=Han}{1,2}\d{0,2}$/u
const plain = /^(?:\p{Script=Han}{2,3}|\p{Script=Han}+·[\p{Script=Han}·]+|[\w.-]{1,20})\d{0,2}$/u
/** What a sentence about something handed over or shared out says of it: 移交 齐全, 分工 明确. */
const states =
  /(?:齐全|完整|完成|完毕|清楚|明确|合理|及时|到位|手续|规范|正常|良好|材料|资料|清单|记录|情况|工作|制度)$/u

/** Whether a word by itself, without a slash to say that it is a command, would be taken for somebody's name. */
export function isLikelyName(word: string): boolean {
  return titled.test(word) || compound.test(word) || (plain.test(word) && !states.test(word))
}
