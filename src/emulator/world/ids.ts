import { createHash, randomBytes } from 'node:crypto'

export type Ids = {
  readonly seed: string
  /** The next id of a kind: prefix and 32 hex digits, as the platform makes them. */
  next(prefix: string): string
  /** An id that follows from what it names, so that it is the same every time. */
  of(prefix: string, ...parts: string[]): string
  /** The next short id of a person inside the tenant. */
  short(): string
}

/**
 * Ids that look like the platform's. One seed gives one row of ids; without one they are new in each run, because a bot
 * keeps message ids across runs and must not meet an old one again. A world that is taken up again goes on with another
 * `row` of the same seed: what was given out after the last save is known to the bot and to nobody else.
 */
export function makeIds(seed: string = randomBytes(16).toString('hex'), row = ''): Ids {
  let count = 0
  const digest = (...parts: string[]): string =>
    createHash('sha256')
      .update([seed, ...parts].join('\n'))
      .digest('hex')
  const next = (kind: string) => digest(kind, `${row}${++count}`)
  return {
    seed,
    next: (prefix) => prefix + next('next').slice(0, 32),
    of: (prefix, ...parts) => prefix + digest('of', ...parts).slice(0, 32),
    short: () => next('short').slice(0, 8),
  }
}
