import { PlatformError } from './error.ts'

/** Counts what happened within the last second or minute, in real time whatever the world's clock says. */
export type Limits = {
  /** 1000 a minute and 50 a second for one app and one API (rate limits, default tier). */
  api(key: string): void
  /** 5 a second to one person, 5 a second to one group for all its bots together: 230020. */
  send(key: string): void
  /** 5 a second for one message: the patch page names no code of its own, so it is the general one. */
  change(key: string): void
}

export function makeLimits(isOn: () => boolean, ms: () => number = () => performance.now()): Limits {
  const past = new Map<string, number[]>()
  const within = (key: string, span: number): number[] => {
    const from = ms() - span
    const kept = (past.get(key) ?? []).filter((at) => at > from)
    past.set(key, kept)
    return kept
  }
  const tooMany = (limit: number, resetMs: number) =>
    new PlatformError(
      99991400,
      'request trigger frequency limit',
      429,
      {},
      {
        'x-ogw-ratelimit-limit': String(limit),
        'x-ogw-ratelimit-reset': String(Math.max(1, Math.ceil(resetMs / 1000))),
      },
    )
  return {
    api(key) {
      if (!isOn()) return
      const minute = within(key, 60_000)
      if (minute.length >= 1000) throw tooMany(1000, (minute[0] ?? 0) + 60_000 - ms())
      const second = minute.filter((at) => at > ms() - 1000)
      if (second.length >= 50) throw tooMany(50, (second[0] ?? 0) + 1000 - ms())
      minute.push(ms())
    },
    send(key) {
      if (!isOn()) return
      const second = within(`send ${key}`, 1000)
      if (second.length >= 5) throw new PlatformError(230020, 'This operation triggers the frequency limit.')
      second.push(ms())
    },
    change(key) {
      if (!isOn()) return
      const second = within(`change ${key}`, 1000)
      if (second.length >= 5) throw tooMany(5, (second[0] ?? 0) + 1000 - ms())
      second.push(ms())
    },
  }
}
