import { unbroken, widthOf } from './unbroken.ts'

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * How many characters wide a long title is set, so that its lines come out about equally long and neither a word nor the
 * name of a book is split, as GB/T 9704 asks; `most` when it fits one line. One line more than it needs is better than
 * a word split; where every width splits one, the most even one.
 */
export function titleWidth(title: string, most: number): number {
  const length = widthOf(title)
  if (length <= most) return most
  const ends = endsOf(title)
  const fewest = Math.ceil(length / most)
  for (const lines of [fewest, fewest + 1]) {
    for (let width = Math.ceil((2 * length) / lines) / 2; width <= most; width += 0.5) {
      const breaks = breaksOf(title, width)
      if (breaks.length < lines && breaks.every((at) => ends.has(at))) return width
    }
  }
  return Math.ceil((2 * length) / fewest) / 2
}

/** After how much of the title each line but the last ends, as a program sets it. */
function breaksOf(title: string, width: number): number[] {
  const breaks: number[] = []
  let at = 0
  let used = 0
  for (const piece of unbroken(title)) {
    const takes = widthOf(piece)
    if (used > 0 && used + takes > width + 0.5) {
      breaks.push(at)
      used = 0
    }
    at += piece.length
    used += takes
  }
  return breaks
}

/** Where words end, but for those within the name of a book or paper. */
function endsOf(title: string): Set<number> {
  const names = [...title.matchAll(/《[^《》]*》/gu)].map(({ index, 0: name }) => [index, index + name.length] as const)
  let at = 0
  const ends = [...words.segment(title)].map(({ segment }) => {
    at += segment.length
    return at
  })
  return new Set(ends.filter((end) => !names.some(([from, to]) => from < end && end < to)))
}
