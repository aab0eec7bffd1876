import { type PaperKind, paperNames } from '#src/domain/papers.ts'
import { activityOf } from '#src/domain/summary.ts'

/** What a file name may not hold on one of the systems it will be saved on, and what would hide or turn round a part of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go
const unsafe = /[\\/:*?"<>|\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Cs}]/gu

/** Systems count bytes: 255 of them, of which Chinese takes three a character and what follows the names some 60. */
const longestNames = 180

/** `第一小学对照整改年活动整改工作总结（第2版）.docx`: safe on every system, short enough, and known by its last words. */
export function paperFileName(
  of: { readonly school: string; readonly title: string; readonly version: number },
  kind: PaperKind,
  ending: 'docx' | 'xlsx',
): string {
  const names = `${of.school}${activityOf(of.title)}`.replaceAll(unsafe, '').replaceAll(/\s+/g, ' ')
  const safe = cut(names, longestNames)
    .replace(/^[\s.]+/, '')
    .trimEnd()
  return `${safe}${paperNames[kind]}（第${of.version}版）.${ending}`
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
