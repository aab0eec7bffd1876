/** Numbers that anybody can repeat: the same seed gives the same row of them. */
export type Seeded = {
  /** In 0…1. */
  readonly next: () => number
  /** A whole number from `from` to `to`, both included. */
  readonly whole: (from: number, to: number) => number
  readonly pick: <T>(among: readonly [T, ...T[]]) => T
}

export function seeded(seed: number): Seeded {
  const next = mulberry32(seed)
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return { next, whole, pick: (among) => among[whole(0, among.length - 1)] ?? among[0] }
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
