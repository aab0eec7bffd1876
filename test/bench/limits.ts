/**
 * A call for a message as the platform saw it: when, to whom, and 0 or the code it was refused with. `uuid`: the same one
 * again is the same message again.
 */
export type Attempt = { readonly at: number; readonly to: string; readonly code: number; readonly uuid: string }

/** The platform's limits: so many within so long, of the app for one API and to one person or group. */
const ofApp = [
  { messages: 50, ms: 1_000 },
  { messages: 1_000, ms: 60_000 },
] as const
const ofLane = { messages: 5, ms: 1_000 } as const

/**
 * How many milliseconds lie between the first and the last of these messages at the very least, whoever sends them: each
 * goes out as early as the windows that slide over those before it let it, in the order that suits the lanes best.
 */
export function leastMs(to: readonly string[]): number {
  const lanes = new Map<string, number[]>()
  const waiting = Map.groupBy(to, (one) => one)
  const sent: number[] = []
  while (waiting.size > 0) {
    const open = Math.max(0, ...ofApp.map((one) => endOf(sent, one)))
    // Whoever may be written to first; among those, whoever waits for the most.
    const [lane, rest] = [...waiting].reduce((best, one) => {
      const by = (each: typeof one) => Math.max(open, endOf(lanes.get(each[0]) ?? [], ofLane)) * 1e6 - each[1].length
      return by(one) < by(best) ? one : best
    })
    const own = lanes.get(lane) ?? []
    const at = Math.max(open, endOf(own, ofLane))
    sent.push(at)
    lanes.set(lane, [...own, at])
    if (rest.length > 1) waiting.set(lane, rest.slice(1))
    else waiting.delete(lane)
  }
  return Math.max(0, ...sent)
}

/** When a window has room again. */
function endOf(sent: readonly number[], { messages, ms }: { readonly messages: number; readonly ms: number }): number {
  const oldest = sent.at(-messages)
  return sent.length < messages || oldest === undefined ? 0 : oldest + ms
}

/** The most that were sent within any `ms`. */
export function reckon(sent: readonly Attempt[], ms: number): number {
  const times = sent.map((one) => one.at).toSorted((a, b) => a - b)
  let most = 0
  let from = 0
  for (const [index, at] of times.entries()) {
    while ((times[from] ?? at) <= at - ms) from += 1
    most = Math.max(most, index - from + 1)
  }
  return most
}
