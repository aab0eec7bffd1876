/**
 * What programs keep on one line: a word or number of Latin letters with the signs in it, and a character with the closing
 * signs behind it and the opening ones before.
 */
const piece = /\n|[（《“‘【「〔]*(?:[!-~]+|[\s\S])[，。、；：？！）》”’】」〕…]*/gu

/** A text as the pieces that are not broken; a line break is one of its own. */
export function unbroken(text: string): string[] {
  return [...text.matchAll(piece)].map(([one]) => one)
}

/** In characters: Latin letters and digits take half of one; the signs of Latin-1 (·, ×, °) are as wide as Chinese ones. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one < '\u0080' ? 0.5 : 1), 0)
}
