import { setTimeout as wait } from 'node:timers/promises'

/** Waits, or less when the process begins to stop. */
export async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal: stopping })
  } catch (error) {
    if (!stopping.aborted) throw error
  }
}
