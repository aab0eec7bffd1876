import type { z } from 'zod'
import type { JobName, JobPayloads } from '../ports.ts'

/** What a run asks for: to come back, no earlier than this. Null: it is done. */
export type Again = { readonly afterMs: number }

/** One kind of work that may run twice: a process can die after the work and before saying so. */
export type Job<Name extends JobName> = {
  readonly name: Name
  readonly payload: z.ZodType<JobPayloads[Name]>
  /** How many run at the same time in one process. */
  readonly atOnce: number
  /** How often in a row it may throw before it is given up. Asking for `Again` does not count. */
  readonly tries: number
  /** `stopping` is aborted when the process begins to stop: what only waits should come back with `Again`. */
  readonly run: (payload: JobPayloads[Name], stopping: AbortSignal) => Promise<Again | null>
  /** Told that there will be no further try. */
  readonly giveUp: (payload: JobPayloads[Name]) => Promise<void>
}

export type AnyJob = { [Name in JobName]: Job<Name> }[JobName]

/** The wait before try number `failures` + 1: 1 s, 2 s, 4 s … `mostMs`, of which a random half is taken off. */
export function backoff(failures: number, mostMs: number, random: () => number = Math.random): number {
  const full = Math.min(mostMs, 1_000 * 2 ** Math.min(failures - 1, 30))
  return Math.round(full * (0.5 + random() / 2))
}
