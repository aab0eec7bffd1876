import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { examine } from '#src/doctor/examine.ts'
import { judgeSpace } from '#src/doctor/machine.ts'
import { sayFinding } from '#src/doctor/say.ts'
import { neededScopes } from '#src/feishu/scopes.ts'
import { freePort } from '#test/support/free-port.ts'
import type { Person } from '#test/support/person.ts'
import { credentials, startTown, type Town } from '#test/support/town.ts'

let town: Town
let lin: Person
let office: { readonly id: string }
let group: { readonly id: string; readonly name: string }
let directory: string
beforeAll(async () => {
  town = await startTown({ over: 'webhook', switches: { retryScale: 0 } })
  lin = town.person('林老师', { departments: ['德育处'] })
  town.person('王老师', { departments: ['德育处'] })
  town.person('王老师', { departments: ['教务处'] })
  office = town.emulator.addDepartment({ name: '总务处' })
  group = await town.group('领导小组', [lin])
  directory = await mkdtemp(join(tmpdir(), 'duibiao-doctor-'))
})
afterAll(async () => {
  await town[Symbol.asyncDispose]()
  await rm(directory, { recursive: true })
})
/** Whatever a test has changed in the console. */
afterEach(() => {
  town.app.setScopes('all')
  town.app.setPublished(true)
  town.app.setBotAbility(true)
  town.app.setContactRange('all')
  town.app.setCardCallback(true)
  town.app.setEvents('all')
  town.app.forceUrls({ event: `${town.url}/webhook/feishu`, callback: `${town.url}/webhook/feishu` })
})

const secrets = [credentials.appSecret, credentials.encryptKey, credentials.verificationToken, 'hidden-word']
const settings = (more: Record<string, string> = {}) => ({
  FEISHU_APP_ID: credentials.appId,
  FEISHU_APP_SECRET: credentials.appSecret,
  FEISHU_ENCRYPT_KEY: credentials.encryptKey,
  FEISHU_VERIFICATION_TOKEN: credentials.verificationToken,
  FEISHU_DOMAIN: town.emulator.url,
  PORT: new URL(town.url).port,
  DATA_DIR: directory,
  ...more,
})

type How = {
  readonly to?: string
  readonly now?: () => Date
  /** What people do, one thing each time the doctor waits; the words of the card's sender are given. */
  readonly meanwhile?: readonly ((told: string) => Promise<unknown>)[]
}

/** All lines the doctor says in Chinese, and those in English; neither holds a secret. */
async function examined(env: Record<string, string>, { to, now, meanwhile = [] }: How = {}) {
  const told: string[] = []
  const acts = [...meanwhile]
  const zh: string[] = []
  const en: string[] = []
  const findings = examine(env, {
    now: now ?? (() => new Date()),
    to: to ?? null,
    looks: meanwhile.length + 1,
    pause: async () => {
      await acts.shift()?.(told.join('\n'))
    },
    tell: (words) => told.push(words.zh),
  })
  for await (const finding of findings) {
    zh.push(sayFinding(finding, 'zh'))
    en.push(sayFinding(finding, 'en'))
  }
  for (const secret of secrets) expect([...zh, ...en, ...told].join('\n')).not.toContain(secret)
  return { zh, en, told, wrong: zh.filter((line) => line.startsWith('✗')) }
}

const press = () => lin.on().press('点我试一下')
const say = async (told: string) => {
  await lin.say(/连接测试 \d{6}/.exec(told)?.[0] ?? 'nothing was asked')
  await town.settle()
}

test('all is well, and the person who is asked finds a card that thanks them', async () => {
  const { zh, en, told } = await examined(settings(), { to: '林老师', meanwhile: [press, say] })
  expect(zh.filter((line) => !line.startsWith('✓'))).toEqual([])
  expect(en.filter((line) => !line.startsWith('✓'))).toEqual([])
  expect(zh).toHaveLength(14)
  expect(told[0]).toMatch(/已把卡片发给「林老师」.*「连接测试 \d{6}」/)
  expect(lin.cards().at(-1)?.title).toBe('收到了您的点击')
  expect(lin.lastText()).toBe('收到，消息也是通的，谢谢您！')
})

test('in a group, by its name', async () => {
  const inGroup = lin.in(group)
  const sayThere = async (told: string) => {
    await inGroup.say(/连接测试 \d{6}/.exec(told)?.[0] ?? '')
    await town.settle()
  }
  const { wrong } = await examined(settings(), {
    to: '领导小组',
    meanwhile: [() => inGroup.on().press('点我试一下'), sayThere],
  })
  expect(wrong).toEqual([])
  expect(inGroup.cards().at(-1)?.text).toContain('@我')
})

test('a bot that calls by itself, without an address', async () => {
  await using other = await startTown({ over: 'long-connection' })
  const wu = other.person('吴老师', { departments: ['教务处'] })
  const env = settings({
    FEISHU_TRANSPORT: 'long-connection',
    FEISHU_ENCRYPT_KEY: '',
    FEISHU_DOMAIN: other.emulator.url,
    PORT: new URL(other.url).port,
  })
  const pressIt = () => wu.on().press('点我试一下')
  const sayIt = async (told: string) => {
    await wu.say(/连接测试 \d{6}/.exec(told)?.[0] ?? '')
    await other.settle()
  }
  const { zh } = await examined(env, { to: '吴老师', meanwhile: [pressIt, sayIt] })
  expect(zh.filter((line) => !line.startsWith('✓'))).toEqual([])
})

describe('each thing that is wrong has its line', () => {
  const line = (found: { zh: string[] }, about: string) => found.zh.filter((one) => one.slice(2).startsWith(about))

  test('settings: every one that is missing or wrong, by its name', async () => {
    const found = await examined(settings({ FEISHU_APP_SECRET: '', PORT: 'hidden-word', TIME_ZONE: '+08:00' }))
    expect(line(found, '设置')).toEqual([
      '✗ 设置：缺少 FEISHU_APP_SECRET → 从开发者后台「凭证与基础信息」复制',
      '✗ 设置：PORT 的值不对 → 写 1 到 65535 的数字，例如 3000',
      '✗ 设置：TIME_ZONE 的值不对 → 写时区的名称，例如 Asia/Shanghai',
    ])
    expect(found.en[1]).toBe(
      '✗ Settings: FEISHU_APP_SECRET is missing → copy it from the developer console of the platform, 凭证与基础信息',
    )
    expect(found.zh.at(-1)).toBe('- 数据库：要先改好设置')
  })

  test('settings of the long connection: no keys are needed, and the advice is its own', async () => {
    const byLine = { FEISHU_TRANSPORT: 'long-connection', FEISHU_ENCRYPT_KEY: '', FEISHU_VERIFICATION_TOKEN: '' }
    const found = await examined(settings(byLine), { to: '林老师', meanwhile: [async () => {}] })
    expect(line(found, '设置')).toEqual(['✓ 设置：齐全，长连接，内嵌数据库'])
    expect(line(found, '卡片点击')[0]).toMatch(/没有等到 → 看「回调配置」里选了「使用长连接」/)
    expect(line(await examined(settings({ ...byLine, FEISHU_APP_ID: 'cli_1' })), '设置')[0]).toMatch(
      /^✗ 设置：FEISHU_APP_ID 的值不对 → 从开发者后台/,
    )
  })

  test('nobody at FEISHU_DOMAIN', async () => {
    const found = await examined(settings({ FEISHU_DOMAIN: `http://127.0.0.1:${await freePort()}` }))
    expect(line(found, '飞书')[0]).toMatch(/^✗ 飞书：连不上 http:\/\/127.0.0.1:\d+ \(ECONNREFUSED\) → 检查网络/)
    expect(line(found, '时钟')).toEqual(['- 时钟：没有可以对照的时间'])
    expect(line(found, '应用凭证')[0]).toMatch(/^✗ 应用凭证：平台不认 → 没有得到可用的回答/)
  })

  test.each([
    [-2, '✓ 时钟：与飞书一致'],
    [90, '! 时钟：比飞书快 '],
    [-600, '✗ 时钟：比飞书慢 '],
  ])('a clock that is %i s off', async (seconds, says) => {
    const found = await examined(settings(), { now: () => new Date(Date.now() + seconds * 1_000) })
    expect(line(found, '时钟')[0]).toContain(says)
  })

  test('a wrong secret', async () => {
    const found = await examined(settings({ FEISHU_APP_SECRET: 'hidden-word' }))
    expect(line(found, '应用凭证')[0]).toMatch(/^✗ 应用凭证：平台不认 \(10014\) → .*重新复制 App ID 和 App Secret/)
    expect(line(found, '权限')).toEqual(['- 权限：要先有可用的凭证'])
  })

  test('no bot ability', async () => {
    town.app.setBotAbility(false)
    expect(line(await examined(settings()), '机器人')[0]).toMatch(/\(11205\) → 到开发者后台「添加应用能力」添加机器人/)
  })

  test('no published version', async () => {
    town.app.setPublished(false)
    const found = await examined(settings(), { to: '林老师', meanwhile: [] })
    expect(line(found, '机器人')[0]).toMatch(/^✗ 机器人：应用还没有发布 → 在「版本管理与发布」/)
    expect(line(found, '权限')[0]).toMatch(/^✗ 权限：缺少 im:message:send_as_bot/)
    expect(line(found, '卡片点击')[0]).toMatch(
      /^✗ 卡片点击：卡片发不出去 \(230013\) → 这位老师不在应用的「可用范围」里/,
    )
  })

  test('scopes that are missing are named with what they are for; a broader one does as well', async () => {
    const all = neededScopes.map((one) => one.scope)
    town.app.setScopes([...all.filter((one) => one !== 'im:resource' && one !== 'im:message:readonly'), 'im:message'])
    const found = await examined(settings())
    expect(line(found, '权限')[0]).toMatch(/^✗ 权限：缺少 im:resource（发总结文件和照片） → 在「权限管理」开通/)
    town.app.setScopes(all)
    expect(line(await examined(settings()), '权限')).toEqual([`✓ 权限：需要的 ${all.length} 项都有`])
  })

  test('where the platform offers no list of scopes', async () => {
    town.emulator.failNext({
      api: 'GET /open-apis/application/v6/scopes',
      times: 1,
      how: { kind: 'code', status: 400, code: 212100 },
    })
    expect(line(await examined(settings()), '权限')[0]).toMatch(/^! 权限：平台不提供清单/)
  })

  test('a directory range that is small, empty, or without names', async () => {
    town.app.setContactRange({ departments: [office] })
    expect(line(await examined(settings()), '通讯录范围')[0]).toMatch(/^! 通讯录范围：只有 1 个部门：总务处 → /)
    town.app.setContactRange({ users: [lin] })
    expect(line(await examined(settings()), '通讯录范围')[0]).toMatch(/^✗ 通讯录范围：没有部门，只有单独选的 1 人 → /)
    town.app.setContactRange({})
    expect(line(await examined(settings()), '通讯录范围')[0]).toMatch(/^✗ 通讯录范围：空的 → 在「权限管理」/)
    town.app.setContactRange('all')
    town.app.setScopes(['contact:contact.base:readonly'])
    expect(line(await examined(settings()), '通讯录范围')[0]).toMatch(/^✗ 通讯录范围：平台没有回答 \(99991672\)/)
  })

  test('a port another program has, and one where nobody is', async () => {
    const other = createServer((_, answer) => answer.end('hello')).listen(0)
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const taken = await examined(settings({ PORT: String(port) }))
    expect(line(taken, '端口')[0]).toMatch(/^✗ 端口：\d+ 被别的程序占用/)
    other.close()
    await once(other, 'close')
    const free = await examined(settings({ PORT: String(port) }), { to: '林老师' })
    expect(line(free, '端口')[0]).toMatch(/^! 端口：\d+ 空着，机器人没有在运行 → 运行 npm start/)
    expect(line(free, '数据库')).toEqual(['✓ 数据库：内嵌数据库，第一次启动时建立'])
    expect(line(free, '卡片点击')).toEqual(['- 卡片点击：要机器人正在运行'])
  })

  test('a bot that runs and is not well', async () => {
    const says = async (ready: object) => {
      const bot = createServer((_, answer) => answer.writeHead(503).end(JSON.stringify(ready))).listen(0)
      await once(bot, 'listening')
      const found = await examined(settings({ PORT: String((bot.address() as AddressInfo).port) }))
      bot.close()
      return [...line(found, '端口'), ...line(found, '数据库')]
    }
    const well = { database: 'answers', queue: 'answers' }
    const [noQueue] = await says({ ...well, queue: 'does not answer' })
    expect(noQueue).toMatch(/^✗ 端口：机器人在 \d+ 上运行，但队列没有应答/)
    const [noLine] = await says({ ...well, 'long-connection': 'does not answer' })
    expect(noLine).toMatch(/^✗ 端口：机器人在 \d+ 上运行，但长连接没有建立 → 看机器人日志/)
    expect((await says({ ...well, database: 'does not answer' }))[1]).toMatch(/^✗ 数据库：内嵌数据库没有应答 → /)
  })

  test('a data directory that cannot be written, or has no room', async () => {
    const file = join(directory, 'somebody put this here')
    await writeFile(file, '')
    expect(line(await examined(settings({ DATA_DIR: join(file, 'data') })), '磁盘')[0]).toMatch(
      /^✗ 磁盘：DATA_DIR（.+）不能写 \(ENOTDIR\) → /,
    )
    expect(line(await examined(settings({ DATA_DIR: '/proc/nope' })), '磁盘')[0]).toMatch(/^✗ 磁盘：.+不能写/)
    const open = await mkdtemp(join(directory, 'open-'))
    await chmod(open, 0o755)
    expect(line(await examined(settings({ DATA_DIR: open })), '磁盘')[0]).toMatch(/^! 磁盘：.+别的用户.+ → .*chmod 700/)
    expect(judgeSpace('/data', 100 * 2 ** 20).mark).toBe('wrong')
    expect(judgeSpace('/data', 1_000 * 2 ** 20).mark).toBe('look')
    expect(sayFinding(judgeSpace('/data', 30 * 2 ** 30), 'zh')).toBe('✓ 磁盘：/data 还有 30 GB')
  })

  test('a time zone with another time, and a year whose holidays are unknown', async () => {
    expect(line(await examined(settings({ TIME_ZONE: 'Europe/Berlin' })), '时区')[0]).toMatch(/^! 时区：Europe\/Berlin/)
    const later = await examined(settings(), { now: () => new Date('2031-03-03T09:00+08:00') })
    expect(line(later, '时区')[0]).toMatch(/^! 时区：.*不知道 2031 年的放假安排/)
  })

  test('a database of a server that does not answer', async () => {
    const found = await examined(settings({ DATABASE_URL: 'postgres://x:hidden-word@127.0.0.1:9/x' }))
    expect(line(found, '数据库')[0]).toMatch(/^✗ 数据库：连不上 DATABASE_URL 的数据库 \(ECONNREFUSED\) → /)
  })

  test('a callback that is not subscribed, and events that are not', async () => {
    town.app.setCardCallback(false)
    const noPress = await examined(settings(), { to: '林老师', meanwhile: [press, say] })
    expect(line(noPress, '卡片点击')[0]).toMatch(/^✗ 卡片点击：没有等到 → 看「回调配置」里填的是/)
    expect(line(noPress, '收消息')).toEqual(['✓ 收消息：消息到达了机器人'])
    town.app.setCardCallback(true)
    town.app.setEvents([])
    const noWords = await examined(settings(), { to: lin.openId(), meanwhile: [press, say] })
    expect(line(noWords, '卡片点击')).toEqual(['✓ 卡片点击：点击到达了机器人'])
    expect(line(noWords, '收消息')[0]).toMatch(/^✗ 收消息：没有等到 → 看「事件配置」里填的是/)
  })

  test('an address that leads nowhere', async () => {
    town.app.forceUrls({ event: 'http://127.0.0.1:9/x', callback: 'http://127.0.0.1:9/x' })
    const found = await examined(settings(), { to: '林老师', meanwhile: [press] })
    expect(found.wrong.map((one) => one.slice(2, 8))).toEqual(['卡片点击：没', '收消息：没有'])
  })

  test('another encrypt key in the console than in the settings: the bot says what it refused', async () => {
    const other = town.emulator.addApp({
      appId: 'cli_fedcba9876543210',
      appSecret: 'hidden-word',
      encryptKey: 'another key',
      verificationToken: 'another token',
      botName: '对标二',
    })
    other.forceUrls({ event: `${town.url}/webhook/feishu`, callback: `${town.url}/webhook/feishu` })
    const env = settings({ FEISHU_APP_ID: other.id, FEISHU_APP_SECRET: 'hidden-word' })
    const chat = town.emulator.privateChat(lin.handle, other)
    const pressIt = async () => {
      const sent = town.emulator.messages(chat.id).at(-1)
      await town.emulator.press(lin.handle, sent?.id ?? '', { button: '点我试一下' })
    }
    const found = await examined(env, { to: lin.handle.openId(other), meanwhile: [pressIt] })
    expect(line(found, '卡片点击')[0]).toMatch(
      /^✗ 卡片点击：请求到了，但被拒收：wrong signature → 核对 FEISHU_ENCRYPT_KEY/,
    )
  })

  test('nobody of this name, and two', async () => {
    expect(line(await examined(settings(), { to: '邓老师' }), '卡片点击')[0]).toMatch(/都没有「邓老师」/)
    expect(line(await examined(settings(), { to: '王老师' }), '卡片点击')[0]).toMatch(
      /有 2 个「王老师」 → 用其中一个的编号：ou_/,
    )
  })
})

test('the command: in English when asked, exit code 1 when something is wrong, else 0', async () => {
  const run = async (env: Record<string, string>, ...args: string[]) => {
    const child = spawn(process.execPath, [new URL('../../src/doctor/main.js', import.meta.url).pathname, ...args], {
      cwd: directory,
      env,
    })
    let written = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (written += String(chunk)))
    const [code] = await once(child, 'close')
    return { code, lines: written.trimEnd().split('\n') }
  }
  const good = await run(settings())
  expect(good.lines.at(-1)).toBe('看过的都好。')
  expect(good.code).toBe(0)
  const bad = await run(settings({ FEISHU_ENCRYPT_KEY: '' }), '--lang', 'en')
  expect(bad.lines.at(-1)).toMatch(/^1 wrong: /)
  expect(bad.code).toBe(1)
  expect((await run(settings({ LANG: 'en_US.UTF-8' }), '--nonsense')).code).toBe(2)
  expect((await run({ LANG: 'en_US.UTF-8' }, '--help')).lines[0]).toMatch(/^npm run doctor/)
})
