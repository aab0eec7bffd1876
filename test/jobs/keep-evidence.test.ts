import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { evidenceRefusalWords } from '#cards/evidence-words.ts'
import type { EvidenceId } from '#src/domain/ids.ts'
import { examine } from '#src/files/examine.ts'
import { type KeepEvidenceDeps, keepEvidenceJob } from '#src/jobs/keep-evidence.ts'
import { MessengerError, NotKeptError, type TroubleKind } from '#src/ports.ts'
import { settleEvidence } from '#src/usecases/settle-evidence.ts'
import { openTestFiles, type TestFiles } from '#test/support/files.ts'
import { openDivided, wordsOf } from '#test/support/first-school.ts'
import { arriving } from '#test/support/lay-evidence.ts'
import type { Recorder, SentLetter } from '#test/support/recorder.ts'
import { pdf, photoWithPlace, program } from '#test/support/sent-files.ts'
import { silentLog } from '#test/support/silent-log.ts'

let world: Recorder
let files: TestFiles
let photo: Buffer
let log: ReturnType<typeof silentLog>
beforeAll(async () => {
  world = await openDivided()
  photo = await photoWithPlace()
  await world.say('lin', '/start 17')
  await world.keep()
})
beforeEach(async () => {
  await world.rewind()
  files = await openTestFiles()
  log = silentLog()
  return () => files[Symbol.asyncDispose]()
})
afterAll(() => world[Symbol.asyncDispose]())

type Step = 'fetch' | 'examine' | 'keep' | 'upload' | 'settle' | 'commit'

/** The job over this world, its pieces being `bytes`; what `breaks` at a step throws there, once each. */
function jobOver(bytes: Uint8Array, breaks: readonly (readonly [Step, Error])[] = []) {
  const { database, deps, clock } = world
  const left = [...breaks]
  const reached = (step: Step) => {
    const at = left.findIndex(([where]) => where === step)
    const [, error] = left[at] ?? []
    if (at >= 0) left.splice(at, 1)
    if (error !== undefined) throw error
  }
  const uploads: number[] = []
  const queued: unknown[] = []
  const parts: KeepEvidenceDeps = {
    db: database.db,
    jobs: { enqueue: async (_tx, name, about) => void queued.push([name, about]), enqueueAll: async () => {} },
    mostBytes: 30_000_000,
    attachments: {
      fetch: async () => {
        reached('fetch')
        return new Uint8Array(bytes)
      },
    },
    examine: async (name, found) => {
      reached('examine')
      return examine(name, found)
    },
    files: {
      read: files.store.read,
      open: files.store.open,
      keep: async (found) => {
        const sha256 = await files.store.keep(found)
        reached('keep')
        return sha256
      },
    },
    messenger: {
      uploadImage: async (found) => {
        uploads.push(found.length)
        reached('upload')
        return 'img_1'
      },
    },
    settle: async (tx, piece, outcome) => {
      reached('settle')
      const told = await settleEvidence(tx, deps, piece, outcome, clock.now())
      reached('commit')
      return told
    },
    explain: () => 'do something',
    log,
  }
  return { job: keepEvidenceJob(parts), uploads, queued }
}

async function sendOne(name: string | null = null, key = 'key_1'): Promise<EvidenceId> {
  await world.send('lin', name === null ? { kind: 'image', key } : { kind: 'file', name, key })
  const id = (await arriving(world)).at(-1)
  return id ?? expect.fail('nothing arrives')
}

const run = ({ job }: ReturnType<typeof jobOver>, evidence: EvidenceId) =>
  job.run({ evidence }, new AbortController().signal)
const crash = new Error('the process was killed here')

async function letters(): Promise<SentLetter[]> {
  const before = world.sent.length
  await world.press('nobody', null)
  return world.sent.slice(before)
}

function table(name: 'evidence' | 'stored_file') {
  return world.database.db.transaction().execute((tx) => tx.selectFrom(name).selectAll().execute())
}

describe('cut off at any step and run again', () => {
  test.each<Step>(['fetch', 'examine', 'keep', 'upload', 'settle', 'commit'])('at %s', async (step) => {
    const evidence = await sendOne()
    const work = jobOver(photo, [[step, crash]])
    await expect(run(work, evidence)).rejects.toThrow(crash)
    expect(await table('stored_file')).toEqual([])
    expect(await letters()).toEqual([])
    expect(await run(work, evidence)).toBeNull()
    expect(await run(work, evidence)).toEqual({ afterMs: 1_000 })
    expect((await letters()).map(wordsOf)).toEqual([expect.stringContaining('已收到佐证材料 照片 1')])
    expect(await run(work, evidence)).toBeNull()
    expect(await letters()).toEqual([])
    expect(await table('evidence')).toMatchObject([{ state: 'kept', image_key: 'img_1' }])
    expect(await table('stored_file')).toHaveLength(1)
    expect(await files.kept()).toHaveLength(1)
    expect(await files.drafts()).toEqual([])
  })

  test('at every step in turn', async () => {
    const evidence = await sendOne()
    const steps: Step[] = ['fetch', 'examine', 'keep', 'upload', 'settle', 'commit']
    const work = jobOver(
      photo,
      steps.map((step) => [step, crash] as const),
    )
    for (const _ of steps) await expect(run(work, evidence)).rejects.toThrow(crash)
    await run(work, evidence)
    expect((await letters()).map(wordsOf)).toEqual([expect.stringContaining('照片 1')])
    expect(await files.kept()).toHaveLength(1)
  })
})

describe('what goes wrong outside', () => {
  const trouble = (kind: TroubleKind) => new MessengerError(kind, 'GET …', 1, 400)

  test.each<TroubleKind>(['again', 'unknown'])('%s: it is tried again', async (kind) => {
    const evidence = await sendOne()
    const work = jobOver(photo, [['fetch', trouble(kind)]])
    await expect(run(work, evidence)).rejects.toThrow(MessengerError)
    await run(work, evidence)
    expect(await table('evidence')).toMatchObject([{ state: 'kept' }])
  })

  test.each<[TroubleKind, 'recalled' | 'download-broken', string]>([
    ['gone', 'recalled', 'warn'],
    ['address', 'download-broken', 'warn'],
    ['content', 'download-broken', 'warn'],
    ['settings', 'download-broken', 'error'],
  ])('%s: it is told at once', async (kind, why, level) => {
    const evidence = await sendOne()
    await run(jobOver(photo, [['fetch', trouble(kind)]]), evidence)
    expect(await table('evidence')).toMatchObject([{ state: 'refused', why }])
    expect((await letters()).map(wordsOf)).toEqual([expect.stringContaining(evidenceRefusalWords[why])])
    expect(log.said.map((line) => line.level)).toEqual([level])
  })

  test('given up: the sender is asked to send it again, once', async () => {
    const evidence = await sendOne()
    const { job } = jobOver(photo)
    await job.giveUp({ evidence })
    expect((await letters()).map(wordsOf)).toEqual([expect.stringContaining(evidenceRefusalWords['download-broken'])])
    await job.giveUp({ evidence })
    await run(jobOver(photo), evidence)
    expect(await table('evidence')).toMatchObject([{ state: 'refused' }])
    expect(await letters()).toEqual([])
  })

  test('a photo the messenger does not take is kept all the same, and only not shown', async () => {
    const evidence = await sendOne()
    await run(jobOver(photo, [['upload', trouble('again')]]), evidence)
    expect(await table('evidence')).toMatchObject([{ state: 'kept', image_key: null }])
    const [letter] = await letters()
    expect(JSON.stringify(letter)).not.toContain('img_key')
    expect(wordsOf(letter)).toContain('照片 1')
  })

  test('a full disk is told to the sender and to the operator, by its code alone', async () => {
    files.fail(new NotKeptError('ENOSPC'))
    const evidence = await sendOne('体检名册.pdf')
    await run(jobOver(pdf), evidence)
    expect((await letters()).map(wordsOf)).toEqual([expect.stringContaining(evidenceRefusalWords['no-room'])])
    expect(log.said).toMatchObject([{ level: 'error', about: { evidence, code: 'ENOSPC', bytes: pdf.length } }])
    expect(await files.kept()).toEqual([])
    expect(await table('stored_file')).toEqual([])
  })
})

test('several are told of by one card, when the last of them is settled', async () => {
  const ids = [await sendOne(null, 'key_1'), await sendOne('程序.exe', 'key_2'), await sendOne('名册.pdf', 'key_3')]
  const [one, two, three] = ids
  if (one === undefined || two === undefined || three === undefined) throw new Error('not three')
  await run(jobOver(pdf), three)
  expect(await letters()).toEqual([])
  await run(jobOver(program), two)
  expect(await letters()).toEqual([])
  await run(jobOver(photo), one)
  const [card, ...more] = await letters()
  expect(more).toEqual([])
  expect(wordsOf(card)).toContain('照片 1 · 文件 1')
  expect(wordsOf(card)).toContain(evidenceRefusalWords.program)
})

test('what comes after its card is on its way waits for that, and changes it', async () => {
  const first = await sendOne(null, 'key_1')
  await run(jobOver(photo), first)
  const held = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('delivery').select('id').where('state', '=', 'queued').execute())
  expect(held).toHaveLength(1)
  // Without the recorder's collecting: the card has not arrived when the second piece comes.
  const { database, deps, clock } = world
  await database.db.transaction().execute(async (tx) => {
    const tray = await tx.selectFrom('evidence_tray').selectAll().executeTakeFirstOrThrow()
    await tx
      .insertInto('evidence')
      .values({
        campaign: tray.campaign,
        sent_by: tray.person,
        kind: 'file',
        name: '名册.pdf',
        message: 'om_2' as never,
        key: 'key_2',
        tray: tray.id,
        received_at: clock.now(),
        why: null,
        sha256: null,
        image_key: null,
        settled_at: null,
      })
      .execute()
  })
  const [second] = await arriving(world)
  if (second === undefined || deps === undefined) throw new Error('nothing arrives')
  const work = jobOver(pdf)
  expect(await run(work, second)).toEqual({ afterMs: 1_000 })
  await work.job.giveUp({ evidence: second })
  expect(work.queued).toEqual([['keep-evidence', { evidence: second }]])
  const [card] = await letters()
  expect(card?.target.to).toBe('person')
  expect(await run(work, second)).toBeNull()
  const [change, ...more] = await letters()
  expect(more).toEqual([])
  expect(change?.target).toMatchObject({ to: 'card', message: card?.message })
})

test('what was kept before anybody could look inside is looked into when the same comes again', async () => {
  const words = Buffer.from('家长 13812345678')
  await run(jobOver(words), await sendOne('名册.txt', 'key_1'))
  await world.database.db.transaction().execute((tx) => tx.updateTable('stored_file').set({ marks: null }).execute())
  await world.say('qian', '/start 1')
  await world.send('qian', { kind: 'file', name: '通讯录.txt', key: 'key_9' })
  const [theirs] = await arriving(world)
  await run(jobOver(words), theirs ?? expect.fail('nothing arrives'))
  expect(await table('stored_file')).toMatchObject([{ marks: ['phone'] }])
})

test('the same photo from two people is kept once, and shown by one key', async () => {
  const mine = await sendOne()
  const work = jobOver(photo)
  await run(work, mine)
  await world.say('qian', '/start 1')
  await world.send('qian', { kind: 'image', key: 'key_9' })
  const [theirs] = await arriving(world)
  await run(work, theirs ?? expect.fail('nothing arrives'))
  expect(work.uploads).toHaveLength(1)
  expect(await files.kept()).toHaveLength(1)
  expect(await table('evidence')).toMatchObject([{ image_key: 'img_1' }, { image_key: 'img_1' }])
})
