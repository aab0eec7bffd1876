const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const ellipsis = '…'
// Shown by no client, and six bytes of JSON each: a directory of such names would not fit on a card. What turns the
// direction of writing would show an exe's name as a harmless paper.
const invisible = /(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu

/** How much of a person's or department's name, and of a title, is worth showing on a phone. Ours, not the platform's. */
export const longestName = 20
export const longestLine = 60

/**
 * A text of at most `most` characters (as JavaScript and the platform count them), the last an … when something was
 * left out. Never cuts through an emoji or between a letter and its accents. What nobody can see becomes a space.
 */
export function cut(text: string, most: number): string {
  const whole = text.toWellFormed().replaceAll(invisible, ' ')
  if (whole.length <= most) return whole
  let kept = ''
  for (const { segment } of graphemes.segment(whole)) {
    if (kept.length + segment.length > most - ellipsis.length) break
    kept += segment
  }
  return kept.trimEnd() + ellipsis
}
