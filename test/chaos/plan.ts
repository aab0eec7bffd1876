import { seeded } from '#test/support/seeded.ts'
import { type PlatformFault, platformFaults } from './platform-proxy.ts'

/** Ways in which the platform may deliver events, each for a while. */
export const eventFaults = ['twice', 'with a new id', 'out of order', 'late'] as const
export type EventFault = (typeof eventFaults)[number]

/** One thing that goes wrong, so many milliseconds after a day has begun. */
export type Fault = { readonly atMs: number } & (
  | { readonly kind: 'kill'; readonly which: number }
  | { readonly kind: 'restart'; readonly how: 'fast' | 'immediate' }
  | { readonly kind: 'terminate'; readonly most: number }
  | { readonly kind: 'cut'; readonly wire: 'database' | 'platform' }
  | { readonly kind: 'platform'; readonly fault: PlatformFault; readonly times: number }
  | { readonly kind: 'events'; readonly fault: EventFault; readonly forMs: number }
  | { readonly kind: 'tick' }
)

/** A school day, by the schools' clock: when it begins, and what it comes to at which part of it. */
export type Day = {
  readonly no: number
  readonly begins: string
  readonly moments: readonly { readonly part: number; readonly time: string }[]
  /** Whoever owes answers is reminded in private, and not through their head. */
  readonly reminds: boolean
  /** The campaigns close on it. */
  readonly closes: boolean
  /** What a second call with one `uuid` gets, which the platform does not document. */
  readonly secondUuid: 'same' | 'error'
  readonly seconds: number
  readonly faults: readonly Fault[]
}

/**
 * No day lets the clock jump by more than half an hour: what the bot may do about a message whose outcome it does not
 * know depends on the time since, as the platform forgets what it was sent after an hour.
 */
const ordinary = (day: string) => ({
  begins: `${day}T15:50+08:00`,
  moments: [
    { part: 0.35, time: `${day}T16:00+08:00` },
    { part: 0.7, time: `${day}T16:05+08:00` },
  ],
})
const first = { ...ordinary('2026-09-11'), reminds: true }
const middle = [
  { ...ordinary('2026-09-16'), reminds: true },
  { ...ordinary('2026-09-17'), reminds: false },
]
/** Inspected by: reminded in the last half hour, closed at six. */
const last = {
  begins: '2026-09-18T17:35+08:00',
  moments: [
    { part: 0.1, time: '2026-09-18T17:36+08:00' },
    { part: 0.6, time: '2026-09-18T18:00+08:00' },
    { part: 0.8, time: '2026-09-18T18:05+08:00' },
  ],
}

/** All that will go wrong. The same arguments give the same plan; what it meets depends on the machine. */
export function makePlan(seed: number, minutes: number, kills: number): readonly Day[] {
  const random = seeded(seed)
  // On the closing day nobody is told twice what their head has been told.
  const days = minutes < 1.5 ? [first, { ...last, reminds: true }] : [first, ...middle, { ...last, reminds: false }]
  const seconds = (minutes * 60) / days.length
  return days.map((day, index) => {
    const share = Math.floor(kills / days.length) + (index < kills % days.length ? 1 : 0)
    const faults = makeFaults(random, seconds * 1_000, share, index)
    const secondUuid = (index + seed) % 2 === 0 ? ('same' as const) : ('error' as const)
    return { ...day, no: index + 1, closes: index === days.length - 1, seconds, secondUuid, faults }
  })
}

type Random = ReturnType<typeof seeded>

function makeFaults(random: Random, ms: number, kills: number, day: number): readonly Fault[] {
  // What goes wrong at the very end would be mended before anybody met it.
  const at = () => random.whole(Math.round(ms * 0.03), Math.round(ms * 0.9))
  const several = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))
  const often = Math.max(1, Math.round(ms / 25_000))
  const faults: Fault[] = [
    ...several(kills, () => ({ kind: 'kill' as const, atMs: at(), which: random.whole(0, 2) })),
    ...several(often, (n) => ({
      kind: 'restart' as const,
      atMs: at(),
      how: (n + day) % 2 === 0 ? ('immediate' as const) : ('fast' as const),
    })),
    ...several(often * 3, () => ({ kind: 'terminate' as const, atMs: at(), most: random.whole(1, 12) })),
    ...several(often, () => ({ kind: 'cut' as const, atMs: at(), wire: 'database' as const })),
    ...several(often, () => ({ kind: 'cut' as const, atMs: at(), wire: 'platform' as const })),
    ...platformFaults.flatMap((fault) =>
      several(often, () => ({ kind: 'platform' as const, atMs: at(), fault, times: random.whole(1, 4) })),
    ),
    ...eventFaults.map((fault) => ({
      kind: 'events' as const,
      atMs: random.whole(0, Math.round(ms * 0.5)),
      fault,
      forMs: random.whole(Math.round(ms * 0.25), Math.round(ms * 0.5)),
    })),
    ...several(Math.round(ms / 4_000), () => ({ kind: 'tick' as const, atMs: at() })),
  ]
  return faults.toSorted((one, other) => one.atMs - other.atMs)
}
