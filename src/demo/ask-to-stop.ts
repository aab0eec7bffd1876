/** npm passes Ctrl-C on to a program that the terminal has told already: what comes so soon after it is the same one. */
const sameMs = 100

/**
 * What a signal does. The first one stops and lets everything be saved; somebody who asks again does not want to wait for
 * that. `now`: milliseconds of a clock that only goes forward.
 */
export function askToStop(to: { now(): number; stop(): void; end(): void }): () => void {
  let asked: number | null = null
  return () => {
    if (asked === null) {
      asked = to.now()
      to.stop()
    } else if (to.now() - asked > sameMs) {
      to.end()
    }
  }
}
