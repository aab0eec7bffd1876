const wide: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }
const chinese = '[\\p{Script=Han}，。、；：？！（）《》“”‘’【】「」％%]'
const sign = new RegExp(`(?<=${chinese})\\s*([,;:?!])\\s*|([,;:?!])\\s*(?=${chinese})`, 'gu')
// 一.加强管理 is a number of a list, whose point stays.
const stop = new RegExp(`(?<=${chinese})(?<![一二三四五六七八九十])\\.(?=\\s*(?:$|${chinese}))\\s*`, 'gu')
const pair = new RegExp(`(?<=(${chinese})?)\\(([^()]*)\\)(?=(${chinese})?)`, 'gu')
/** Let's: a sign between letters is none of quotation. */
const quotes = [
  { mark: /"/g, left: '“', right: '”' },
  { mark: /'(?![A-Za-z])|(?<![A-Za-z])'/g, left: '‘', right: '’' },
] as const
const afterWord = /[\dA-Za-z]/
/** Stands for an address while signs are replaced. */
const held = '\uFFFC'
const address = /\uFFFC|(?:https?:\/\/|www\.)(?:[!#-&*-;=?-~]|\([!#-&*-;=?-~]*\))+|(?<![\w.+-])[\w.+-]+@[\w.-]+/giu
const endOfAddress = /(?<![,;:!.])[,;:!.]+$/u
const dots = new RegExp(`(?<=${chinese})\\s*\\.{3,}`, 'gu')
const dashes = new RegExp(`(?<=${chinese})\\s*-{2,}\\s*(?=${chinese})`, 'gu')
const hasHan = /\p{Script=Han}/u

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** Signs beside Chinese as papers print them: full-width ones (not those in 8:30, 3,000 or an address). */
export function inFullWidth(text: string): string {
  const addresses: string[] = []
  const signs = text
    .replaceAll(address, (whole) => {
      const [end = ''] = endOfAddress.exec(whole) ?? []
      addresses.push(whole.slice(0, whole.length - end.length))
      return `${held}${end}`
    })
    .replaceAll(dots, '……')
    .replaceAll(dashes, '——')
    .replaceAll(sign, (_, after?: string, before?: string) => wide[after ?? before ?? ''] ?? '')
    .replaceAll(stop, '。')
    .replaceAll(pair, (whole, before: string | undefined, inside: string, after: string | undefined) =>
      before !== undefined || after !== undefined || hasHan.test(inside) ? `（${inside}）` : whole,
    )
  const quoted = quotes.reduce(inQuotes, signs)
  return addresses.length === 0 ? quoted : quoted.replaceAll(held, () => addresses.shift() ?? '')
}

/**
 * Pairs around Chinese become those of papers. A sign after a digit or letter opens none: it is 55" or the students'.
 * Where there is such a one and another is left alone at the end, it may have opened one all the same (PPT"示范课"), or
 * closed none ("配55"一体机"), and which belong together nobody knows: all stay as they were typed.
 */
function inQuotes(text: string, { mark, left, right }: (typeof quotes)[number]): string {
  const pairs: { from: number; to: number }[] = []
  let from: number | null = null
  let isDoubtful = false
  for (const { index } of text.matchAll(mark)) {
    const isAfterWord = afterWord.test(text.charAt(index - 1))
    if (isAfterWord) isDoubtful = true
    if (from !== null) pairs.push({ from, to: index })
    from = from === null && !isAfterWord ? index : null
  }
  if (isDoubtful && from !== null) return text
  let done = 0
  const parts = pairs.flatMap((one) => {
    const inside = text.slice(one.from + 1, one.to)
    if (!hasHan.test(inside)) return []
    const before = text.slice(done, one.from)
    done = one.to + 1
    return [before, left, inside, right]
  })
  return [...parts, text.slice(done)].join('')
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
