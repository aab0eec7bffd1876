/** A clock that stands still until it is set. */
export type TestClock = {
  readonly now: () => Date
  /** Sets the time, given with its offset: `2026-09-18T16:00+08:00`. */
  set(time: string): void
  /** Moves on. */
  pass(ms: number): void
}

export function testClock(start: string): TestClock {
  let at = moment(start)
  return {
    now: () => new Date(at),
    set(time) {
      at = moment(time)
    },
    pass(ms) {
      at += ms
    },
  }
}

function moment(time: string): number {
  const at = Date.parse(time)
  if (Number.isNaN(at)) throw new Error(`no time: ${time}`)
  return at
}
