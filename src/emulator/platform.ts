import type { Switches } from './switches.ts'
import type { Wire } from './wire.ts'
import type { Work } from './work.ts'
import type { World } from './world/world.ts'

/** What every part of the platform shares. `switches` may be changed while it runs. */
export type Platform = {
  readonly world: World
  /** The clock of the world: stamps, token life, the uuid hour, 14 days. Limits count in real time instead. */
  readonly now: () => Date
  readonly switches: Switches
  readonly wire: Wire
  readonly work: Work
  /** Sends an event to one app, if it has subscribed to it. `lane`: events of one lane keep their order. */
  readonly emit: (appId: string, type: string, event: object, lane: string) => void
}
