const wide: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }
const chinese = '[\\p{Script=Han}，。、；：？！（）《》“”‘’【】「」％%]'
const sign = new RegExp(`(?<=${chinese})\\s*([,;:?!])\\s*|([,;:?!])\\s*(?=${chinese})`, 'gu')
// 一.加强管理 is a number of a list, whose point stays.
const stop = new RegExp(`(?<=${chinese})(?<![一二三四五六七八九十])\\.(?=\\s*(?:$|${chinese}))\\s*`, 'gu')
const pair = new RegExp(`(?<=(${chinese})?)\\(([^()]*)\\)(?=(${chinese})?)`, 'gu')
const quoted = /"([^"]*\p{Script=Han}[^"]*)"/gu
const quotedOnce = /'([^'\n]*\p{Script=Han}[^'\n]*)'/gu
const dots = new RegExp(`(?<=${chinese})\\s*\\.{3,}`, 'gu')
const dashes = new RegExp(`(?<=${chinese})\\s*-{2,}\\s*(?=${chinese})`, 'gu')
const hasHan = /\p{Script=Han}/u

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** Signs beside Chinese as papers print them: full-width ones (not those in 8:30, 3,000 or an address). */
export function inFullWidth(text: string): string {
  return text
    .replaceAll(dots, '……')
    .replaceAll(dashes, '——')
    .replaceAll(sign, (_, after?: string, before?: string) => wide[after ?? before ?? ''] ?? '')
    .replaceAll(stop, '。')
    .replaceAll(pair, (whole, before: string | undefined, inside: string, after: string | undefined) =>
      before !== undefined || after !== undefined || hasHan.test(inside) ? `（${inside}）` : whole,
    )
    .replaceAll(quoted, '“$1”')
    .replaceAll(quotedOnce, '‘$1’')
}

/**
 * What somebody typed as papers print it, the words themselves untouched: full-width signs, and the school calls itself
 * 我校 where it wrote 本校 or 我们学校. 学校 stays: whether it means this school or any is not ours to say.
 */
export function inPaperStyle(text: string): string {
  const signs = inFullWidth(text).replaceAll('我们学校', '我校')
  if (!signs.includes('本校')) return signs
  return [...words.segment(signs)].map(({ segment }) => (segment === '本校' ? '我校' : segment)).join('')
}
