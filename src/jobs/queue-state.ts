import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { Database } from '#db/schema.ts'
import type { Tx } from '#db/tx.ts'
import type { JobName, JobPayloads } from '../ports.ts'

type Db = Kysely<Database>

/** Takes jobs back that are marked as running although nobody can be running them. */
export async function makeReady(db: Db, boss: PgBoss, names: readonly JobName[]): Promise<void> {
  const { rows } = await sql<{ name: JobName; id: string; retryCount: number }>`
    select name, id, retry_count as "retryCount" from pgboss.job
    where name = any(${names}) and state = 'active'`.execute(db)
  for (const { name, ...attempt } of rows) await boss.fail(name, attempt)
}

/** A job that waits or runs, without how often and when it was tried. */
export type WaitingJob = {
  [Name in JobName]: { name: Name; payload: JobPayloads[Name]; group: string | null }
}[JobName]

/** What is to be done still, in its order; without ticks, which come every minute. Nothing, where there is no queue yet. */
export async function readWaiting(tx: Tx): Promise<WaitingJob[]> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('pgboss.job') is not null as there`.execute(tx)
  if (found[0]?.there !== true) return []
  const { rows } = await sql<WaitingJob>`
    select name, data as payload, singleton_key as "group" from pgboss.job
    where name in ('handle-event', 'deliver', 'remind', 'keep-evidence', 'read-file')
      and state in ('created', 'retry', 'active')
    order by created_on, id`.execute(tx)
  return rows
}

/** Unfinished jobs by kind, waiting or running. */
export async function readDepth(db: Db, names: readonly JobName[]): Promise<Record<JobName, number>> {
  const { rows } = await sql<{ name: JobName; count: number }>`
    select name, count(*)::integer as count from pgboss.job
    where name = any(${names}) and state in ('created', 'retry', 'active') group by name`.execute(db)
  const counted = new Map(rows.map((row) => [row.name, row.count]))
  return Object.fromEntries(names.map((name) => [name, counted.get(name) ?? 0])) as Record<JobName, number>
}

/**
 * How long ago, in seconds, the last tick ended that any process ran; null when none is kept. By the clock of the
 * database, which wrote that down. What has ended is forgotten after an hour (`deleteAfterSeconds`).
 */
export async function readTickAge(db: Db): Promise<number | null> {
  const tick: JobName = 'tick'
  const { rows } = await sql<{ age: number | null }>`
    select extract(epoch from clock_timestamp() - max(completed_on))::double precision as age from pgboss.job
    where name = ${tick} and state = 'completed' and completed_on is not null`.execute(db)
  return rows[0]?.age ?? null
}

/** Waits until no job is due or running; a job behind one that is to be tried later is not due either. */
export async function settled(
  db: Db,
  names: readonly JobName[],
  delayed: boolean,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted && (await countUnsettled(db, names, delayed)) > 0) await sleep(4)
}

async function countUnsettled(db: Db, names: readonly JobName[], delayed: boolean): Promise<number> {
  const due = delayed
    ? sql`true`
    : sql`(job.state = 'active' or (job.start_after <= clock_timestamp() and not exists (
        select from pgboss.job before
        where before.name = job.name and before.singleton_key = job.singleton_key and before.id <> job.id
          and before.state = 'retry' and before.start_after > clock_timestamp())))`
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from pgboss.job job
    where job.name = any(${names}) and job.state in ('created', 'retry', 'active') and ${due}`.execute(db)
  return rows[0]?.count ?? 0
}
