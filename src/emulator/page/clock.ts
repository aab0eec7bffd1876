import { z } from 'zod'
import type { Platform } from '../platform.ts'
import type { Bilingual, ClockFace, Live } from './contract.ts'

/** The clock as the program that started the emulator lets it be moved; it knows what has to happen on the way. */
export type WorldClock = {
  readonly timeZone: string
  /** Resolves when everything due until then has happened; `passing` hears the time while it passes. */
  moveTo(to: Date, passing: (now: Date) => void): Promise<void>
  /** Times worth going to. */
  landmarks(): readonly { readonly label: Bilingual; readonly at: Date }[]
}

export type ClockChange = Live['clock']

export type PageClock = {
  face(): ClockFace
  /** Throws with a sentence when the clock stands still for good, is under way already, or would go back. */
  move(body: unknown): Promise<ClockFace>
  listen(heard: (change: ClockChange) => void): () => void
}

const wanted = z.strictObject({ to: z.iso.datetime({ offset: true }) })
const farthestMs = 400 * 86_400_000

/** The clock on the page: it shows the world's time, and moves it where that is allowed. */
export function pageClock(platform: Platform, clock: WorldClock | null): PageClock {
  const listeners = new Set<(change: ClockChange) => void>()
  let moving = false
  const face = (now = platform.now()): ClockFace => ({
    now: now.toISOString(),
    movable: clock !== null,
    timeZone: clock?.timeZone ?? 'Asia/Shanghai',
    landmarks: (clock?.landmarks() ?? [])
      .filter(({ at }) => at > now)
      .map(({ label, at }) => ({ label, at: at.toISOString() })),
  })
  const tell = (now?: Date) => {
    for (const heard of listeners) heard({ ...face(now), moving })
  }
  return {
    face,
    async move(body) {
      const to = new Date(wanted.parse(body).to)
      if (clock === null) throw new Error('this clock cannot be moved: the bot has one of its own')
      if (moving) throw new Error('the clock is being moved already')
      if (to <= platform.now()) throw new Error('the clock only goes forward')
      if (to.getTime() - platform.now().getTime() > farthestMs) throw new Error('more than a year at once is too far')
      moving = true
      try {
        tell()
        await clock.moveTo(to, tell)
      } finally {
        moving = false
        tell()
      }
      return face()
    },
    listen(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}
