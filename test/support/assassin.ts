import type { Emulator } from '#src/emulator/start.ts'
import type { DistantTown } from './distant-town.ts'
import { seeded } from './seeded.ts'

/** Moments at which a bot is killed, each the n-th of its kind. */
type Plan = {
  /** So many milliseconds after the n-th press has left the phone. */
  readonly presses: ReadonlyMap<number, number>
  /** When the n-th event has been acknowledged: taken, but perhaps not handled. */
  readonly acknowledged: ReadonlySet<number>
  /** When the platform has sent the n-th message, but the bot does not know it yet. */
  readonly sent: ReadonlySet<number>
}

export type Assassin = {
  /** What was killed when, in words. */
  readonly kills: readonly string[]
}

/** Lies in wait for the bot of a town. The same seed is the same plan. */
export function assassin(town: DistantTown, seed: number): Assassin {
  const plan = makePlan(seed)
  const kills: string[] = []
  const strike = (when: string) => {
    kills.push(when)
    void town.kill()
  }
  lieInWaitForPresses(town.emulator, (n) => {
    const after = plan.presses.get(n)
    if (after !== undefined) setTimeout(() => strike(`${after} ms into press ${n}`), after)
  })
  const seen = { acknowledged: 0, sent: 0 }
  town.emulator.wire.listen((entry) => {
    if (entry.kind === 'event' && entry.ok && plan.acknowledged.has(++seen.acknowledged)) {
      strike(`after event ${seen.acknowledged} (${entry.type}) was acknowledged`)
    }
    const isSend = entry.kind === 'api' && entry.method === 'POST' && entry.path.includes('/im/v1/messages')
    if (isSend && plan.sent.has(++seen.sent)) strike(`while message ${seen.sent} was being sent`)
  })
  return { kills }
}

function lieInWaitForPresses(emulator: Emulator, begins: (n: number) => void): void {
  const press = emulator.press
  let n = 0
  emulator.press = (...ask) => {
    begins(++n)
    return press(...ask)
  }
}

function makePlan(seed: number): Plan {
  const { whole: one } = seeded(seed)
  return {
    // One in every stretch, so that no part of a campaign is spared.
    presses: new Map([1, 8, 15, 22].map((from) => [one(from, from + 6), one(0, 25)])),
    acknowledged: new Set([one(2, 4), one(6, 9)]),
    sent: new Set([one(5, 14), one(16, 27), one(31, 37)]),
  }
}
