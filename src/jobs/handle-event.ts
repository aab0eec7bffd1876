import { z } from 'zod'
import type { Job } from './job.ts'

/**
 * Handles one event that was claimed in the inbox; `handle` reads it there and does nothing when it is done already.
 * `last` is the try after the last: with what is known, without asking the platform first.
 */
export function handleEventJob(
  handle: (key: string) => Promise<void>,
  last: (key: string) => Promise<void>,
): Job<'handle-event'> {
  return {
    name: 'handle-event',
    payload: z.object({ key: z.string().min(1) }),
    atOnce: 4,
    // 1, 2, 4, 8 and 16 seconds apart: a database that restarts is back by then, and whoever wrote still looks on.
    tries: 6,
    run: async ({ key }) => {
      await handle(key)
      return null
    },
    giveUp: ({ key }) => last(key),
  }
}
