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

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(',', '，').replaceAll(';', '；')
}

/** Letters and characters alone: punctuation, spaces and width make no difference. */
function plain(text: string): string {
  return folded(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Dice's coefficient of the pairs of neighbouring characters, each as often as it stands there. */
function inCommon(a: string, b: string): number {
  const [pairsA, pairsB] = [pairsOf(a), pairsOf(b)]
  if (pairsA.length === 0 || pairsB.length === 0) return a === b && a !== '' ? 1 : 0
  const left = new Map<string, number>()
  for (const pair of pairsA) left.set(pair, (left.get(pair) ?? 0) + 1)
  let shared = 0
  for (const pair of pairsB) {
    const count = left.get(pair) ?? 0
    if (count === 0) continue
    left.set(pair, count - 1)
    shared += 1
  }
  return (2 * shared) / (pairsA.length + pairsB.length)
}

function pairsOf(text: string): string[] {
  const signs = [...text]
  return signs.slice(1).map((sign, at) => `${signs[at]}${sign}`)
}
