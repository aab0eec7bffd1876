import { fromKysely, fromPglite, PgBoss } from 'pg-boss'
import type { Connection } from '#db/connect.ts'
import type { Log } from '../log.ts'
import type { JobName, JobPayloads, Jobs } from '../ports.ts'
import type { AnyJob } from './job.ts'
import { orderId } from './order-id.ts'
import { makeReady, readDepth, readTickAge, settled } from './queue-state.ts'
import { startWorkers } from './worker.ts'

/** The queue of this process, in the database of all of them. */
export type Queue = Jobs & {
  /** Begins to run jobs; until then they can only be queued. */
  work(jobs: readonly AnyJob[]): Promise<void>
  /** Resolves when no job is due or running; with `delayed` also none that waits for a later try. For tests. */
  settled(options?: { readonly delayed?: boolean }): Promise<void>
  /** How many jobs of each kind wait or run; throws when the queue does not answer. */
  depth(): Promise<Record<JobName, number>>
  /** Seconds since the last tick that ran to its end, in whatever process; null when there was none within the hour. */
  tickAge(): Promise<number | null>
  /** Lets running jobs end, for eight seconds at most; what does not end is taken up at the next start. */
  stop(): Promise<void>
}

/**
 * `key_strict_fifo`: at most one job of a group is active or waiting for its retry, by a unique index, and the oldest is
 * always next – in order, across processes and failures. (pg-boss's own groups only count, and two processes that look
 * at the same moment both find room.) `stately`: a tick that waits already is enough.
 */
const policies: Record<JobName, 'key_strict_fifo' | 'stately'> = {
  'handle-event': 'key_strict_fifo',
  deliver: 'key_strict_fifo',
  remind: 'key_strict_fifo',
  'keep-evidence': 'key_strict_fifo',
  'read-file': 'key_strict_fifo',
  tick: 'stately',
}
const names = Object.keys(policies) as JobName[]

const settings = {
  // A process that was killed stops beating; its jobs are then made ready by whoever supervises next.
  heartbeatSeconds: 10,
  expireInSeconds: 600,
  // Retries are counted by the worker, which can also tell a wait from a failure. If pg-boss reached a limit of its own
  // the job would end as `failed`, and hold back its group for good.
  retryLimit: 1_000_000,
  retryDelay: 0,
  deleteAfterSeconds: 3_600,
  notify: true,
}

/**
 * Opens the queue. `tickZone`: queues a `tick` every minute, by the clock of this time zone; null, for tests: none.
 * On the embedded database pg-boss shares the one connection, and waits whenever a transaction is open; inside one,
 * jobs go through its `tx`.
 */
export async function openQueue(connection: Connection, log: Log, tickZone: string | null): Promise<Queue> {
  const boss = new PgBoss({
    ...(connection.embedded === null
      ? { connectionString: connection.url ?? '', max: 6, backend: 'postgres' as const }
      : { db: fromPglite(connection.embedded), backend: 'pglite' as const }),
    useListenNotify: true,
    schedule: tickZone !== null,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', (error) => log.error({ err: error }, 'the job queue had an error'))
  boss.on('warning', ({ data }) => log.warn({ warning: 'type' in data ? data.type : null }, 'the job queue warns'))
  await boss.start()
  for (const name of names) {
    await boss.createQueue(name, { ...settings, policy: policies[name] })
    const { heartbeatSeconds: _, ...changeable } = settings
    await boss.updateQueue(name, changeable)
  }
  // Nobody else can be using the embedded database: what is active was cut off when the last process died.
  if (connection.embedded !== null) await makeReady(connection.db, boss, names)
  if (tickZone !== null) await boss.schedule('tick', '* * * * *', {}, { tz: tickZone })
  return queueOf(connection, boss, log)
}

function queueOf(connection: Connection, boss: PgBoss, log: Log): Queue {
  const stopping = new AbortController()
  return {
    enqueue: (tx, name, payload, options) => enqueue(boss, tx, name, payload, options?.group),
    enqueueAll: (tx, name, jobs) => enqueueAll(boss, tx, name, jobs),
    work: (jobs) => startWorkers({ db: connection.db, boss, log, stopping: stopping.signal }, jobs),
    settled: (options) => settled(connection.db, names, options?.delayed ?? false, stopping.signal),
    depth: () => readDepth(connection.db, names),
    tickAge: () => readTickAge(connection.db),
    async stop() {
      stopping.abort()
      await boss.stop({ graceful: true, timeout: 8_000 })
    },
  }
}

async function enqueue<Name extends JobName>(
  boss: PgBoss,
  tx: Parameters<Jobs['enqueue']>[0],
  name: Name,
  payload: JobPayloads[Name],
  group: string | undefined,
): Promise<void> {
  const id = orderId()
  const fifo = policies[name] === 'key_strict_fifo' ? { id, singletonKey: group ?? id } : {}
  const sent = await boss.send(name, payload, { ...fifo, db: fromKysely(tx) })
  if (sent === null && policies[name] === 'key_strict_fifo') throw new Error(`the queue did not take a job ${name}`)
}

async function enqueueAll<Name extends JobName>(
  boss: PgBoss,
  tx: Parameters<Jobs['enqueueAll']>[0],
  name: Name,
  jobs: readonly { readonly payload: JobPayloads[Name]; readonly group: string }[],
): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map(({ payload, group }) => ({ id: orderId(), data: payload, singletonKey: group }))
  const sent = await boss.insert(name, rows, { db: fromKysely(tx), returnId: true })
  if (sent?.length !== jobs.length) throw new Error(`the queue did not take all jobs ${name}`)
}
