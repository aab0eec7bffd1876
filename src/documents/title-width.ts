const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * How many characters wide a long title is set, so that its lines come out about equally long and no word is split, as
 * GB/T 9704 asks; `most` when it fits one line. Where every width splits a word, the most even one.
 */
export function titleWidth(title: string, most: number): number {
  const length = [...title].length
  if (length <= most) return most
  const even = Math.ceil(length / Math.ceil(length / most))
  const ends = wordEnds(title)
  for (let width = even; width <= most; width += 1) {
    const breaks = Array.from({ length: Math.ceil(length / width) - 1 }, (_, index) => (index + 1) * width)
    if (breaks.every((at) => ends.has(at))) return width
  }
  return even
}

function wordEnds(title: string): Set<number> {
  let at = 0
  const ends = [...words.segment(title)].map(({ segment }) => {
    at += [...segment].length
    return at
  })
  const within = namesOf(title)
  return new Set(ends.filter((end) => !within.some(({ from, to }) => from < end && end < to)))
}

/** Where the names of books and papers stand in it: one is not to be broken, as a word is not. */
function namesOf(title: string): { readonly from: number; readonly to: number }[] {
  return [...title.matchAll(/《[^《》]*》/gu)].map(({ index, 0: name }) => {
    const from = [...title.slice(0, index)].length
    return { from, to: from + [...name].length }
  })
}
