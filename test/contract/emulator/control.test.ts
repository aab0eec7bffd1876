import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { defaultSwitches } from '#src/emulator/switches.ts'
import type { WireEntry } from '#src/emulator/wire.ts'
import { startFakeBot } from './fake-bot.ts'
import { button, card, encryptKey, form, sdkClient, secret, startTown } from './town.ts'

/** The control interface from outside. */
function control(url: string) {
  return async (method: string, path: string, body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`${url}/emulator${path}`, { method, ...sent })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }
}

const newApp = {
  ...{ appId: 'cli_0123456789abcdef', appSecret: secret, encryptKey, verificationToken: 'vt', botName: '对标' },
}

test('as a program it prints its address, and a whole town can be run over HTTP', async () => {
  const program = spawn(process.execPath, ['src/emulator/main.ts', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await using bot = await startFakeBot(encryptKey)
  try {
    const [line] = (await once(program.stdout, 'data')) as [Buffer]
    const url =
      /^emulator listening at (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line.toString())?.[1] ?? expect.fail(`${line}`)
    const ask = control(url)
    expect(await ask('POST', '/apps', newApp)).toMatchObject({ status: 200, body: { id: newApp.appId } })
    expect(await ask('POST', `/apps/${newApp.appId}/request-url`, { url: bot.url })).toMatchObject({ status: 200 })
    const office = (await ask('POST', '/departments', { name: '办公室' })).body.id
    const lin = (await ask('POST', '/people', { name: '林老师', departments: [office] })).body.id
    await ask('PATCH', `/departments/${office}`, { head: lin })
    const group = (await ask('POST', '/groups', { name: '领导小组', members: [lin] })).body.id
    await ask('POST', `/groups/${group}/bots`, { app: newApp.appId })
    const said = await ask('POST', `/people/${lin}/say`, { where: group, text: '/start', mention: newApp.appId })
    expect(said.body).toMatchObject({ text: '@对标 /start', from: { name: '林老师' } })
    await ask('POST', '/settle', {})
    // Events of the directory and of a chat are in no order to each other, as on the platform.
    expect(bot.events().map((each) => each.body.header.event_type)).toHaveLength(5)
    expect(new Set(bot.events().map((each) => each.body.header.event_type))).toEqual(
      new Set([
        ...['contact.department.created_v3', 'contact.user.created_v3', 'contact.department.updated_v3'],
        ...['im.chat.member.bot.added_v1', 'im.message.receive_v1'],
      ]),
    )
    const json = card(form({ tag: 'input', name: 'fact', required: true }))
    const sent = await sdkClient(url).im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: group, msg_type: 'interactive', content: JSON.stringify(json) },
    })
    const message = sent.data?.message_id
    const pressed = (more: object) => ask('POST', `/people/${lin}/press`, { message, button: '提交', ...more })
    expect((await pressed({})).body).toMatchObject({ kind: 'blocked', why: 'required: fact' })
    expect((await pressed({ form: { fact: '体检' } })).body).toMatchObject({ kind: 'answered', code: 0 })
    expect((await ask('GET', `/messages/${message}`)).body.view.buttons).toMatchObject([{ label: '提交' }])
    expect((await ask('GET', `/chats/${group}/messages`)).body).toHaveLength(2)
    const wire = (await ask('GET', '/wire')).body as WireEntry[]
    expect(new Set(wire.map((each) => each.kind))).toEqual(new Set(['challenge', 'event', 'api', 'callback']))
    expect((await ask('GET', `/wire?after=${wire.at(-1)?.n}`)).body).toEqual([])
  } finally {
    program.kill('SIGTERM')
  }
  expect((await once(program, 'exit'))[0]).toBe(0)
})

test('a slip of the caller is 400 with a sentence', async () => {
  await using town = await startTown()
  const ask = control(town.emulator.url)
  expect(await ask('POST', '/people', { nam: '林' })).toMatchObject({ status: 400 })
  expect((await ask('POST', '/people/none/say', { where: 'x', text: 'y' })).body.error).toContain('none')
  expect((await ask('POST', '/apps', { ...newApp, appId: 'cli_short' })).body.error).toContain('16 hex digits')
  expect((await ask('POST', `/apps/${town.app.id}/request-url`, { url: 'http://127.0.0.1:1/' })).body.error).toContain(
    'connect',
  )
})

test('every switch can be read and changed over HTTP, and no other', async () => {
  await using town = await startTown()
  const ask = control(town.emulator.url)
  expect((await ask('GET', '/switches')).body).toEqual(defaultSwitches)
  const other = { secondUuid: 'error', emptyFormField: 'null', retryScale: 0.5 }
  expect((await ask('PATCH', '/switches', other)).body).toEqual({ ...defaultSwitches, ...other })
  expect(town.emulator.switches).toMatchObject(other)
  expect(await ask('PATCH', '/switches', { unknown: 1 })).toMatchObject({ status: 400 })
  expect(await ask('PATCH', '/switches', defaultSwitches)).toMatchObject({ body: defaultSwitches })
})

test('a file somebody sent can be had, a fault ordered, a waiting retry sent', async () => {
  await using town = await startTown()
  const ask = control(town.emulator.url)
  const where = town.app.id
  const base64 = Buffer.from('证据').toString('base64')
  const sent = await ask('POST', `/people/${town.lin.id}/send-file`, { where, name: '证据.txt', base64 })
  const bytes = await fetch(`${town.emulator.url}/emulator/files/${sent.body.files[0]}`)
  expect(await bytes.text()).toBe('证据')
  await town.emulator.settle()
  town.bot.react = (_, response) => {
    response.statusCode = 500
    return {}
  }
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect((await ask('GET', '/retries')).body).toHaveLength(1)
  expect((await ask('POST', '/retry-now')).body).toEqual({ sent: 1 })
  await ask('POST', '/faults', { api: 'GET /open-apis/bot/v3/info', how: { kind: 'code', status: 500, code: 2200 } })
  await expect(town.client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })).rejects.toThrow('500')
})

test('the wire can be listened to, in the process and as a stream', async () => {
  await using town = await startTown()
  const heard: string[] = []
  const stop = town.emulator.wire.listen((entry) => heard.push(entry.kind))
  const aborted = new AbortController()
  const stream = await fetch(`${town.emulator.url}/emulator/wire/stream`, { signal: aborted.signal })
  await town.lin.say(town.app, 'hi')
  const reader = stream.body?.getReader()
  const first = new TextDecoder().decode((await reader?.read())?.value)
  expect(first).toMatch(/^id: \d+\ndata: \{.*"kind":"event"/)
  aborted.abort()
  stop()
  await town.lin.say(town.app, 'again')
  await town.emulator.settle()
  expect(heard).toEqual(['event'])
})

test('an API call is logged with its code and without its token', async () => {
  await using town = await startTown()
  await town.client.im.v1.chat.list({})
  const calls = town.emulator.wire.entries.filter((each) => each.kind === 'api')
  expect(calls).toMatchObject([
    { path: '/open-apis/auth/v3/tenant_access_token/internal', code: 0, request: null },
    { path: '/open-apis/im/v1/chats', code: 0, status: 200, appId: town.app.id },
  ])
  expect(JSON.stringify(calls)).not.toMatch(/t-[0-9a-f]{32}|the-app-secret/)
})

test('the world outlives the bot: a card sent before its restart can be pressed after it', async () => {
  await using town = await startTown()
  const sent = await town.client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: {
      receive_id: town.lin.openId(town.app),
      msg_type: 'interactive',
      content: JSON.stringify(card(button('好'))),
    },
  })
  await town.bot[Symbol.asyncDispose]()
  const press = () => town.emulator.press(town.lin, sent.data?.message_id ?? '', { button: '好' })
  expect(await press()).toMatchObject({ kind: 'failed', code: 200342 })
  await using next = await startFakeBot(encryptKey)
  await town.app.setRequestUrl(next.url)
  expect(await press()).toMatchObject({ kind: 'answered' })
})
