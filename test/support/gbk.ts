/** Words in GBK, as Chinese Windows saves them: what TextDecoder reads back, found by trying every pair of bytes once. */
export function gbk(words: string): Buffer {
  const decoder = new TextDecoder('gbk')
  const pairs = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const sign = decoder.decode(Uint8Array.of(high, low))
      if ([...sign].length === 1 && !pairs.has(sign)) pairs.set(sign, [high, low])
    }
  }
  return Buffer.from(
    [...words].flatMap((sign) => (sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : (pairs.get(sign) ?? []))),
  )
}
