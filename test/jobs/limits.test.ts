import { expect, test } from 'vitest'
import type { Connection } from '#db/connect.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import { deliverJobs } from '#src/jobs/deliver.ts'
import { pause } from '#src/jobs/pause.ts'
import { openQueue, type Queue } from '#src/jobs/queue.ts'
import { type Letter, type Messenger, MessengerError } from '#src/ports.ts'
import { post } from '#src/usecases/post.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { silentLog } from '#test/support/silent-log.ts'

type Sending = { readonly to: string; readonly text: string; readonly at: number }

/** Sends nothing and takes a little while, as the platform does. */
function stopwatch(sent: Sending[]): Messenger {
  return {
    self: () => expect.fail('nobody asks'),
    upload: () => expect.fail('there is no file'),
    uploadImage: () => expect.fail('there is no photo'),
    update: () => expect.fail('there is no change'),
    send: async (target, content) => {
      const to = target.to === 'person' ? target.person : target.chat
      sent.push({ to, text: content.kind === 'text' ? content.text : '', at: performance.now() })
      await pause(5, new AbortController().signal)
      return { message: `om_${sent.length}` as MessageId, chat: 'oc_1' as ChatId }
    },
  }
}

async function openProcess(connection: Connection, messenger: Messenger): Promise<Queue> {
  const log = silentLog()
  const queue = await openQueue(connection, log, null)
  const now = () => new Date()
  await queue.work(
    deliverJobs({
      db: connection.db,
      messenger,
      files: { keep: () => expect.fail('nothing is kept'), read: async () => null, open: async () => null },
      pack: () => expect.fail('nothing is packed'),
      trace: () => expect.fail('nothing is traced'),
      log,
      explain: () => '',
      count: () => {},
      stillWanted: async () => true,
      stillMay: async () => true,
      pause,
      now,
    }),
  )
  return queue
}

function postTo(
  { db }: Connection,
  queue: Queue,
  person: string,
  count: number,
  part: Partial<Letter> = {},
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    for (let at = 0; at < count; at++) {
      const target = { to: 'person', person: person as OpenId } as const
      const content = { kind: 'text', text: `${at}` } as const
      await post(
        tx,
        queue,
        { key: `${person}:${at}`, target, content, campaign: null, person: null, ...part },
        new Date(),
      )
    }
  })
}

/** The shortest time in which `count` + 1 of these were sent. */
function closest(sent: readonly Sending[], count: number): number {
  const times = sent.map(({ at }) => at).toSorted((a, b) => a - b)
  return Math.min(...times.slice(count).map((at, index) => at - (times[index] ?? 0)))
}

test('all processes together keep 5 a second for a person and 50 for the app, and the order', async () => {
  await using connection = await openTestDatabase()
  const sent: Sending[] = []
  const processes = connection.url === null ? 1 : 2
  const queues = await Promise.all(Array.from({ length: processes }, () => openProcess(connection, stopwatch(sent))))
  const [queue] = queues
  if (queue === undefined) return expect.fail()
  await postTo(connection, queue, 'ou_busy', 11)
  await Promise.all(Array.from({ length: 45 }, (_, at) => postTo(connection, queue, `ou_${at}`, 1)))
  await queue.settled({ delayed: true })
  const busy = sent.filter(({ to }) => to === 'ou_busy')
  expect(sent).toHaveLength(56)
  expect(closest(busy, 5)).toBeGreaterThan(1_000)
  expect(closest(sent, 50)).toBeGreaterThan(1_000)
  expect(busy.map(({ text }) => Number(text))).toEqual(Array.from({ length: 11 }, (_, at) => at))
  await Promise.all(queues.map((one) => one.stop()))
})

test('calls that come late to the platform are reckoned from then: fewer than 51 a second all the same', async () => {
  await using connection = await openTestDatabase()
  const sent: Sending[] = []
  const quick = stopwatch(sent)
  let calls = 0
  const queue = await openProcess(connection, {
    ...quick,
    // As after a long rest, when everything has to be woken first.
    send: async (...call) => {
      if (calls++ < 10) await pause(400, new AbortController().signal)
      return quick.send(...call)
    },
  })
  await Promise.all(Array.from({ length: 100 }, (_, at) => postTo(connection, queue, `ou_${at}`, 1)))
  await queue.settled({ delayed: true })
  expect(sent).toHaveLength(100)
  expect(closest(sent, 50)).toBeGreaterThan(1_000)
  await queue.stop()
})

test('a platform that refuses is asked no more often than one that takes everything', async () => {
  await using connection = await openTestDatabase()
  const calls: Sending[] = []
  const taking = stopwatch(calls)
  let asked = 0
  const queue = await openProcess(connection, {
    ...taking,
    send: async (...call) => {
      const refuses = asked++ < 70
      const arrived = await taking.send(...call)
      if (refuses) throw new MessengerError('again', 'send', 99991400, 429, 1_000)
      return arrived
    },
  })
  await Promise.all(Array.from({ length: 70 }, (_, at) => postTo(connection, queue, `ou_${at}`, 1)))
  await queue.settled({ delayed: true })
  expect(calls).toHaveLength(140)
  expect(closest(calls, 50)).toBeGreaterThan(1_000)
  await queue.stop()
})

test('an answer stands behind no reminder, not even behind their own', async () => {
  await using connection = await openTestDatabase()
  const sent: Sending[] = []
  const hung = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  const quick = stopwatch(sent)
  const queue = await openProcess(connection, {
    ...quick,
    send: async (target, content, key) => {
      if (content.kind === 'text' && content.text === 'a reminder') await hung.promise
      const arrived = await quick.send(target, content, key)
      if (sent.some(({ text }) => text === 'an answer')) answered.resolve()
      return arrived
    },
  })
  const content = { kind: 'text', text: 'a reminder' } as const
  const due = Array.from({ length: 30 }, (_, at) => `ou_${at}`)
  for (const who of due) await postTo(connection, queue, who, 1, { key: `due:${who}`, content, reminder: 'private' })
  await postTo(connection, queue, 'ou_29', 1, { content: { kind: 'text', text: 'an answer' } })
  await answered.promise
  expect(sent.map(({ text }) => text)).toEqual(['an answer'])
  hung.resolve()
  await queue.settled({ delayed: true })
  expect(sent).toHaveLength(31)
  await queue.stop()
})
