import { folded, inCommon, plain } from './in-common.ts'

/** What two issues are compared by. */
export type Described = { readonly problem: string; readonly cause: string | null }

/** Share of pairs of characters two problems have in common, from which on they read as the same one. */
const alike = 0.5

/** What keeps schools from doing something, in the words they use for it. */
const obstacles = ['安全', '经费', '资金', '场地', '师资', '编制']
/** The obstacle has to be given as a reason: 消防安全 and 食品安全 have nothing in common. */
const asReason = obstacles.map(
  (word) =>
    new RegExp(
      `(?:因|由于|出于|考虑|担心|限于|受)[^，。；、\\n]{0,6}${word}|${word}(?:顾虑|考虑|原因|因素|起见|不足|紧张|有限|所限|限制|不够)|\\([^)]{0,4}${word}[^)]{0,4}\\)`,
      'u',
    ),
)

/**
 * Whether one issue could be followed under the other: they read nearly the same, or one cause holds both back even
 * where they share no other word (domain facts, section 2.5: rows 3 and 6, both over safety). It is only proposed; a
 * person decides.
 */
export function looksSame(a: Described, b: Described): boolean {
  const [causeA, causeB] = [plain(a.cause ?? ''), plain(b.cause ?? '')]
  if (causeA !== '' && causeA === causeB) return true
  if (inCommon(plain(a.problem), plain(b.problem)) >= alike) return true
  return asReason.some((reason) => [a, b].every((one) => reason.test(folded(`${one.problem}\n${one.cause ?? ''}`))))
}
