import { cp, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { openQueue } from '#src/jobs/queue.ts'
import { silentLog } from '#test/support/silent-log.ts'

test('embedded data left by a process that died in the midst of a write opens with all that was committed', async (here) => {
  if ('server' in inject('testDatabase')) return here.skip('this is about embedded data')
  const root = await mkdtemp(join(tmpdir(), 'duibiao-unclean-'))
  const [living, left] = [join(root, 'living'), join(root, 'left')]
  const first = await connect({ directory: living })
  await migrate(first.db)
  const queue = await openQueue(first, silentLog(), null)
  const enqueue = (key: string) =>
    first.db.transaction().execute((tx) => queue.enqueue(tx, 'handle-event', { key }, { group: 'a' }))
  await enqueue('committed')
  await sql`update pgboss.job set state = 'active', started_on = now() where name = 'handle-event'`.execute(first.db)
  const { rows } = await sql<{ segment: string; at: number }>`
    select pg_walfile_name(pg_current_wal_lsn()) as segment,
      (pg_walfile_name_offset(pg_current_wal_lsn())).file_offset as at`.execute(first.db)
  // As the disk stands when the power goes: no page of what was committed need have left memory, and no end was written.
  await cp(living, left, { recursive: true })
  await queue.stop()
  await first.close()

  const [end] = rows
  if (end === undefined) throw new Error('no write-ahead log')
  const log = await open(join(left, 'pg_wal', end.segment), 'r+')
  await log.write(Buffer.alloc(5_000, 0xa5), 0, 5_000, end.at)
  await log.close()
  // Of a process that lives and has nothing to do with it.
  await writeFile(join(left, 'postmaster.pid'), `${process.ppid}\n${left}\n1788000000\n5432\n\n\n`)

  const next = await connect({ directory: left })
  await migrate(next.db)
  const again = await openQueue(next, silentLog(), null)
  const jobs = await sql<{ key: string; state: string }>`
    select data->>'key' as key, state::text from pgboss.job where name = 'handle-event'`.execute(next.db)
  expect(jobs.rows).toEqual([{ key: 'committed', state: 'retry' }])
  await again.stop()
  await next.close()
  await rm(root, { recursive: true })
})
