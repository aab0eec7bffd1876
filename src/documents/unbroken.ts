/**
 * What programs keep on one line: a word or number of Latin letters with the signs in it, and a character with the closing
 * signs behind it and the opening ones before.
 */
const piece = /\n|[（《“‘【「〔]*(?:[!-~]+|[\s\S])[，。、；：？！）》”’】」〕…]*/gu

/** A text as the pieces that are not broken; a line break is one of its own. */
export function unbroken(text: string): string[] {
  return text.match(piece) ?? []
}

/** In characters: Latin letters and digits take half of one; the signs of Latin-1 (·, ×, °) are as wide as Chinese ones. */
export function widthOf(text: string): number {
  let width = 0
  // By code units, as every cell of every table is measured: the second half of a rare character takes nothing.
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    width += unit < 0x80 ? 0.5 : unit >= 0xdc00 && unit <= 0xdfff ? 0 : 1
  }
  return width
}
