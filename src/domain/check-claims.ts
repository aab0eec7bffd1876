import { clausesOf, plainText } from './clauses.ts'

/**
 * Words that leave no exception (domain facts, section 2.2): not wrong, but to be confirmed before they are signed. 全部,
 * 所有 and 完全 are none of them, nor is 任何形式 or 任何理由: schools write them of ordinary things, as rules have them,
 * and a check that asks too much is not read.
 */
const absolute = [
  /从不|从未(?!来)|从没|从来(?:没有|不|未)/gu,
  /绝无|绝不(?!允许|能|可|得)|绝对(?:没有|不|无)/gu,
  /百分之(?:一)?百|(?<![\d.])100(?:\.0+)?%(?!以[内上下])/gu,
  /[均皆]无(?!专|独立|条件|设备|场地|教室)|均(?:没有|未)(?:发生|出现|发现|收)|无一(?=[例人起名个])|(?:没有|无)任何/gu,
  /(?:多年来|历年来|建校以来|历来|一直以来).{0,8}?[无未没]/gu,
  /零(?:投诉|事故|辍学|流失|违规|违纪|拒绝)/gu,
  /无一例外|万无一失|(?:无|没有)死角|没有违[规纪法]|(?:件件|事事)有(?:回音|回应|着落|落实)/gu,
  /(?:不(?![论管限分])|未|没有?)\p{Script=Han}{0,8}?任何(?!形式|方式|理由|名义|借口)/gu,
] as const

/** A goal or a rule is no claim: 力争100%, 严禁, 要求教师从不…. */
const notStated = /力争|争取|努力|目标|计划|要求|必须|应当|应该|不得|禁止|严禁|确保|规定/u
const denied = /(?:没有|未能|未|尚未|并非|不是|不能)(?:做到|达到|实现)?$/u
/** What stands in quotation marks is somebody else's; a claim of the school's own needs none. */
const quoted = /“[^“”]*”|「[^「」]*」|『[^『』]*』|"[^"\n]*"|《[^《》]*》/gu
/** A clause of so many characters is told whole; of a longer one so many before and after, up to where a word ends. */
const wholeClause = 24
const [before, after] = [6, 10]
const byWord = new Intl.Segmenter('zh', { granularity: 'word' })
/** What is quoted is hidden behind one character of nobody's while the text is read, and stands in what is told. */
const hidden = /[\u{e000}-\u{f8ff}]/gu

/** Fees that a reader asks about where schooling is free: told as they are, never judged (domain facts, section 2.5). */
const fee = /保育费|借读费|择校费|赞助费|建校费|补课费/gu
const notCharged = /不收|未收|没有收|不再收|取消|停收|杜绝|不得|严禁|禁止|[无不]乱?收取/u

/**
 * What somebody has to vouch for before it is signed: absolute words and such fees, each with a little of what is around
 * it, in their order; none is the rule.
 */
export function claimsOf(fact: string): string[] {
  const quotes: string[] = []
  const own = plainText(fact)
    .replaceAll(hidden, '')
    .replaceAll(quoted, (quote) => String.fromCodePoint(0xe000 + quotes.push(quote) - 1))
  const shown = (said: string) => said.replaceAll(hidden, (sign) => quotes[(sign.codePointAt(0) ?? 0) - 0xe000] ?? '')
  const found = clausesOf(own).flatMap((clause) => {
    const claimed = notStated.test(clause) ? [] : absolute.flatMap((one) => [...clause.matchAll(one)])
    const charged = notCharged.test(clause) ? [] : [...clause.matchAll(fee)]
    return told(clause, [...claimed.filter((match) => !denied.test(clause.slice(0, match.index))), ...charged])
  })
  return [...new Set(found.map(shown))]
}

/** What is around each, told once where two lie close together. */
function told(clause: string, matches: readonly RegExpExecArray[]): string[] {
  if (matches.length === 0) return []
  if (clause.length <= wholeClause) return [clause]
  const words = [...byWord.segment(clause)].map(({ index, segment }) => ({ from: index, to: index + segment.length }))
  const spans: { from: number; to: number }[] = []
  for (const match of matches.toSorted((a, b) => a.index - b.index)) {
    const [first, last] = [match.index - before, match.index + match[0].length + after]
    const from = words.findLast((word) => word.from <= first)?.from ?? 0
    const to = words.find((word) => word.to >= last)?.to ?? clause.length
    const previous = spans.at(-1)
    if (previous !== undefined && from <= previous.to) previous.to = Math.max(previous.to, to)
    else spans.push({ from, to })
  }
  return spans.map(({ from, to }) => clause.slice(from, to).replace(/^[、和及与]|[、和及与]$/u, ''))
}
