import { saveWorld } from './keep.ts'
import type { World } from './world.ts'

export type Keeping = {
  /** Resolves when everything that has happened until now is on the disk; rejects when that cannot be done. */
  saved(): Promise<void>
  /** Saves a last time and hears no more. */
  stop(): Promise<void>
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
  let last = Promise.resolve()
  const save = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    // One after the other: they write the same file.
    const next = last.catch(() => {}).then(() => saveWorld({ world, at: now() }, file))
    last = next
    return next
  }
  const stop = world.news.listen(() => {
    // Not put off by the next change: somebody who goes on talking is saved meanwhile.
    timer ??= setTimeout(() => void save().catch(failed), pauseMs)
  })
  return {
    saved: save,
    async stop() {
      stop()
      await save()
    },
  }
}
