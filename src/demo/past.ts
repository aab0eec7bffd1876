import type { Emulator } from '#src/emulator/start.ts'
import { type DemoClock, schoolHours } from './clock.ts'
import { beginning, opening, schoolTime } from './days.ts'
import { diary } from './diary.ts'
import { type Hands, hands } from './hands.ts'
import type { School } from './school.ts'
import type { Schedule } from './time-machine.ts'

/** What those who make the past work with. */
export type Past = {
  readonly emulator: Emulator
  readonly school: School
  /** Somebody in private, in a group, or in the thread that a message of the group opens. */
  hands(who: string, group?: string | null, thread?: string | null): Hands
  /** Until nothing is under way between bot and platform. */
  settle(): Promise<void>
}

export type PastParts = Pick<Past, 'emulator' | 'school'> & {
  /** Stands still: what stands in one line of the diary happens at one time, on fast machines and slow ones. */
  readonly clock: DemoClock
  readonly schedule: Schedule
  readonly stopping: AbortSignal
}

/** Reminders and digests fall on this hour. */
const lookingHours = [16]

/**
 * Lets the weeks before the opening happen, through the hands of the people and with the bot's schedule looking on. Throws
 * when somebody cannot do what the diary says (cards or words have changed, and the diary has to follow), and the reason of
 * `stopping` when that is asked for.
 */
export async function makePast({ emulator, school, clock, schedule, stopping }: PastParts): Promise<void> {
  let last = beginning
  const pass = async (to: Date) => {
    for (const at of schoolHours(last, to, lookingHours)) {
      stopping.throwIfAborted()
      clock.set(at)
      await schedule.tick()
      await schedule.settle()
    }
    last = to
  }
  for (const [time, ...acts] of diary) {
    await pass(schoolTime(time))
    const met: Hands[] = []
    const past: Past = {
      emulator,
      school,
      settle: schedule.settle,
      hands(who, group = null, thread = null) {
        const made = hands(emulator, school, school.person(who), group === null ? null : school.group(group), thread)
        met.push(made)
        return made
      },
    }
    await Promise.all(acts.map((act) => act(past)))
    await schedule.settle()
    // Who does something somewhere sees what comes of it.
    for (const one of met) await one.read()
    // What is on its way bears a time; after the next step of the clock it would be too old.
    await schedule.settle()
  }
  await pass(opening)
}
