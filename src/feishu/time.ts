/**
 * A time of the platform. Its unit is told by its length: events count milliseconds (13 digits), the card callback page
 * microseconds (16), menu events seconds (10), and some send a number instead of a string. Null when it is no time.
 */
export function platformTime(stamp: unknown): Date | null {
  if (typeof stamp !== 'string' && typeof stamp !== 'number') return null
  const digits = String(stamp)
  if (!/^\d+$/.test(digits)) return null
  if (digits.length === 10) return new Date(Number(digits) * 1000)
  if (digits.length === 13) return new Date(Number(digits))
  if (digits.length === 16) return new Date(Math.floor(Number(digits) / 1000))
  return null
}
