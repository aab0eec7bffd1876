import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { card } from '#cards/card.ts'
import { failedDeliveries, insertDelivery, renewLetter } from '#db/delivery.ts'
import { insertPieces, markKept } from '#db/evidence.ts'
import { openTray } from '#db/evidence-tray.ts'
import { savePeople } from '#db/person.ts'
import { insertPaper, insertSummary } from '#db/summary.ts'
import { officialCalendar } from '#src/calendar.ts'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId, ChatId, DeliveryId, EvidenceId, MessageId, OpenId, PersonId } from '#src/domain/ids.ts'
import { compileSummary } from '#src/domain/summary.ts'
import { type DeliverDeps, deliverJobs } from '#src/jobs/deliver.ts'
import { type FileStore, flowOf, type Letter, MessengerError, type TroubleKind } from '#src/ports.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { type RecordingMessenger, recordingMessenger } from '#test/support/recording-messenger.ts'
import { aCampaign } from '#test/support/rows.ts'
import { silentLog } from '#test/support/silent-log.ts'
import { aStandard, someFacts } from '../domain/summary-facts.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

let messenger: RecordingMessenger
let clock: Date
/** A file store whose one file is called abc. */
const files: FileStore = {
  keep: () => expect.fail('nothing is kept here'),
  read: async (name) => (name === 'a'.repeat(64) ? new Uint8Array([1, 2, 3]) : null),
  open: async (name) => (name === 'a'.repeat(64) ? flowOf(new Uint8Array([1, 2, 3])) : null),
}
let log: ReturnType<typeof silentLog>
let counted: string[]
let letters = 0
beforeEach(() => {
  messenger = recordingMessenger()
  clock = new Date('2026-11-23T08:00:00Z')
  log = silentLog()
  counted = []
})

const chat = 'oc_1' as ChatId
const message = 'om_0' as MessageId
const text = { kind: 'text', text: '您好' } as const
const aCard = { kind: 'card', card: card('进度', 'blue', []) } as const
const trouble = (kind: TroubleKind, code: number | null = null) => new MessengerError(kind, 'send', code, 400)

/** Every letter goes to somebody new, so that no limit stands between the tests. */
async function aLetter(part: Partial<Letter> = {}): Promise<DeliveryId> {
  const person = `ou_${++letters}` as OpenId
  const letter = {
    key: `letter:${letters}`,
    target: { to: 'person', person },
    content: text,
    campaign: null,
    person: null,
  }
  const id = await database.db
    .transaction()
    .execute((tx) => insertDelivery(tx, { ...letter, ...part } as Letter, clock))
  return id ?? expect.fail('the key was used before')
}

function job(part: Partial<DeliverDeps> = {}) {
  const [sending] = deliverJobs({
    db: database.db,
    messenger,
    files,
    pack: () => expect.fail('nothing is packed here'),
    trace: () => expect.fail('nothing is traced here'),
    log,
    explain: () => 'change something',
    count: (outcome) => counted.push(outcome),
    stillWanted: async () => true,
    stillMay: async () => true,
    pause: async () => {},
    now: () => clock,
    ...part,
  })
  return sending
}

function run(delivery: DeliveryId, part?: Partial<DeliverDeps>, stopping = new AbortController().signal) {
  return job(part).run({ delivery }, stopping)
}

const row = (id: DeliveryId) =>
  database.db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const unreached = (campaign: CampaignId) => database.db.transaction().execute((tx) => failedDeliveries(tx, campaign))

const keys = () => messenger.calls.flatMap((call) => ('key' in call ? [call.key] : []))

test('a letter is sent once; what it said is forgotten, where it stands is kept', async () => {
  const id = await aLetter()
  expect(await run(id)).toBeNull()
  expect(await row(id)).toMatchObject({ state: 'sent', content: null, message: 'om_1', attempts: 1, done_at: clock })
  expect(await run(id)).toBeNull()
  expect(messenger.calls).toHaveLength(1)
  expect(keys()[0]).toMatch(/^d-[\w-]{43}$/)
  expect(counted).toEqual(['sent'])
})

test('a letter renewed while it waits for its turn goes out as it is then', async () => {
  const key = 'waits'
  const renewed = { kind: 'card', card: card('新的', 'blue', []) } as const
  const id = await aLetter({ key, content: aCard, target: { to: 'chat', chat } })
  const slots = sql`insert into sending_slot (lane, at)
    select ${`chat:${chat}`}, clock_timestamp() from generate_series(1, 5)`
  await slots.execute(database.db)
  const inTheMeantime = async () => {
    await database.db.transaction().execute(async (tx) => {
      expect(await renewLetter(tx, key, renewed)).toBe('renewed')
      await sql`delete from sending_slot`.execute(tx)
    })
  }
  expect(await run(id, { pause: inTheMeantime })).toBeNull()
  expect(messenger.calls).toMatchObject([{ content: renewed }])
})

test('a key is used for one letter, sent or not', async () => {
  await aLetter({ key: 'once' })
  const again = database.db
    .transaction()
    .execute((tx) =>
      insertDelivery(
        tx,
        { key: 'once', target: { to: 'chat', chat }, content: text, campaign: null, person: null },
        clock,
      ),
    )
  expect(await again).toBeNull()
})

test('a busy platform is asked again, under the same key', async () => {
  const id = await aLetter()
  messenger.next.push(trouble('again', 230020), null)
  expect(await run(id)).toEqual({ afterMs: expect.any(Number) })
  expect(await row(id)).toMatchObject({ state: 'queued', attempts: 1 })
  expect(await run(id)).toBeNull()
  expect(new Set(keys()).size).toBe(1)
  expect(counted).toEqual(['refused', 'sent'])
})

test('an attempt without an answer leaves a doubt, which a later refusal does not take away', async () => {
  const id = await aLetter()
  messenger.next.push(trouble('unknown'), trouble('again', 230020))
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'sending', first_tried_at: clock })
  const first = clock
  clock = new Date(first.getTime() + 10 * 60_000)
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'sending', first_tried_at: first, attempts: 2 })
})

test('a doubt older than the memory of the platform ends the letter unsent', async () => {
  const id = await aLetter()
  messenger.next.push(trouble('unknown'))
  await run(id)
  clock = new Date(clock.getTime() + 51 * 60_000)
  expect(await run(id)).toBeNull()
  expect(messenger.calls).toHaveLength(1)
  expect(await row(id)).toMatchObject({ state: 'failed', why: 'outcome-unknown', content: null })
})

test('a process that died in the middle of the call leaves the same doubt', async () => {
  const id = await aLetter()
  messenger.next.push(new Error('killed'))
  await expect(run(id)).rejects.toThrow('killed')
  expect(await row(id)).toMatchObject({ state: 'sending', first_tried_at: clock })
  messenger.next.push(trouble('duplicate', 230001))
  expect(await run(id)).toBeNull()
  expect(await row(id)).toMatchObject({ state: 'sent', message: null })
  expect(new Set(keys()).size).toBe(1)
})

test('a card the platform does not take is said in words, under a key of its own', async () => {
  const id = await aLetter({ content: aCard })
  messenger.next.push(trouble('content', 230099), trouble('unknown'))
  expect(await run(id)).toEqual({ afterMs: 0 })
  await run(id)
  expect(await run(id)).toBeNull()
  expect(messenger.calls.map((call) => 'content' in call && call.content.kind)).toEqual(['card', 'text', 'text'])
  expect(keys()[1]).toBe(keys()[2])
  expect(keys()[0]).not.toBe(keys()[1])
  expect(messenger.calls[1]).toMatchObject({ content: { text: expect.stringContaining('进度') } })
})

test('a reply to a message that is gone goes to its chat', async () => {
  const id = await aLetter({ target: { to: 'thread', of: message, chat } })
  messenger.next.push(trouble('gone', 230011))
  expect(await run(id)).toEqual({ afterMs: 0 })
  expect(await run(id)).toBeNull()
  expect(messenger.calls[1]).toMatchObject({ to: { to: 'chat', chat } })
  expect(await row(id)).toMatchObject({ state: 'sent', message: 'om_2' })
})

test('a change of a card needs no key, and one that is gone ends it quietly', async () => {
  const target = { to: 'card', message, chat } as const
  const id = await aLetter({ target, content: aCard })
  expect(await run(id)).toBeNull()
  expect(messenger.calls[0]).toEqual({ to: { message }, card: aCard.card })
  expect(await row(id)).toMatchObject({ state: 'sent', message: null })
  const gone = await aLetter({ target, content: aCard })
  messenger.next.push(trouble('gone', 230110))
  expect(await run(gone)).toBeNull()
  expect(await row(gone)).toMatchObject({ state: 'failed', why: 'gone', code: 230110 })
  expect(log.said.every((line) => line.level === 'debug')).toBe(true)
})

test('who cannot be reached is written down with the letter', async () => {
  const people = await database.db
    .transaction()
    .execute((tx) => savePeople(tx, [{ person: 'ou_lin' as OpenId, name: '林老师' }]))
  const person = people.get('ou_lin' as OpenId) as PersonId
  for (const code of [230013, 230029]) {
    const id = await aLetter({ person })
    messenger.next.push(trouble('address', code))
    await run(id)
    expect(await row(id)).toMatchObject({ state: 'failed', why: 'address', code, person })
  }
  // Whoever has left is told to the coordinator when the directory says so; a letter alone would swallow that.
  const lin = await database.db.selectFrom('person').select('left_at').where('id', '=', person).executeTakeFirst()
  expect(lin).toEqual({ left_at: null })
})

test('a wrong setting is told to the operator, and the letter waits', async () => {
  const id = await aLetter()
  messenger.next.push(trouble('settings', 99991672))
  expect(await run(id)).toEqual({ afterMs: 300_000 })
  expect(log.said).toMatchObject([
    { level: 'error', about: { delivery: id }, text: expect.stringContaining('change something') },
  ])
})

test('no free slot: it waits until there is one, and goes back to the queue when the process stops meanwhile', async () => {
  const target = { to: 'chat', chat: 'oc_busy' as ChatId } as const
  // As if everybody together had sent as much as they may, half a minute ago.
  await sql`insert into sending_slot (lane, at)
    select 'app', clock_timestamp() - interval '30 seconds' from generate_series(1, 1000)`.execute(database.db)
  const pauses: number[] = []
  const letter = await aLetter({ target })
  const stopping = new AbortController()
  const stop = async (ms: number) => {
    pauses.push(ms)
    stopping.abort()
  }
  expect(await run(letter, { pause: stop }, stopping.signal)).toEqual({ afterMs: pauses[0] })
  expect(pauses).toEqual([expect.closeTo(31_000, -4)])
  expect(await row(letter)).toMatchObject({ state: 'queued', attempts: 0 })
  expect(messenger.calls).toEqual([])
  const pause = async (ms: number) => {
    pauses.push(ms)
  }
  expect(await run(letter, { pause })).toBeNull()
  // Booked once and waited for once.
  expect(pauses).toHaveLength(2)
  expect(await row(letter)).toMatchObject({ state: 'sent', attempts: 1 })
  await database.db.deleteFrom('sending_slot').execute()
})

const slots = async () => (await database.db.selectFrom('sending_slot').select('lane').execute()).length

test('a call keeps its place among what the platform has counted, unless it was not made', async () => {
  const { person, campaign } = await aCampaign(database.db)
  const moot = async () => aLetter({ person, campaign, reminder: 'private' })
  const stopped = new AbortController()
  stopped.abort()
  const cases: readonly [what: string, kept: boolean, run: () => Promise<unknown>][] = [
    ['sent', true, async () => run(await aLetter())],
    ['moot by then', false, async () => run(await moot(), { stillWanted: async () => false })],
    ['the process stops', false, async () => run(await aLetter(), {}, stopped.signal)],
    ['too many in a second', true, () => refused(new MessengerError('again', 'send', 99991400, 429, 1_000))],
    ['too many in a minute', true, () => refused(new MessengerError('again', 'send', 99991400, 429, 30_000))],
    ['too many to somebody', true, () => refused(trouble('again', 230020))],
    ['nobody knows', true, () => refused(trouble('unknown'))],
    [
      'nobody knows, but when to come again',
      true,
      () => refused(new MessengerError('unknown', 'send', null, 502, 1_000)),
    ],
    ['refused', true, () => refused(trouble('address', 230013))],
  ]
  const refused = async (error: MessengerError) => {
    messenger.next.push(error)
    await run(await aLetter())
  }
  for (const [what, kept, act] of cases) {
    await database.db.deleteFrom('sending_slot').execute()
    await act()
    expect([what, await slots()]).toEqual([what, kept ? 2 : 0])
  }
})

test('a call that took long, whatever came of it, keeps others away from when it ended', async () => {
  // The call: booked 0.7 s ago, and under way until now.
  let now: Date | undefined
  const longAgo = async () => {
    const { rows } = await sql<{ now: Date }>`
      update sending_slot set at = clock_timestamp() - interval '700 milliseconds'
      returning clock_timestamp() as now`.execute(database.db)
    now = rows[0]?.now
  }
  const kept = async () => {
    const rows = await database.db.selectFrom('sending_slot').select('at').execute()
    return rows.filter(({ at }) => at.getTime() >= (now?.getTime() ?? Infinity) - 100).length
  }
  let afterUpload = 0
  const slow = {
    ...messenger,
    upload: async (...file: Parameters<typeof messenger.upload>) => {
      await longAgo()
      return messenger.upload(...file)
    },
    send: async (...call: Parameters<typeof messenger.send>) => {
      afterUpload = await kept()
      await longAgo()
      return messenger.send(...call)
    },
  }
  // Of a file that was uploaded the two of the sending are left, of one that was not the one of the upload.
  const words = async () => text
  const file = async () => ({ kind: 'evidence', evidence: await aPiece('file', 'a'.repeat(64)) }) as const
  for (const [make, came, rows] of [
    [words, null, 2],
    [words, trouble('unknown'), 2],
    [words, trouble('address', 230013), 2],
    [file, null, 2],
    [file, trouble('unknown'), 1],
    [file, trouble('content', 234006), 1],
  ] as const) {
    await database.db.deleteFrom('sending_slot').execute()
    messenger.next.push(came)
    await run(await aLetter({ content: await make() }), { messenger: slow })
    expect(await kept()).toBe(rows)
    // The one of the upload, and the two that were just booked.
    if (make === file && came === null) expect(afterUpload).toBe(3)
  }
})

test('a reminder that is moot by the time of its turn is not sent', async () => {
  const { person, campaign } = await aCampaign(database.db)
  const id = await aLetter({ person, campaign, reminder: 'private' })
  expect(await run(id, { stillWanted: async (_, about) => about.person !== person })).toBeNull()
  expect(messenger.calls).toEqual([])
  expect(await row(id)).toMatchObject({ state: 'failed', why: 'not-needed', attempts: 0 })
  expect(await unreached(campaign)).toEqual([])
})

test('what only those who lead may see is not sent to somebody who leads no more', async () => {
  const { person, campaign } = await aCampaign(database.db)
  const trace = async () => ({ name: '依据.docx', bytes: new Uint8Array([1]) })
  const letter = () => aLetter({ person, campaign, content: { kind: 'trace', version: 1 } })
  const id = await letter()
  const asked: unknown[] = []
  const stillMay = async (_: unknown, asker: unknown) => {
    asked.push(asker)
    return false
  }
  expect(await run(id, { trace, stillMay })).toBeNull()
  expect(asked).toEqual([{ campaign, person }])
  expect(messenger.calls.filter((call) => 'to' in call)).toEqual([])
  expect(await row(id)).toMatchObject({ state: 'failed', why: 'not-needed' })
  const other = await letter()
  await run(other, { trace })
  expect(await row(other)).toMatchObject({ state: 'sent' })
})

test('who could not be reached is known until something reaches them', async () => {
  const { person, campaign } = await aCampaign(database.db)
  messenger.next.push(trouble('address', 230053))
  await run(await aLetter({ person, campaign }))
  expect(await unreached(campaign)).toEqual([{ name: '林老师', why: 'address', code: 230053 }])
  await run(await aLetter({ person, campaign }))
  expect(await unreached(campaign)).toEqual([])
})

test('a reminder that fails after a later letter has arrived is known too', async () => {
  const { person, campaign } = await aCampaign(database.db)
  const reminder = await aLetter({ person, campaign, reminder: 'head' })
  await run(await aLetter({ person, campaign }))
  messenger.next.push(trouble('address', 230053))
  const later = new Date(clock.getTime() + 1_000)
  await run(reminder, { now: () => later })
  expect(await unreached(campaign)).toEqual([{ name: '林老师', why: 'address', code: 230053 }])
})

test('a paper is uploaded once, and sent under its key however often that takes', async () => {
  const { campaign, person } = await aCampaign(database.db)
  await database.db.transaction().execute(async (tx) => {
    await insertSummary(tx, {
      campaign,
      version: 1,
      madeOn: '2026-11-23' as Day,
      madeBy: person,
      total: { total: 92, answered: 92, met: 90, partly: 2, unmet: 0, notApplicable: 0 },
      gaps: [],
      changes: null,
      says: { answers: {}, issues: {} },
      printed: {
        summary: compileSummary(someFacts(aStandard([[1]]), {}), { work: officialCalendar, holidays: [] }),
        annexes: [],
      },
      state: 0,
    })
    const file = { name: '整改工作总结.docx', bytes: new Uint8Array([80, 75, 3, 4]) }
    await insertPaper(tx, { campaign, version: 1, kind: 'summary' }, file)
  })
  const id = await aLetter({ campaign, content: { kind: 'summary-file', version: 1, paper: 'summary' } })
  messenger.next.push(trouble('unknown'), null, trouble('again', 230020))
  for (const _ of ['no answer to the upload', 'uploaded, but busy']) expect(await run(id)).not.toBeNull()
  expect(await row(id)).toMatchObject({ state: 'queued', file_key: 'file_2' })
  expect(await run(id)).toBeNull()
  const upload = { upload: '整改工作总结.docx', bytes: 4 }
  const send = { content: { kind: 'file', file: 'file_2' } }
  expect(messenger.calls).toMatchObject([upload, upload, send, send])
})

test('a paper that is not there ends its letter', async () => {
  const id = await aLetter({ content: { kind: 'summary-file', version: 9, paper: 'summary' } })
  expect(await run(id)).toBeNull()
  expect(await row(id)).toMatchObject({ state: 'failed', why: 'broken' })
})

/** A kept piece of the file store. */
async function aPiece(kind: 'photo' | 'file', sha256: string, imageKey: string | null = null): Promise<EvidenceId> {
  const { person, campaign, assignment } = await aCampaign(database.db)
  return database.db.transaction().execute(async (tx) => {
    const tray = await openTray(tx, { campaign, person, chat, root: null }, { assignment }, clock)
    const sent = { kind, name: '名册.pdf', message: `om_${++letters}` as MessageId, key: 'key' }
    const [id] = await insertPieces(tx, tray, [sent], { assignment }, clock)
    if (id === undefined) return expect.fail('no piece')
    await markKept(tx, id, { kind, ending: 'pdf', bytes: 3, sha256, imageKey, marks: null }, clock)
    return id
  })
}

test('a file that lies in the store is uploaded under its name, and sent', async () => {
  const evidence = await aPiece('file', 'a'.repeat(64))
  expect(await run(await aLetter({ content: { kind: 'evidence', evidence } }))).toBeNull()
  expect(messenger.calls).toMatchObject([
    { upload: '名册.pdf', bytes: 3 },
    { content: { kind: 'file', file: 'file_1' } },
  ])
})

test('a photo is sent as one, by the key it has already or a new one', async () => {
  const known = await aPiece('photo', 'a'.repeat(64), 'img_known')
  await run(await aLetter({ content: { kind: 'evidence', evidence: known } }))
  const unknown = await aPiece('photo', 'a'.repeat(64))
  await run(await aLetter({ content: { kind: 'evidence', evidence: unknown } }))
  expect(messenger.calls).toMatchObject([
    { content: { kind: 'image', image: 'img_known' } },
    { uploadImage: 3 },
    { content: { kind: 'image', image: 'img_2' } },
  ])
})

test('what the store has lost ends its letter', async () => {
  const evidence = await aPiece('file', 'b'.repeat(64))
  const id = await aLetter({ content: { kind: 'evidence', evidence } })
  expect(await run(id)).toBeNull()
  expect(await row(id)).toMatchObject({ state: 'failed', why: 'broken' })
  expect(messenger.calls).toEqual([])
})

test('a job that is given up leaves no letter behind that seems to be on its way', async () => {
  const id = await aLetter()
  await job().giveUp({ delivery: id })
  expect(await row(id)).toMatchObject({ state: 'failed', why: 'broken' })
  expect(counted).toEqual(['failed'])
})
