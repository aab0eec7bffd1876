/** What a file name may not hold on one of the systems it will be saved on, and what would hide or turn round a part of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go
const unsafe = /[\\/:*?"<>|\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Cs}]/gu

/** A name of at most `most` bytes every system takes: no signs of paths, no dot or space at either end. May be empty. */
export function safeName(name: string, most: number): string {
  return cut(name.replaceAll(unsafe, '').replaceAll(/\s+/g, ' '), most)
    .replace(/^[\s.]+/, '')
    .replace(/(?<![\s.])[\s.]+$/, '')
}

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** The longest beginning of at most `bytes` bytes that ends between two whole characters. */
function cut(text: string, bytes: number): string {
  let kept = ''
  let used = 0
  for (const { segment } of characters.segment(text)) {
    used += Buffer.byteLength(segment)
    if (used > bytes) break
    kept += segment
  }
  return kept
}
