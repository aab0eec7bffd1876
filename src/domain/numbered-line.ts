/** How a line is numbered: two lines of one way stand on one level, whatever level that is in this text. */
export type Numbered = {
  readonly way: string
  /** Null where a number of its own cannot be told: 1.2 counts on two levels. */
  readonly no: number | null
  readonly rest: string
}

const han = '[〇零一二三四五六七八九十百两]{1,6}'
const digits = '[0-9０-９]{1,3}'
const open = '[（(〔[［]'
const close = '[）)〕\\]］]'
const gap = '[\\s\\u3000]{0,8}'

/** What official texts and schools number with, full-width or half-width, the more particular first. */
const ways: readonly (readonly [way: string, form: RegExp])[] = [
  ['part', new RegExp(`^第${gap}(${han}|${digits})${gap}(?:部分|编|篇)${gap}[、:：.．]?${gap}`, 'u')],
  ['chapter', new RegExp(`^第${gap}(${han}|${digits})${gap}章${gap}[、:：.．]?${gap}`, 'u')],
  ['section', new RegExp(`^第${gap}(${han}|${digits})${gap}节${gap}[、:：.．]?${gap}`, 'u')],
  ['article', new RegExp(`^第${gap}(${han}|${digits})${gap}[条款项]${gap}[、:：.．]?${gap}`, 'u')],
  ['han-bracket', new RegExp(`^${open}${gap}(${han})${gap}${close}${gap}[、.．]?${gap}`, 'u')],
  ['han', new RegExp(`^(${han})${gap}[、.．:：]${gap}`, 'u')],
  ['digit-bracket', new RegExp(`^${open}${gap}(${digits})${gap}${close}${gap}[、.．]?${gap}`, 'u')],
  ['digit-half-bracket', new RegExp(`^(${digits})${gap}[）)]${gap}`, 'u')],
  ['digit', new RegExp(`^(${digits})${gap}(?:[.．、](?![0-9０-９])|[\\t\\u3000])${gap}`, 'u')],
]
const dotted = /^((?:[0-9０-９]{1,3}[.．]){1,4}[0-9０-９]{1,3})[.．、]?[\s\u3000]{0,8}(?![%％0-9０-９个万千元米])/u
const circled = /^([①-⑳])[\s\u3000]{0,8}[、.．]?[\s\u3000]{0,8}/u
/** One character for ⑴ and ⒈, as older documents have them. */
const compact = /^[⑴-⒇⒈-⒛㈠-㈩]/u

/** Reads the number a line begins with; null when it begins with none. */
export function readNumbered(line: string): Numbered | null {
  const text = line.replace(/^[\s\u3000]+/u, '').replace(compact, (sign) => sign.normalize('NFKC'))
  const ring = circled.exec(text)
  if (ring !== null) return numbered('circled', (ring[1]?.codePointAt(0) ?? 0x2460) - 0x245f, text, ring[0])
  const levels = dotted.exec(text)
  if (levels !== null) {
    const depth = (levels[1] ?? '').split(/[.．]/u).length
    return numbered(`dotted-${depth}`, null, text, levels[0])
  }
  for (const [way, form] of ways) {
    const match = form.exec(text)
    if (match !== null) return numbered(way, readNo(match[1] ?? ''), text, match[0])
  }
  return null
}

function numbered(way: string, no: number | null, text: string, sign: string): Numbered {
  return { way, no, rest: text.slice(sign.length).trim() }
}

const values: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** 二十一 and 21 and ２１; null when it is no number a standard could have. */
function readNo(written: string): number | null {
  const plain = written.normalize('NFKC')
  if (/^\d+$/.test(plain)) return Number(plain)
  const [, hundreds, tens, ones] = /^(?:(.)?百)?(?:零)?(?:(.)?(?=十)十)?(.)?$/u.exec(written) ?? []
  const sum =
    (written.includes('百') ? (values[hundreds ?? '一'] ?? 1) * 100 : 0) +
    (written.includes('十') ? (values[tens ?? '一'] ?? 1) * 10 : 0) +
    (ones === undefined ? 0 : (values[ones] ?? 0))
  return sum > 0 ? sum : null
}
