import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Connection } from '#db/connect.ts'
import { manifestSchema } from '#src/backup/manifest.ts'
import type { DeliveryId, EvidenceId, FileId } from '#src/domain/ids.ts'
import type { Job } from '#src/jobs/job.ts'
import { openQueue, type Queue } from '#src/jobs/queue.ts'
import { readWaiting } from '#src/jobs/queue-state.ts'
import type { JobName, JobPayloads } from '#src/ports.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { silentLog } from '#test/support/silent-log.ts'

type Run = Job<'handle-event'>['run']

function eventJob(run: Run, more: Partial<Job<'handle-event'>> = {}): Job<'handle-event'> {
  const payload = z.object({ key: z.string() })
  return { name: 'handle-event', payload, atOnce: 4, tries: 3, run, giveUp: async () => {}, ...more }
}

async function openWith(connection: Connection, run: Run, more?: Partial<Job<'handle-event'>>): Promise<Queue> {
  const queue = await openQueue(connection, silentLog(), null)
  await queue.work([eventJob(run, more)])
  return queue
}

function send({ db }: Connection, queue: Queue, keys: readonly string[], group?: string): Promise<void> {
  return db.transaction().execute(async (tx) => {
    for (const key of keys) await queue.enqueue(tx, 'handle-event', { key }, group === undefined ? {} : { group })
  })
}

/** A run that only notes what it was given. */
function note(ran: string[]): Run {
  return async ({ key }) => {
    ran.push(key)
    return null
  }
}

const many = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`)

test('a job exists exactly when its transaction commits', async () => {
  await using connection = await openTestDatabase()
  const ran: string[] = []
  const queue = await openWith(connection, note(ran))
  await connection.db
    .transaction()
    .execute(async (tx) => {
      await queue.enqueue(tx, 'handle-event', { key: 'rolled back' })
      throw new Error('no')
    })
    .catch(() => {})
  await send(connection, queue, ['committed'])
  await queue.settled()
  expect(ran).toEqual(['committed'])
  expect(await queue.depth()).toEqual({
    'handle-event': 0,
    deliver: 0,
    remind: 0,
    'keep-evidence': 0,
    'read-file': 0,
    tick: 0,
  })
  await queue.stop()
})

test('jobs of one group run in order, one at a time, while other groups go on', async () => {
  await using connection = await openTestDatabase()
  const ran: string[] = []
  let inGroup = 0
  let together = 0
  const run: Run = async ({ key }) => {
    inGroup += key.startsWith('a') ? 1 : 0
    expect(inGroup).toBeLessThanOrEqual(1)
    together = Math.max(together, inGroup + Number(key.startsWith('b')))
    await sleep(3)
    ran.push(key)
    inGroup -= key.startsWith('a') ? 1 : 0
    return null
  }
  const queue = await openWith(connection, run)
  await send(connection, queue, many('a', 12), 'a')
  await send(connection, queue, many('b', 6), 'b')
  await queue.settled()
  expect(ran.filter((key) => key.startsWith('a'))).toEqual(many('a', 12))
  expect(ran.filter((key) => key.startsWith('b'))).toEqual(many('b', 6))
  expect(together).toBe(2)
  await queue.stop()
})

test('a job that comes again later is not overtaken by its successors', async () => {
  await using connection = await openTestDatabase()
  const ran: string[] = []
  const run: Run = async ({ key }) => {
    ran.push(key)
    if (key === 'a0' && ran.filter((one) => one === 'a0').length < 3) return { afterMs: 50 }
    return null
  }
  const queue = await openWith(connection, run)
  await send(connection, queue, ['a0', 'a1'], 'a')
  await queue.settled({ delayed: true })
  expect(ran).toEqual(['a0', 'a0', 'a0', 'a1'])
  await queue.stop()
})

test('what waits for its time, and what stands behind it, does not count as due', async () => {
  await using connection = await openTestDatabase()
  const ran: string[] = []
  const anHour = 3_600_000
  const run: Run = async ({ key }) => {
    ran.push(key)
    return { afterMs: anHour }
  }
  const queue = await openWith(connection, run)
  await send(connection, queue, ['a0', 'a1'], 'a')
  await queue.settled()
  expect(ran).toEqual(['a0'])
  expect((await queue.depth())['handle-event']).toBe(2)
  await queue.stop()
})

test('a job that throws is tried again, then given up, and its group goes on', async () => {
  await using connection = await openTestDatabase()
  const ran: string[] = []
  const giveUp = vi.fn(async (_: JobPayloads['handle-event']) => {})
  const run: Run = async ({ key }) => {
    ran.push(key)
    if (key === 'bad') throw new Error('a bug')
    return null
  }
  const queue = await openWith(connection, run, { tries: 2, giveUp })
  await send(connection, queue, ['bad', 'good'], 'a')
  await queue.settled({ delayed: true })
  expect(ran).toEqual(['bad', 'bad', 'good'])
  expect(giveUp.mock.calls).toEqual([[{ key: 'bad' }]])
  await queue.stop()
})

test('a job that meets a database in trouble is not given up for it', async () => {
  await using connection = await openTestDatabase()
  const ran: string[] = []
  const giveUp = vi.fn(async (_: JobPayloads['handle-event']) => {})
  const run: Run = async ({ key }) => {
    ran.push(key)
    if (ran.length < 3) throw Object.assign(new Error('could not extend file'), { code: '53100' })
    return null
  }
  const queue = await openWith(connection, run, { tries: 1, giveUp })
  await send(connection, queue, ['a0', 'a1'], 'a')
  await queue.settled({ delayed: true })
  expect(ran).toEqual(['a0', 'a0', 'a0', 'a1'])
  expect(giveUp).not.toHaveBeenCalled()
  await queue.stop()
})

test('a payload of another shape is dropped, not run', async () => {
  await using connection = await openTestDatabase()
  const ran: string[] = []
  const queue = await openWith(connection, note(ran))
  await send(connection, queue, [7 as unknown as string, 'good'], 'a')
  await queue.settled({ delayed: true })
  expect(ran).toEqual(['good'])
  await queue.stop()
})

test('a stop lets the running job end and takes no other', async () => {
  await using connection = await openTestDatabase()
  const ran: string[] = []
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const run: Run = async ({ key }, stopping) => {
    begin()
    await new Promise((resolve) => stopping.addEventListener('abort', resolve))
    ran.push(key)
    return null
  }
  const queue = await openWith(connection, run)
  await send(connection, queue, ['a0', 'a1'], 'a')
  await begun
  await queue.stop()
  expect(ran).toEqual(['a0'])
  const next = await openWith(connection, note(ran))
  await next.settled()
  expect(ran).toEqual(['a0', 'a1'])
  await next.stop()
})

test('two processes on one database keep the order of a group', async (here) => {
  await using connection = await openTestDatabase()
  if (connection.url === null) return here.skip('the embedded database belongs to one process')
  const ran: string[] = []
  let running = 0
  const run: Run = async ({ key }) => {
    expect(++running).toBe(1)
    await sleep(2)
    ran.push(key)
    running--
    return null
  }
  const queues = [await openWith(connection, run), await openWith(connection, run)]
  for (const at of Array(30).keys()) {
    const queue = queues[at % 2]
    if (queue !== undefined) await send(connection, queue, [`a${at}`], 'a')
  }
  await Promise.all(queues.map((queue) => queue.settled()))
  expect(ran).toEqual(many('a', 30))
  await Promise.all(queues.map((queue) => queue.stop()))
})

test('on the embedded database, what a killed process was running is run at the next start', async (here) => {
  await using connection = await openTestDatabase()
  if (connection.embedded === null) return here.skip('on a server other processes may be running it')
  const dead = await openQueue(connection, silentLog(), null)
  await send(connection, dead, ['a0'], 'a')
  await connection.embedded.query(
    `update pgboss.job set state = 'active', started_on = now() where name = 'handle-event'`,
  )
  await dead.stop()
  const ran: string[] = []
  const queue = await openWith(connection, note(ran))
  await queue.settled()
  expect(ran).toEqual(['a0'])
  await queue.stop()
})

test('whatever waits is part of a backup, but for the clock', async () => {
  await using connection = await openTestDatabase()
  const queue = await openQueue(connection, silentLog(), null)
  const waits = {
    'handle-event': { key: 'message:om_1' },
    deliver: { delivery: 1 as DeliveryId },
    remind: { delivery: 2 as DeliveryId },
    'keep-evidence': { evidence: 3 as EvidenceId },
    'read-file': { file: 4 as FileId },
    tick: {},
  } satisfies { [Name in JobName]: JobPayloads[Name] }
  const found = await connection.db.transaction().execute(async (tx) => {
    for (const [name, payload] of Object.entries(waits)) await queue.enqueue(tx, name as JobName, payload)
    return readWaiting(tx)
  })
  const { tick: _, ...kept } = waits
  expect(Object.fromEntries(found.map(({ name, payload }) => [name, payload]))).toEqual(kept)
  expect(manifestSchema.shape.jobs.parse(found)).toEqual(found)
  await queue.stop()
})
