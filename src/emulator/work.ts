/** Counts what is under way, so that a test can wait for quiet instead of for time. */
export type Work = {
  /** Counts from now until the promise settles. */
  during<T>(work: Promise<T>): Promise<T>
  /** Counts from now until the answer is called. */
  begin(): () => void
  /** Resolves when nothing has been under way for `quietMs`; 0 lets only what is already queued in the process run. */
  quiet(quietMs?: number): Promise<void>
}

export function makeWork(): Work {
  let open = 0
  let changes = 0
  let wake: (() => void)[] = []
  const begin = () => {
    open++
    changes++
    let done = false
    return () => {
      if (done) return
      done = true
      open--
      if (open > 0) return
      const waiting = wake
      wake = []
      for (const each of waiting) each()
    }
  }
  return {
    begin,
    async during(work) {
      const end = begin()
      try {
        return await work
      } finally {
        end()
      }
    },
    async quiet(quietMs = 0) {
      for (;;) {
        if (open > 0) await new Promise<void>((resolve) => wake.push(resolve))
        const seen = changes
        await new Promise<void>((resolve) => (quietMs > 0 ? setTimeout(resolve, quietMs) : setImmediate(resolve)))
        if (open === 0 && changes === seen) return
      }
    },
  }
}
