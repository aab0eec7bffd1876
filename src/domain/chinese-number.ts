/** How a number is written in a Chinese text, in digits or characters: `12`, `1,200`, `1.5万`, `十二`, `一百二十`. */
export const numberPattern =
  '(?:\\d{1,3}(?:,\\d{3})+|\\d{1,9})(?:\\.\\d{1,4})?万?|[零〇一二三四五六七八九十百千万两]{1,9}'

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
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
const steps: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** The number in such words, full-width forms made plain by the caller; null when they are none. */
export function readNumber(words: string): number | null {
  const inDigits = /^(?<digits>[\d,]+(?:\.\d+)?)(?<ten>万?)$/u.exec(words)
  if (inDigits !== null) {
    const value = Number((inDigits.groups?.digits ?? '').replaceAll(',', ''))
    return Number.isFinite(value) ? rounded(value * (inDigits.groups?.ten === '万' ? 10_000 : 1)) : null
  }
  const [high = '', low, ...more] = words.split('万')
  if (more.length > 0) return null
  if (low === undefined) return below(high)
  const above = below(high)
  const rest = low === '' ? 0 : below(low)
  return above === null || rest === null ? null : above * 10_000 + rest
}

/** Below 10,000: with 十, 百, 千; or digit by digit, 二〇二六. */
function below(words: string): number | null {
  if (/^[零〇一二三四五六七八九]{2,}$/u.test(words)) return Number([...words].map((one) => digits[one]).join(''))
  let total = 0
  let digit: number | null = null
  let last = Number.POSITIVE_INFINITY
  for (const one of words) {
    const step = steps[one]
    if (step === undefined) {
      const value = digits[one]
      if (value === undefined || (digit !== null && digit !== 0)) return null
      digit = value
      continue
    }
    if (step >= last) return null
    total += (digit === null || digit === 0 ? 1 : digit) * step
    last = step
    digit = null
  }
  // 一百二 is 120; after 零 or 十 the last digit is a one.
  const isShort = digit !== null && last >= 100 && last < Number.POSITIVE_INFINITY && !/[零〇].$/u.test(words)
  return words === '' ? null : total + (digit ?? 0) * (isShort ? last / 10 : 1)
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
