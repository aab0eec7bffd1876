import { type DemoClock, schoolHours } from './clock.ts'

/** The bot's schedule, and the quiet after everything that follows from it. */
export type Schedule = { tick(): Promise<void>; settle(): Promise<void> }

export type TimeMachine = {
  /** Resolves when everything due until then has happened; `passing` hears the time on the way. Throws when that is the past. */
  moveTo(to: Date, passing: (now: Date) => void): Promise<void>
  /** Goes no step further; resolves when the one under way is done. */
  stop(): Promise<void>
}

/**
 * Moves the clock that bot and platform share. Whatever the bot does it does at a full hour of a school's day (reminders,
 * digests, the end, fresh cards), so it is shown each of them: some six milliseconds a step, two seconds for a month.
 */
export function timeMachine(clock: DemoClock, { tick, settle }: Schedule): TimeMachine {
  let under = Promise.resolve()
  let stopped = false
  const move = async (to: Date, passing: (now: Date) => void) => {
    if (to <= clock.now()) throw new Error('the clock only goes forward')
    for (const at of schoolHours(clock.now(), to)) {
      // What is on its way bears a time; to whoever gets it an hour later it is too old.
      await settle()
      if (stopped) throw new Error('the demonstration is being stopped')
      // Real time goes on meanwhile.
      if (at > clock.now()) clock.set(at)
      await tick()
      await settle()
      passing(clock.now())
    }
  }
  return {
    moveTo(to, passing) {
      const moved = under.then(() => move(to, passing))
      under = moved.catch(() => {})
      return moved
    },
    async stop() {
      stopped = true
      await under
    },
  }
}
