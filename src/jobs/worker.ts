import type { Kysely } from 'kysely'
import { fromKysely, type JobWithMetadata, type PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { Database } from '#db/schema.ts'
import { isDatabaseTrouble } from '#db/trouble.ts'
import type { Log } from '../log.ts'
import type { JobName } from '../ports.ts'
import { type Again, type AnyJob, backoff, type Job } from './job.ts'
import { pause } from './pause.ts'

type Workshop = {
  readonly db: Kysely<Database>
  readonly boss: PgBoss
  readonly log: Log
  readonly stopping: AbortSignal
}
type Alarm = (afterMs: number) => void

/** The longest wait between two tries of a job that throws. */
const mostBackoffMs = 60_000
/** And of one that waits for the database. */
const mostTroubleMs = 10_000
/** What a job that has to come again leaves behind, in pg-boss's `output`. */
const leftSchema = z.object({ failures: z.number().int().min(0) }).catch({ failures: 0 })

/** Starts as many workers for each kind of job as it wants. They end with `boss.stop`. */
export async function startWorkers(shop: Workshop, jobs: readonly AnyJob[]): Promise<void> {
  for (const job of jobs) await startWorkersFor(shop, job as unknown as Job<JobName>)
}

async function startWorkersFor(shop: Workshop, job: Job<JobName>): Promise<void> {
  const workers: string[] = []
  const alarm = makeAlarm(shop, workers)
  // Called once a worker, not once with `localConcurrency`: only so does pg-boss tell the id by which each is woken.
  for (let started = 0; started < job.atOnce; started++) {
    let self = ''
    self = await shop.boss.work(job.name, workOptions, async ([taken]: JobWithMetadata[]) => {
      if (taken !== undefined) await runTaken(shop, job, taken, alarm)
      // Otherwise it would wait for its next poll, although this job's successor can run now.
      if (!shop.stopping.aborted) shop.boss.notifyWorker(self)
    })
    workers.push(self)
  }
}

const workOptions = {
  includeMetadata: true,
  // Commits with new jobs wake us (LISTEN); polling is for what a process left behind when it died.
  notifyPollingIntervalSeconds: 5,
  pollingIntervalSeconds: 1,
} as const

/** Wakes the workers of one kind in this process, once a wait is over. Forgotten when the process stops before. */
function makeAlarm({ boss }: Workshop, workers: readonly string[]): Alarm {
  const ring = () => {
    for (const worker of workers) boss.notifyWorker(worker)
  }
  return (ms) => {
    setTimeout(ring, ms + 5).unref()
  }
}

/** Runs a job that was taken; whatever comes of it, the job is settled when this returns. */
async function runTaken(shop: Workshop, job: Job<JobName>, taken: JobWithMetadata, alarm: Alarm): Promise<void> {
  const { failures } = leftSchema.parse(taken.output)
  // Taken in the moment between the wish to stop and the end of taking.
  if (shop.stopping.aborted) return comeAgain(shop, taken, { afterMs: 0 }, failures, alarm)
  const payload = job.payload.safeParse(taken.data)
  if (!payload.success) {
    shop.log.error({ job: taken.id, queue: job.name }, 'a job has a payload of another shape and is dropped')
    return
  }
  try {
    const again = await runThroughTrouble(shop, job, payload.data, taken)
    if (again !== null) await comeAgain(shop, taken, again, failures, alarm)
  } catch (error) {
    await takeFailure(shop, { job, payload: payload.data, taken, error, failures: failures + 1 }, alarm)
  }
}

/**
 * Trouble of the database is nobody's failure: half a minute of it would use up all tries of every job. It is waited for
 * here and not in the queue, which is in the same database and could not note it.
 */
async function runThroughTrouble(
  { log, stopping }: Workshop,
  job: Job<JobName>,
  payload: Parameters<Job<JobName>['run']>[0],
  taken: JobWithMetadata,
): Promise<Again | null> {
  for (let troubles = 1; ; troubles++) {
    try {
      return await job.run(payload, stopping)
    } catch (error) {
      if (!isDatabaseTrouble(error)) throw error
      if (stopping.aborted) return { afterMs: 0 }
      log.warn({ job: taken.id, queue: job.name, troubles, err: error }, 'a job waits for the database')
      await pause(backoff(troubles, mostTroubleMs), stopping)
    }
  }
}

type Failed = {
  readonly job: Job<JobName>
  readonly payload: Parameters<Job<JobName>['run']>[0]
  readonly taken: JobWithMetadata
  readonly error: unknown
  readonly failures: number
}

async function takeFailure(shop: Workshop, failed: Failed, alarm: Alarm): Promise<void> {
  const { job, taken, failures } = failed
  const about = { job: taken.id, queue: job.name, failures, err: failed.error }
  if (failures < job.tries) {
    shop.log.warn(about, 'a job failed and will be tried again')
    return comeAgain(shop, taken, { afterMs: backoff(failures, mostBackoffMs) }, failures, alarm)
  }
  shop.log.error(about, 'a job is given up')
  // Thrown on, it would put the job back for ever, and hold up everything behind it in its group.
  await job
    .giveUp(failed.payload)
    .catch((err: unknown) => shop.log.error({ ...about, err }, 'giving up a job failed too'))
}

/** Puts a job back, at the head of its group, for later: failed and dated in one transaction. */
async function comeAgain(
  { db, boss }: Workshop,
  taken: JobWithMetadata,
  { afterMs }: Again,
  failures: number,
  alarm: Alarm,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const within = { db: fromKysely(tx) }
    await boss.fail(taken.name, { id: taken.id, retryCount: taken.retryCount }, { failures }, within)
    await boss.update(taken.name, undefined, { ...within, id: taken.id, startAfter: afterMs / 1_000 })
  })
  alarm(afterMs)
}
