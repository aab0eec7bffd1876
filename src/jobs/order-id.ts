import { randomBytes } from 'node:crypto'

let lastMs = 0
let count = 0

/**
 * A UUID (version 7) that sorts after every one this process made before. Jobs queued in one transaction carry the same
 * time; the queue then goes by the id, and a random one would send a person's messages in random order.
 */
export function orderId(now: () => number = Date.now): string {
  const ms = Math.max(now(), lastMs)
  count = ms === lastMs ? count + 1 : 0
  // Twelve bits count within a millisecond; past them a millisecond is borrowed, which still sorts.
  lastMs = count > 0xfff ? ms + 1 : ms
  if (count > 0xfff) count = 0
  const time = lastMs.toString(16).padStart(12, '0')
  const random = randomBytes(8)
  random[0] = 0x80 | ((random[0] ?? 0) & 0x3f)
  const tail = random.toString('hex')
  const order = count.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
