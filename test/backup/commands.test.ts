import { cp, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { callHolder, holdDirectory } from '#db/hold-directory.ts'
import { migrate } from '#db/migrate.ts'
import { runCommand } from '#src/backup/command.ts'
import { type Ended, runProcess } from '#test/support/backup-command.ts'
import { embeddedPlace, everything, server, serverPlace, type TestPlace } from '#test/support/backup-places.ts'
import { freePort } from '#test/support/free-port.ts'
import { aCampaign } from '#test/support/rows.ts'
import { silentLog } from '#test/support/silent-log.ts'
import { type Started, startCommand } from '#test/support/start-command.ts'

const app = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'secret-of-the-app',
  FEISHU_ENCRYPT_KEY: 'key-of-the-app',
  FEISHU_VERIFICATION_TOKEN: 'token-of-the-app',
  FEISHU_DOMAIN: 'http://127.0.0.1:9',
}
let root: string
/** A bot at work on embedded data with a campaign. */
let data: TestPlace
let bot: Started
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duibiao-commands-'))
  data = await embeddedPlace()
  const connection = await connect(data.places.database)
  await migrate(connection.db)
  await aCampaign(connection.db)
  await connection.close()
  bot = await startCommand({ ...app, DATA_DIR: data.places.directory, PORT: String(await freePort()) })
  await bot.says(/takes events/)
}, 180_000)
afterAll(async () => {
  await bot[Symbol.asyncDispose]()
  await data[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

const runAlone = (words: readonly string[], settings: Readonly<Record<string, string>> = {}, mostKilobytes?: number) =>
  runProcess(
    words,
    { FEISHU_APP_ID: app.FEISHU_APP_ID, DATA_DIR: data.places.directory, ...settings },
    { cwd: root, mostKilobytes },
  )
/** The same in this process. */
async function run(words: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const [said, complained]: [string[], string[]] = [[], []]
  const code = await runCommand(
    words,
    { FEISHU_APP_ID: app.FEISHU_APP_ID, DATA_DIR: data.places.directory, ...settings },
    { say: (text) => said.push(text), complain: (text) => complained.push(text), log: silentLog() },
  )
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}
const sentence = (text: string) => ({ code: 1, said: '', complained: expect.stringMatching(text) })

test('a bot on embedded data makes its backup while it runs; restored elsewhere, another one starts on it', async () => {
  const made = await runAlone(['backup'])
  expect(made).toMatchObject({ code: 0, complained: '' })
  const [file = '', ...others] = await readdir(join(root, 'backups'))
  expect([file, others]).toEqual([expect.stringMatching(/^duibiao-\d{4}-\d\d-\d\d-\d{6}\.zip$/), []])
  const path = join(root, 'backups', file)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(made.said).toMatch(/^backups\/duibiao-.+\.zip: \d+ rows, 0 photos and files, 0\.\d MB; read through\.\n$/)
  await bot.says(/a backup was handed out/)

  await using place = await embeddedPlace()
  const there = { DATA_DIR: place.places.directory }
  const restored = await runAlone(['restore', path], { ...there, FEISHU_APP_ID: 'cli_another' })
  expect(restored.code).toBe(0)
  expect(restored.said).toMatch(
    /^Restored: \d+ rows, .+ as of \d{4}-.+\n(?:\d+ messages were waiting then\. .+\n)?The bot can be started\. .+\n$/,
  )
  expect(restored.complained).toMatch(/^The backup is of app cli_0123456789abcdef, FEISHU_APP_ID is cli_another: .+\n$/)
  await using other = await startCommand({ ...app, ...there, PORT: String(await freePort()) })
  await other.says(/takes events/)
  // Its own data now, which nothing overwrites.
  expect(await run(['restore', path], there)).toEqual(sentence('^A bot or another command is using DATA_DIR'))
  other.signal('SIGTERM')
  await other.ended()
  const before = (await readdir(place.places.directory)).toSorted()
  expect(await run(['restore', path], there)).toEqual(sentence('^DATA_DIR holds data already.+move the directory away'))
  expect((await readdir(place.places.directory)).toSorted()).toEqual(before)
})

test('only who may read the data directory is handed anything', async () => {
  for (const words of ['', '0'.repeat(64), 'x'.repeat(70_000)]) {
    const caller = await callHolder(data.places.directory)
    let heard = 0
    caller?.on('data', (chunk) => {
      heard += chunk.length
    })
    caller?.on('error', () => {})
    const closed = new Promise((resolve) => caller?.on('close', resolve))
    caller?.write(`${words}\n`)
    await closed
    expect(heard).toBe(0)
  }
})

test('a file that is there is not overwritten, and a directory that is not there is not made', async () => {
  await writeFile(join(root, 'mine.zip'), 'mine')
  expect(await run(['backup', join(root, 'mine.zip')])).toEqual(
    sentence('mine.zip is there already and is not overwritten'),
  )
  expect(await run(['backup', join(root, 'nas/of-today.zip')])).toEqual(
    sentence('^There is no directory .+nas: make it first'),
  )
  expect(await run(['backup', 'a', 'b'])).toEqual(sentence('^npm run backup takes one word'))
})

test('what cannot be read or reached is said in a sentence', async () => {
  const nobody = 'postgres://x:hidden-word@127.0.0.1:9/x'
  const ended = [
    await run(['backup'], { DATA_DIR: join(root, 'nothing') }),
    await run(['backup'], { DATABASE_URL: nobody }),
    await run(['restore']),
    await run(['restore', 'nothing.zip']),
    await run(['move']),
    await run(['move', 'mysql://x']),
    await run(['move', nobody]),
  ]
  expect(ended).toEqual([
    sentence('^There is no embedded database in DATA_DIR'),
    sentence('^The database of DATABASE_URL does not answer \\(ECONNREFUSED\\)'),
    sentence('^Which backup\\? npm run restore -- FILE'),
    sentence('^nothing.zip cannot be read \\(ENOENT\\)'),
    sentence('^Where to\\? Set DATABASE_URL, or npm run move -- postgres://'),
    sentence('^DATABASE_URL has to be like postgres://'),
    sentence('^A bot or another command is using DATA_DIR'),
  ])
  expect(ended.map(({ complained }) => complained.trim().split('\n').length)).toEqual(ended.map(() => 1))
  expect(JSON.stringify(ended)).not.toContain('hidden-word')
})

test('data whose bot lives in another container are left alone', async () => {
  const copy = join(root, 'volume')
  await cp(data.places.directory, copy, { recursive: true })
  await utimes(join(copy, 'backup-key'), new Date(), new Date())
  expect(await run(['backup'], { DATA_DIR: copy })).toEqual(sentence('In another container: run this command there'))
  // And those another command is at work on.
  const hold = await holdDirectory(copy)
  expect(await run(['backup'], { DATA_DIR: copy })).toEqual(sentence('^A bot or another command is using DATA_DIR'))
  await hold.release()
})

test('data that were moved to a server are an old copy, and not what is backed up', async () => {
  const old = join(root, 'moved')
  await cp(data.places.directory, old, { recursive: true })
  await rm(join(old, 'backup-key'))
  await writeFile(join(old, 'moved-to-server'), '')
  expect(await run(['backup', join(root, 'old.zip')], { DATA_DIR: old })).toEqual(
    sentence('moved to a server: set DATABASE_URL'),
  )
})

test('a disk that is full leaves nothing of a backup behind', async () => {
  const before = (await readdir(root)).toSorted()
  expect(await runAlone(['backup', 'full.zip'], {}, 4)).toEqual(
    sentence('^The backup broke off \\(EFBIG\\) and nothing is left'),
  )
  expect((await readdir(root)).toSorted()).toEqual(before)
})

test.skipIf(server === '')(
  'moved by one command to a server, where the next bot starts; the old data are not gone on with',
  async () => {
    await using from = await embeddedPlace()
    const source = await connect(from.places.database)
    await migrate(source.db)
    await aCampaign(source.db)
    const before = await everything(source)
    await source.close()
    await using to = await serverPlace()
    const url = 'url' in to.places.database ? to.places.database.url : ''
    const there = { DATA_DIR: from.places.directory }
    const moved = await runAlone(['move', url], there)
    expect(moved).toMatchObject({ code: 0, complained: '' })
    expect(moved.said).toMatch(
      /^Moved: \d+ tables\. .+\nSet DATABASE_URL to that server, keep DATA_DIR, and start the bot\.\n$/,
    )
    const target = await connect({ url })
    expect(await everything(target)).toEqual(before)
    await target.close()
    expect(await run(['move', url], there)).toEqual(sentence('says that this was moved already'))
    await using old = await startCommand({ ...app, ...there, PORT: String(await freePort()) })
    expect(await old.ended()).toBe(1)
    expect(old.written()).toMatch(/were moved to a server: set DATABASE_URL/)
    const set = { ...app, ...there, DATABASE_URL: url, PORT: String(await freePort()) }
    await using next = await startCommand(set)
    await next.says(/takes events/)
    // On a server the command does not need the bot.
    expect(await run(['backup', join(root, 'server.zip')], { ...there, DATABASE_URL: url })).toMatchObject({
      code: 0,
      complained: '',
    })
    expect(await run(['restore', join(root, 'server.zip')], { ...there, DATABASE_URL: url })).toEqual(
      sentence('^The database of DATABASE_URL is not empty.+make another one'),
    )
  },
)
