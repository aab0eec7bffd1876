import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, migrations } from '#db/migrate.ts'
import { BackupError } from '#src/backup/backup-error.ts'
import { manifestName } from '#src/backup/manifest.ts'
import { openBackup } from '#src/backup/read-backup.ts'
import { restore } from '#src/backup/restore.ts'
import { openFileStore } from '#src/files/store.ts'
import { unpack } from '#src/files/unpack.ts'
import { backUp, embeddedPlace, everything, openPlace } from '#test/support/backup-places.ts'
import { openEmptyDatabase, openTestDatabase } from '#test/support/database.ts'
import { aCampaign } from '#test/support/rows.ts'
import { silentLog } from '#test/support/silent-log.ts'
import { zip } from '#test/support/zip.ts'

let root: string
/** A whole backup with one photo, as the parts of its zip. */
let parts: ReadonlyMap<string, Buffer>
let bytes: Buffer
let photo: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duibiao-bad-'))
  await using database = await openTestDatabase()
  await aCampaign(database.db)
  const store = await openFileStore(await made('files'))
  photo = await store.keep(Buffer.from('a photo'))
  for (const sha256 of [photo, 'f'.repeat(64)]) {
    await database.db
      .insertInto('stored_file')
      .values({ sha256, kind: 'photo', ending: 'jpg', bytes: 7, kept_at: new Date(), marks: null })
      .execute()
  }
  const file = join(root, 'whole.zip')
  await backUp({ connection: database, files: join(root, 'files'), app: null }, file, new Date())
  bytes = await readFile(file)
  const unpacked = await unpack(bytes, () => true, 1e9)
  if (typeof unpacked === 'string') throw new Error(unpacked)
  parts = unpacked
})
afterAll(() => rm(root, { recursive: true }))

async function made(name: string): Promise<string> {
  const path = join(root, name)
  await mkdir(path)
  return path
}

/** The backup with some of its parts replaced, or left out (null). */
async function spoiled(changes: Readonly<Record<string, string | Buffer | null>>): Promise<string> {
  const all = Object.entries({ ...Object.fromEntries(parts), ...changes })
  return written(zip(Object.fromEntries(all.filter((one): one is [string, string | Buffer] => one[1] !== null))))
}

async function written(content: Buffer): Promise<string> {
  const path = join(root, 'spoiled.zip')
  await writeFile(path, content)
  return path
}

const withManifest = (changes: object) =>
  spoiled({ [manifestName]: JSON.stringify({ ...JSON.parse(String(parts.get(manifestName))), ...changes }) })
const campaigns = 'tables/campaign.jsonl'
const text = (part: string) => String(parts.get(part))

test('whole it is read; what the disk had lost is known, and the rest of the files is there', async () => {
  await using backup = await openBackup(await spoiled({}))
  expect(backup.manifest.files).toEqual({ count: 1, lost: ['f'.repeat(64)] })
  const files: unknown[] = []
  for await (const one of backup.files()) files.push(one)
  expect(files).toEqual([{ sha256: photo, bytes: Buffer.from('a photo') }])
})

describe('anything else is refused with a sentence', () => {
  test.each<readonly [string, () => Promise<string>, RegExp]>([
    ['nothing in it', () => written(Buffer.alloc(0)), /was cut off, or is no backup/],
    ['a text', () => written(Buffer.from('no zip at all')), /was cut off, or is no backup/],
    ['cut off at its end', () => written(bytes.subarray(0, -30)), /was cut off, or is no backup/],
    ['cut off in the middle', () => written(bytes.subarray(0, bytes.length / 2)), /was cut off, or is no backup/],
    ['another zip', () => written(zip({ 'word/document.xml': '<w/>' })), /is no backup of this bot/],
    ['a manifest of something else', () => spoiled({ [manifestName]: '{"a":1}' }), /is no backup of this bot/],
    ['a manifest that is no JSON', () => spoiled({ [manifestName]: '{' }), /is damaged, or no backup/],
    [
      'a newer format',
      () => withManifest({ v: 2, release: '9.0.0' }),
      /made by release 9\.0\.0, which is newer.+update/,
    ],
    ['a step nobody knows yet', () => withManifest({ step: '9999-later' }), /newer than this one: update first/],
    ['a table missing', () => spoiled({ [campaigns]: null }), /is damaged/],
    [
      'a table changed',
      () => spoiled({ [campaigns]: text(campaigns).replace('整改', '改整') }),
      /is damaged: what is in it/,
    ],
    ['a row more', () => spoiled({ [campaigns]: text(campaigns).repeat(2) }), /is damaged: what is in it/],
    ['a file missing', () => spoiled({ [`files/${photo}`]: null }), /is damaged: what is in it/],
    ['a file changed', () => spoiled({ [`files/${photo}`]: 'b photo' }), /is damaged: what is in it/],
    ['a file more', () => spoiled({ 'files/../../etc/cron.d/x': 'x' }), /is damaged/],
    ['a bomb', () => spoiled({ [campaigns]: Buffer.alloc(120 * 1024 * 1024) }), /is no backup of this bot/],
  ])('%s', async (_, make, sentence) => {
    const path = await make()
    await expect(openBackup(path)).rejects.toThrow(sentence)
    await expect(openBackup(path)).rejects.toBeInstanceOf(BackupError)
  })

  test('a byte turned anywhere in it', async () => {
    for (let at = 40; at < bytes.length - 22; at += 997) {
      const turned = Buffer.from(bytes)
      turned[at] = (turned[at] ?? 0) ^ 0xff
      const path = await written(turned)
      await openBackup(path).then(
        // What a byte of the zip's own marks (a time, a flag) says is of no matter, as long as all of it comes out as it was.
        async (backup) => {
          expect(backup.manifest.files.count).toBe(1)
          await backup[Symbol.asyncDispose]()
        },
        (error) => expect(error).toBeInstanceOf(BackupError),
      )
    }
  })
})

describe('what fails on the way changes nothing', () => {
  test('rows that no database takes, though the checksums fit', async () => {
    const wrong = text(campaigns).replace('"open"', '"ajar"')
    const sha256 = createHash('sha256').update(wrong).digest('hex')
    const manifest = JSON.parse(text(manifestName))
    manifest.parts.campaign = { ...manifest.parts.campaign, sha256, bytes: Buffer.byteLength(wrong) }
    const path = await spoiled({ [campaigns]: wrong, [manifestName]: JSON.stringify(manifest) })
    await using place = await embeddedPlace()
    const before = await readdir(place.places.directory).then((names) => names.toSorted())
    await using backup = await openBackup(path)
    await expect(restore(backup, place.places, silentLog())).rejects.toThrow(
      /^The database did not take all of it \(23514\) and was left empty/,
    )
    expect((await readdir(place.places.directory)).toSorted()).toEqual(before)
    // As empty as it was: the whole one goes in.
    await using whole = await openBackup(await spoiled({}))
    await restore(whole, place.places, silentLog())
  })

  test('a DATA_DIR that is no directory', async () => {
    await using backup = await openBackup(await spoiled({}))
    const file = join(root, 'somebodys-file')
    await writeFile(file, 'what somebody keeps')
    const places = { database: { directory: file }, directory: file, files: join(file, 'files') }
    await expect(restore(backup, { ...places, timeZone: 'Asia/Shanghai', appId: null }, silentLog())).rejects.toThrow(
      BackupError,
    )
    expect(await readFile(file, 'utf8')).toBe('what somebody keeps')
  })

  test('photos for which there is no place', async () => {
    await using place = await embeddedPlace()
    await using backup = await openBackup(await spoiled({}))
    await writeFile(place.places.files, 'somebody put this here')
    await expect(restore(backup, place.places, silentLog())).rejects.toThrow(/^Photos and files cannot be kept under/)
    await rm(place.places.files)
    await restore(backup, place.places, silentLog())
    const store = await openFileStore(place.places.files)
    expect(await store.read(photo)).toEqual(Buffer.from('a photo'))
  })
})

// The first step that knows a campaign, and one in the middle: between them rows become issues.
test.each(Object.keys(migrations).filter((_, at) => at === 1 || at === 9))(
  'a backup of the time of step %s becomes a database of this release, with all its rows',
  async (step) => {
    await using older = await openEmptyDatabase(step)
    const rows = await aCampaign(older.db)
    const file = join(root, `${step}.zip`)
    await backUp({ connection: older, files: join(root, 'files'), app: null }, file, new Date())
    await migrate(older.db)
    const expected = await everything(older)
    await using place = await embeddedPlace()
    {
      await using backup = await openBackup(file)
      await restore(backup, place.places, silentLog())
    }
    const connection = await openPlace(place)
    expect(await everything(connection)).toEqual(expected)
    expect(await connection.db.selectFrom('assignment').select('id').execute()).toEqual([{ id: rows.assignment }])
    await connection.close()
  },
  180_000,
)
