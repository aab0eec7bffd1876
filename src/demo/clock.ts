import { addDays, wallClock } from '#src/domain/day.ts'
import { schoolTime, timeZone } from './days.ts'

/** The clock that bot and platform share. It stands still at first; once it runs it goes on with real time, and never back. */
export type DemoClock = {
  readonly now: () => Date
  /** Throws when that would be going back. */
  set(to: Date): void
  run(): void
}

/** A clock at a moment. */
export function makeClock(start: Date): DemoClock {
  let base = start.getTime()
  // Not the machine's calendar: that may be corrected at any time, also backwards.
  let since: number | null = null
  const now = () => new Date(base + (since === null ? 0 : Math.floor(performance.now() - since)))
  return {
    now,
    set(to) {
      if (to < now()) throw new Error(`the clock shows ${now().toISOString()} and does not go back`)
      base = to.getTime()
      if (since !== null) since = performance.now()
    },
    run() {
      since ??= performance.now()
    },
  }
}

const allHours = Array.from({ length: 13 }, (_, index) => 7 + index)

/** The full hours after `from` up to `to`, the last one always `to` itself, at which the bot's schedule has to look. */
export function schoolHours(from: Date, to: Date, hours: readonly number[] = allHours): readonly Date[] {
  const last = wallClock(to, timeZone).day
  const found: Date[] = []
  for (let { day } = wallClock(from, timeZone); day <= last; day = addDays(day, 1)) {
    found.push(
      ...hours
        .map((hour) => schoolTime(`${day} ${String(hour).padStart(2, '0')}:00`))
        .filter((at) => at > from && at < to),
    )
  }
  return [...found, to]
}
