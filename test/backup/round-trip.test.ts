import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connect.ts'
import type { Manifest } from '#src/backup/manifest.ts'
import { move, wasMoved } from '#src/backup/move.ts'
import { openBackup } from '#src/backup/read-backup.ts'
import { restore } from '#src/backup/restore.ts'
import { lookAt } from '#src/emulator/client/look.ts'
import { openFileStore } from '#src/files/store.ts'
import { readWaiting } from '#src/jobs/queue-state.ts'
import {
  backUp,
  embeddedPlace,
  everything,
  openPlace,
  server,
  serverPlace,
  type TestPlace,
} from '#test/support/backup-places.ts'
import { startIdleBot, startOtherBot } from '#test/support/other-bot.ts'
import type { Person } from '#test/support/person.ts'
import { photoWithPlace } from '#test/support/sent-files.ts'
import { silentLog } from '#test/support/silent-log.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { submitTen, tell } from '../e2e/campaign.ts'

/** A school in the midst of its campaign whose bot died with its hands full, and the backup of that moment. */
type Cut = {
  readonly town: Town
  readonly sun: Person
  readonly lin: Person
  readonly file: string
  readonly manifest: Manifest
}
let cut: Cut
let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duibiao-cut-'))
  cut = await playUntilCut(join(directory, 'backup.zip'))
}, 180_000)
afterAll(async () => {
  await cut?.town[Symbol.asyncDispose]()
  await rm(directory, { recursive: true })
})

const hostile = '引号"\'，反斜线\\n，制表\t，换行\n第二行，{},NULL，\u{1F600}，\\x00'
const short = ['/help', '我的任务', '/progress']

async function playUntilCut(file: string): Promise<Cut> {
  const town = await startTown()
  const { lin, sun, here } = await submitTen(town)
  await lin
    .on()
    .choose('自评', '部分达到')
    .fill('工作情况', hostile)
    .fill('存在问题', '没有专用教室')
    .press('提交并继续')
  await lin.sendImage(await photoWithPlace())
  await town.settle()
  await tell(town, here, '学校概况 寄宿学生：没有')
  await tell(town, here, '学校概况 寄宿学生：')
  await tell(town, here, '总结')
  await town.goTo('2026-09-23T16:00+08:00')
  await town.bot.stop()

  await using idle = await startIdleBot(town)
  const reach = async (message: { readonly id: string }) => {
    await town.emulator.settle()
    await idle.inbox.handle(`message:${message.id}`)
  }
  // Answered, and the answers wait; then written, and nobody has read it.
  for (const words of short) await reach(await sun.say(words))
  await reach(await lin.sendFile('体检名册.pdf', Buffer.from('%PDF-1.4\n%%EOF\n')))
  for (const words of short) await lin.say(words)
  await town.emulator.settle()
  // One whose call began a while ago, and nobody knows what came of it.
  const tried = new Date(town.clock.now().getTime() - tenMinutes)
  await sql`update delivery set state = 'sending', first_tried_at = ${tried} where id =
    (select min(id) from delivery where state = 'queued')`.execute(town.database.db)
  const manifest = await backUp(
    { connection: town.database, files: town.files.directory, app: 'cli_0123456789abcdef' },
    file,
    town.clock.now(),
  )
  return { town, sun, lin, file, manifest }
}

async function restored(place: TestPlace) {
  await using backup = await openBackup(cut.file)
  return await restore(backup, place.places, silentLog())
}

const kinds: readonly (readonly [string, () => Promise<TestPlace>])[] = [
  ['an embedded database', embeddedPlace],
  ...(server === ''
    ? ([['another embedded database', embeddedPlace]] as const)
    : ([['a server', serverPlace]] as const)),
]
let isFirst = true
const tenMinutes = 600_000

/** The titles of what the bot has written since. */
function heard(who: Person, since: number): string[] {
  const written = who
    .messages()
    .slice(since)
    .filter((one) => one.from.kind === 'app')
  return written.map((one) => (one.card === null ? one.text : lookAt(one.card).title))
}

test('the backup speaks of all that waits, in its order, and holds no secret', () => {
  const { jobs, files, app, parts } = cut.manifest
  // Events that were handled are among them: a process may die between an effect and the end of its job.
  const read = ['handle-event', 'deliver']
  expect(jobs.map(({ name }) => name)).toEqual([
    ...[...read, ...read, ...read, 'handle-event', 'keep-evidence'],
    ...Array.from({ length: 3 }, () => 'handle-event'),
  ])
  expect(new Set(jobs.slice(-3).map(({ group }) => group)).size).toBe(1)
  expect(files).toEqual({ count: 1, lost: [] })
  expect(app).toBe('cli_0123456789abcdef')
  for (const table of ['answer', 'summary_paper', 'reminder', 'school_fact', 'evidence', 'inbox', 'issue']) {
    expect(parts[table]?.rows, table).toBeGreaterThan(0)
  }
})

describe.each(kinds)('restored into %s', (_, openPlaceOf) => {
  let place: TestPlace
  let connection: Connection
  beforeAll(async () => {
    place = await openPlaceOf()
    expect(await restored(place)).toEqual({ inDoubt: 3 })
    connection = await openPlace(place)
  }, 180_000)
  afterAll(async () => {
    await connection.close()
    await place[Symbol.asyncDispose]()
  })

  test('every row of every table, every job, the same shape', async () => {
    const [before, after] = [await everything(cut.town.database), await everything(connection)]
    expect(after.shape).toEqual(before.shape)
    // What waited may have been sent by whoever was backed up: that alone is told otherwise.
    const isWaiting = (row: string) => row.startsWith('delivery ') && /,(queued|sending),/.test(row)
    expect(after.rows.filter((row) => !isWaiting(row))).toEqual(before.rows.filter((row) => !isWaiting(row)))
    expect(after.rows.filter(isWaiting).map((row) => /,(?:queued|sending),/.exec(row)?.[0])).toEqual([
      ...[',sending,', ',sending,', ',sending,'],
    ])
    const waiting = await connection.db
      .selectFrom('delivery')
      .select('first_tried_at')
      .where('state', '=', 'sending')
      .orderBy('id')
      .execute()
    const { made } = cut.manifest
    expect(waiting.map((one) => one.first_tried_at)).toEqual([new Date(made.getTime() - tenMinutes), made, made])
    expect(await connection.db.transaction().execute(readWaiting)).toEqual(cut.manifest.jobs)
  })

  test('the files, byte by byte', async () => {
    const store = await openFileStore(place.places.files)
    const names = await connection.db.selectFrom('stored_file').select('sha256').execute()
    const kept = await Promise.all(names.map(({ sha256 }) => store.read(sha256)))
    expect(kept).toEqual(await cut.town.files.kept())
    expect(kept).toHaveLength(1)
  })

  test('numbers go on beyond those that cards of the lost time may carry, and history refuses to be changed', async () => {
    const { rows } = await sql<{ id: number; most: number }>`
      insert into audit (at, did, about) values (now(), 'restored', '{}')
      returning id, (select max(id) from audit) as most`.execute(connection.db)
    expect(rows[0]?.id).toBeGreaterThan((rows[0]?.most ?? 0) + 50_000)
    await expect(sql`update answer set fact = 'x'`.execute(connection.db)).rejects.toThrow(/append-only/)
    await expect(sql`delete from audit`.execute(connection.db)).rejects.toThrow(/append-only/)
  })

  test('a bot there sends and handles what waited, once, in its order, and goes on', async () => {
    const { town, sun, lin } = cut
    const seen = { sun: sun.messages().length, lin: lin.messages().length }
    await using other = await startOtherBot(town, connection, await openFileStore(place.places.files))
    await other.settle()
    if (isFirst) {
      isFirst = false
      expect(heard(sun, seen.sun)).toEqual(['我能帮您做什么', '我的任务', '自查进度'])
      const isOfFile = (title: string) => title.includes('佐证材料')
      expect(heard(lin, seen.lin).filter((title) => !isOfFile(title))).toEqual([
        ...['我能帮您做什么', '我的任务', '我的进度'],
      ])
      expect(heard(lin, seen.lin).filter(isOfFile)).toHaveLength(1)
    } else {
      // For this one the first was the bot that went on after the backup was made.
      expect([sun.messages().length, lin.messages().length]).toEqual([seen.sun, seen.lin])
    }
    const unsent = await connection.db
      .selectFrom('delivery')
      .select('id')
      .where('state', 'in', ['queued', 'sending'])
      .execute()
    expect(unsent).toEqual([])

    // Reminded on this day already.
    town.clock.set('2026-09-23T16:20+08:00')
    const so = [sun.messages().length, lin.messages().length]
    await other.bot.tick()
    await other.settle()
    expect([sun.messages().length, lin.messages().length]).toEqual(so)
    const walk = lin.cards().findLast((one) => one.buttons.some(({ label }) => label === '提交并继续'))
    const pressed = await lin.on(walk).choose('自评', '已达到').fill('工作情况', '恢复以后').press('提交并继续')
    expect(pressed.toast?.type).toBe('success')
    await other.settle()
    town.clock.set('2026-09-23T16:00+08:00')
  })
})

test('restored a day later nothing is sent that may have been sent, and it is known that nobody knows', async () => {
  const { town, sun } = cut
  const so = sun.messages().length
  await using late = await embeddedPlace()
  await restored(late)
  const connection = await openPlace(late)
  {
    town.clock.set('2026-09-24T08:00+08:00')
    const waiting = await connection.db.selectFrom('delivery').select('id').where('state', '=', 'sending').execute()
    await using other = await startOtherBot(town, connection, await openFileStore(late.places.files))
    await other.settle()
    expect(sun.messages()).toHaveLength(so)
    const ids = waiting.map(({ id }) => id)
    const now = await connection.db.selectFrom('delivery').select('why').where('id', 'in', ids).execute()
    expect(now.map(({ why }) => why)).toEqual(['outcome-unknown', 'outcome-unknown', 'outcome-unknown'])
  }
  await connection.close()
})

test.skipIf(server === '')(
  'moved from an embedded database to a server: nothing is in doubt, numbers just go on',
  async () => {
    await using from = await embeddedPlace()
    await restored(from)
    const source = await openPlace(from)
    await sql`update delivery set state = 'queued' where state = 'sending'`.execute(source.db)
    const before = await everything(source)
    await source.close()
    await using to = await serverPlace()
    const url = 'url' in to.places.database ? to.places.database.url : ''
    await move(url, from.places, silentLog(), cut.town.clock.now())
    const target = await openPlace(to)
    expect(await everything(target)).toEqual(before)
    expect(await target.db.transaction().execute(readWaiting)).toEqual(cut.manifest.jobs)
    await target.close()
    expect(wasMoved(from.places.directory)).toBe(true)
    await expect(move(url, from.places, silentLog(), new Date())).rejects.toThrow(/moved already/)
  },
)
