import { saveWorld } from './keep.ts'
import type { World } from './world.ts'

export type Keeping = {
  /** Saves now. Throws when that cannot be done. */
  save(): void
  /** Hears no more of changes. */
  stop(): void
}

/** A press changes a handful of things within milliseconds: they are one save. */
const pauseMs = 200

/** Saves a world into a file shortly after every change of it; `failed` hears of a save that could not be done. */
export function keepSaving(
  world: World,
  file: string,
  { now, failed }: { readonly now: () => Date; readonly failed: (error: unknown) => void },
): Keeping {
  let timer: NodeJS.Timeout | null = null
  const forget = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const save = () => {
    forget()
    saveWorld({ world, at: now() }, file)
  }
  const later = () => {
    try {
      save()
    } catch (error) {
      failed(error)
    }
  }
  const stop = world.news.listen(() => {
    // Not put off by the next change: somebody who goes on talking is saved meanwhile.
    timer ??= setTimeout(later, pauseMs)
  })
  return {
    save,
    stop() {
      stop()
      forget()
    },
  }
}
