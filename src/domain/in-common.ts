/** As people may write the same thing: full-width or not, capital or not, with one comma or the other. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(',', '，').replaceAll(';', '；')
}

/** Letters and characters alone: punctuation, spaces and width make no difference. */
export function plain(text: string): string {
  return folded(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Dice's coefficient of the pairs of neighbouring characters of two plain texts, each as often as it stands there. */
export function inCommon(a: string, b: string): number {
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
