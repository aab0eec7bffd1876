const wide: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }
const chinese = '[\\p{Script=Han}，。、；：？！（）《》“”‘’【】「」％%]'
const sign = new RegExp(`(?<=${chinese})\\s*([,;:?!])\\s*|([,;:?!])\\s*(?=${chinese})`, 'gu')
// 一.加强管理 is a number of a list, whose point stays.
const stop = new RegExp(`(?<=${chinese})(?<![一二三四五六七八九十])\\.(?=\\s*(?:$|${chinese}))\\s*`, 'gu')
const pair = new RegExp(`(?<=(${chinese})?)\\(([^()]*)\\)(?=(${chinese})?)`, 'gu')
const quoted = /"([^"]*\p{Script=Han}[^"]*)"/gu
const hasHan = /\p{Script=Han}/u

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * What somebody typed as papers print it, the words themselves untouched: signs beside Chinese are full-width ones (not
 * those in 8:30, 3,000 or an address), and the school calls itself 我校 where it wrote 本校. 学校 stays: whether it means
 * this school or any is not ours to say.
 */
export function inPaperStyle(text: string): string {
  const signs = text
    .replaceAll(sign, (_, after?: string, before?: string) => wide[after ?? before ?? ''] ?? '')
    .replaceAll(stop, '。')
    .replaceAll(pair, (whole, before: string | undefined, inside: string, after: string | undefined) =>
      before !== undefined || after !== undefined || hasHan.test(inside) ? `（${inside}）` : whole,
    )
    .replaceAll(quoted, '“$1”')
  if (!signs.includes('本校')) return signs
  return [...words.segment(signs)].map(({ segment }) => (segment === '本校' ? '我校' : segment)).join('')
}
