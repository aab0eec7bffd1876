import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '#src/emulator/start.ts'
import { freePort } from '#test/support/free-port.ts'
import { startCommand } from '#test/support/start-command.ts'

const secret = 'the-secret-of-the-app'
const settings = async (more: Record<string, string> = {}) => ({
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: secret,
  FEISHU_ENCRYPT_KEY: 'key-of-the-app',
  FEISHU_VERIFICATION_TOKEN: 'token-of-the-app',
  FEISHU_DOMAIN: 'http://127.0.0.1:9',
  PORT: String(await freePort()),
  ...more,
})
const addApp = (emulator: Emulator, more: { scopes?: string[]; published?: boolean; botAbility?: boolean } = {}) =>
  emulator.addApp({
    appId: 'cli_0123456789abcdef',
    appSecret: secret,
    encryptKey: 'key-of-the-app',
    verificationToken: 'token-of-the-app',
    botName: '对标',
    ...more,
  })

/** The data of a bot that was started once and stopped. */
let data: string
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'duibiao-data-'))
  await using bot = await startCommand(await settings({ DATA_DIR: data }))
  await bot.says(/takes events/)
  // Ctrl-C as it comes under npm: from the terminal, and once more from npm.
  bot.signal('SIGINT')
  await bot.says(/stopping/)
  bot.signal('SIGINT')
  expect(await bot.ended()).toBe(0)
})
afterAll(() => rm(data, { recursive: true, force: true }))

describe('a start that cannot succeed ends with one sentence that says what to do', () => {
  test.each([
    ['no app id', { FEISHU_APP_ID: '' }, /^FEISHU_APP_ID is missing: .+\.$/],
    ['no encrypt key', { FEISHU_ENCRYPT_KEY: '' }, /^FEISHU_ENCRYPT_KEY is missing: .+\.$/],
    ['a port that is none', { PORT: 'http' }, /^PORT has to be a number .+\.$/],
    ['a transport that is none', { FEISHU_TRANSPORT: 'pigeon' }, /^FEISHU_TRANSPORT.+\.$/],
    ['no such time zone', { TIME_ZONE: 'Asia/Daan' }, /^TIME_ZONE has to be .+\.$/],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://x:hidden-word@127.0.0.1:9/x' },
      /^The database of DATABASE_URL does not answer: .+\.$/,
    ],
    [
      'a data directory that cannot be made',
      { DATA_DIR: '/dev/null/data' },
      /^The embedded database in DATA_DIR .+ cannot be opened: .+\?$/,
    ],
    [
      // Nothing can be made there, and asked in its recursive way the system never answers.
      'a data directory under /proc',
      { DATA_DIR: '/proc/nope' },
      /^The embedded database in DATA_DIR .+ cannot be opened: .+\?$/,
    ],
  ])('%s', async (_, wrong, sentence) => {
    await using bot = await startCommand(await settings({ LOG_LEVEL: 'silent', ...wrong }))
    expect(await bot.ended()).toBe(1)
    expect(bot.written().trim()).toMatch(sentence)
    expect(bot.written()).not.toContain('hidden-word')
    expect(bot.written()).not.toContain(secret)
  })

  test('a data directory in which no photo can be kept', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'duibiao-taken-'))
    await writeFile(join(directory, 'files'), 'somebody put this here')
    await using bot = await startCommand(await settings({ LOG_LEVEL: 'silent', DATA_DIR: directory }))
    expect(await bot.ended()).toBe(1)
    expect(bot.written().trim()).toMatch(/^Photos and files cannot be kept under DATA_DIR .+\?$/)
    await rm(directory, { recursive: true })
  })

  test('a port somebody else has', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await using bot = await startCommand(await settings({ PORT: String(port), LOG_LEVEL: 'silent' }), data)
    expect(await bot.ended()).toBe(1)
    expect(bot.written().trim()).toMatch(new RegExp(`^PORT ${port} cannot be used: .+\\.$`))
    other.close()
  })
})

test('a second bot on the same data is refused, and after a SIGKILL the next one is not', async () => {
  const set = async () => settings({ DATA_DIR: data })
  await using first = await startCommand(await set())
  await first.says(/takes events/)
  await using second = await startCommand(await set())
  expect(await second.ended()).toBe(1)
  expect(second.written()).toMatch(/The embedded database in DATA_DIR .+ is another bot running on it/)
  first.signal('SIGKILL')
  await first.ended()
  await using third = await startCommand(await set())
  await third.says(/takes events/)
})

test('a bug nobody caught ends the process with a line that says where, and not what it stumbled over', async () => {
  const bug = `const error = new Error('invalid input: 张老师 ${secret}'); error.detail = '张老师'; Promise.reject(error)`
  const preload = `process.on('SIGUSR2', () => { ${bug} })`
  await using bot = await startCommand(
    await settings({
      LOG_LEVEL: 'trace',
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}`,
    }),
    data,
  )
  await bot.says(/takes events/)
  bot.signal('SIGUSR2')
  expect(await bot.ended()).toBe(1)
  expect(bot.written()).toContain('"msg":"a bug ended the process; please report it with this line"')
  expect(bot.written()).not.toContain('张老师')
  expect(bot.written()).not.toContain(secret)
})

test.each([
  ['nobody listens', 'postgres://bot:hidden-word@127.0.0.1:9/duibiao'],
  ['a broken escape', 'postgres://bot:hidden-word%ZZ@127.0.0.1:9/duibiao'],
  ['a mode nobody knows', 'postgres://bot:hidden-word@127.0.0.1:9/duibiao?sslmode=hidden-word'],
  ['a certificate that is not there', 'postgres://bot:hidden-word@127.0.0.1:9/duibiao?sslrootcert=/hidden-word'],
])('the password of DATABASE_URL is written nowhere, at whatever level: %s', async (_, url) => {
  await using bot = await startCommand(await settings({ LOG_LEVEL: 'trace', DATABASE_URL: url }))
  expect(await bot.ended()).toBe(1)
  expect(bot.written()).toMatch(/^(?:The database of )?DATABASE_URL .+\.$/m)
  expect(bot.written()).not.toContain('hidden-word')
})

describe('by the long connection', () => {
  const byLine = { FEISHU_TRANSPORT: 'long-connection', FEISHU_ENCRYPT_KEY: '', FEISHU_VERIFICATION_TOKEN: '' }

  test('it needs no keys and no address, and serves nobody who would post events', async () => {
    await using emulator = await startEmulator({ switches: { reconnectSeconds: 0 } })
    const app = addApp(emulator)
    const set = await settings({ ...byLine, FEISHU_DOMAIN: emulator.url, LOG_LEVEL: 'debug' })
    await using bot = await startCommand(set, data)
    await bot.says(/takes events by the long connection/)
    await bot.says(/the long connection is open/)
    const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${set.PORT}${path}`, init)
    const ready = { database: 'answers', queue: 'answers', 'long-connection': 'answers' }
    expect(await (await at('/readyz')).json()).toEqual(ready)
    expect(await (await at('/metrics')).text()).toContain('duibiao_line_connected 1')
    expect((await at('/webhook/feishu', { method: 'POST', body: '{}' })).status).toBe(404)
    await emulator.addPerson({ name: '林老师' }).say(app, '/help')
    await emulator.settle()
    expect(emulator.wire.entries).toContainEqual(expect.objectContaining({ kind: 'event', ok: true }))
    bot.signal('SIGTERM')
    expect(await bot.ended()).toBe(0)
    expect(bot.written()).not.toContain(secret)
    expect(bot.written()).not.toContain('lost')
  })

  test.each([
    ['a wrong secret', { FEISHU_APP_SECRET: 'another-secret' }],
    ['nobody there', { FEISHU_DOMAIN: 'http://127.0.0.1:9' }],
  ])('while the platform refuses it runs, says that it is not ready, and can be stopped: %s', async (_, wrong) => {
    await using emulator = await startEmulator()
    addApp(emulator)
    const set = await settings({ ...byLine, FEISHU_DOMAIN: emulator.url, ...wrong })
    await using bot = await startCommand(set, data)
    await bot.says(/"code":514.*copy both again|No usable answer came from FEISHU_DOMAIN/)
    const ready = await fetch(`http://127.0.0.1:${set.PORT}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { database: 'answers', queue: 'answers', 'long-connection': 'does not answer' },
    ])
    expect((await fetch(`http://127.0.0.1:${set.PORT}/healthz`)).status).toBe(200)
    bot.signal('SIGTERM')
    expect(await bot.ended()).toBe(0)
    expect(bot.written()).not.toContain('another-secret')
  })
})

describe('a platform that refuses stops nothing, and the log says what to do', () => {
  test.each([
    ['a wrong secret', { FEISHU_APP_SECRET: 'another-secret' }, {}, /FEISHU_APP_SECRET is wrong: copy both again/],
    ['nobody there', { FEISHU_DOMAIN: 'http://127.0.0.1:9' }, {}, /No usable answer came from FEISHU_DOMAIN/],
    ['no bot ability', {}, { botAbility: false }, /The app has no bot: add it in the developer console/],
  ])('%s', async (_, wrong, console, sentence) => {
    await using emulator = await startEmulator()
    addApp(emulator, console)
    const set = await settings({ FEISHU_DOMAIN: emulator.url, ...wrong })
    await using bot = await startCommand(set, data)
    await bot.says(sentence)
    const ready = await fetch(`http://127.0.0.1:${set.PORT}/readyz`)
    expect(await ready.json()).toEqual({ database: 'answers', queue: 'answers' })
    bot.signal('SIGTERM')
    expect(await bot.ended()).toBe(0)
    expect(bot.written()).not.toContain(secret)
    expect(bot.written()).not.toContain('another-secret')
  })

  test('a missing scope, and a version withdrawn', async () => {
    await using emulator = await startEmulator()
    const app = addApp(emulator, { scopes: ['im:message.group_at_msg:readonly', 'im:chat:readonly'] })
    const set = await settings({ FEISHU_DOMAIN: emulator.url })
    await using bot = await startCommand(set, data)
    await bot.says(/takes events/)
    await app.setRequestUrl(`http://127.0.0.1:${set.PORT}/webhook/feishu`)
    const lin = emulator.addPerson({ name: '林老师' })
    const group = emulator.addGroup({ name: '领导小组', members: [lin] })
    await emulator.addBot(group, app)
    await bot.says(/A scope is missing: add it in the developer console under 权限管理/)
    app.setScopes('all')
    app.setPublished(false)
    await lin.say(group, '/help', { mention: app })
    await bot.says(/widen it in 版本管理与发布, then publish a version/)
    expect((await fetch(`http://127.0.0.1:${set.PORT}/healthz`)).status).toBe(200)
  })
})
