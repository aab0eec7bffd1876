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
  return share(pairsOf(a), pairsOf(b))
}

/** A plain text made ready to be compared with many others. */
export type Pairs = { readonly text: string; readonly counts: ReadonlyMap<string, number>; readonly all: number }

export function pairsOf(text: string): Pairs {
  const signs = [...text]
  const counts = new Map<string, number>()
  for (const [at, sign] of signs.slice(1).entries()) {
    const pair = `${signs[at]}${sign}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return { text, counts, all: Math.max(0, signs.length - 1) }
}

/** The same as `inCommon`, of texts made ready. */
export function share(a: Pairs, b: Pairs): number {
  if (a.all === 0 || b.all === 0) return a.text === b.text && a.text !== '' ? 1 : 0
  const [few, many] = a.counts.size < b.counts.size ? [a, b] : [b, a]
  let shared = 0
  for (const [pair, count] of few.counts) shared += Math.min(count, many.counts.get(pair) ?? 0)
  return (2 * shared) / (a.all + b.all)
}
