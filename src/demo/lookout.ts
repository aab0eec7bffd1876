import type { News } from '#src/emulator/world/news.ts'
import { type Outlook, unknownYet } from './outlook.ts'

/** What the bot's data said when they were last looked at: the page asks for it at once and cannot wait. */
export type Lookout = {
  readonly outlook: () => Outlook
  /** Looks now, and from now on after everything that happens. */
  begin(): Promise<void>
  refresh(): Promise<void>
  /** Looks no more; resolves when the look under way is done. */
  stop(): Promise<void>
}

/** An answer is a handful of messages and cards: they are one look. */
const pauseMs = 300

/**
 * Looks after every change of the world, once it has settled, and tells the page when it sees something else than before:
 * what it tells itself changes nothing, so that ends there. `failed` hears of a look that could not be had.
 */
export function keepLookout(
  news: News,
  work: { look(): Promise<Outlook>; settle(): Promise<void>; failed(error: unknown): void },
): Lookout {
  let seen = unknownYet
  let timer: NodeJS.Timeout | null = null
  let under = Promise.resolve()
  let deaf: (() => void) | null = null
  let stopped = false
  const look = async () => {
    if (stopped) return
    const found = await work.look()
    if (JSON.stringify(found) === JSON.stringify(seen)) return
    seen = found
    news.tell({ kind: 'town' })
  }
  // One after the other: what was asked for last was seen last.
  const refresh = () => {
    under = under.then(look).catch(work.failed)
    return under
  }
  const later = () => {
    timer = null
    void work.settle().then(refresh, work.failed)
  }
  return {
    outlook: () => seen,
    begin() {
      deaf = news.listen(() => {
        timer ??= setTimeout(later, pauseMs)
      })
      return refresh()
    },
    refresh,
    async stop() {
      stopped = true
      deaf?.()
      if (timer !== null) clearTimeout(timer)
      await under
    },
  }
}
