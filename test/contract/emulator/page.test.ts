import { once } from 'node:events'
import { get } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import type { WorldClock } from '#src/emulator/page/clock.ts'
import type { ChatLine, Conversation, Town } from '#src/emulator/page/contract.ts'
import { startEmulator } from '#src/emulator/start.ts'
import { button, card, refusal, startTown, text } from './town.ts'

/** What the page asks of its server. */
function page(url: string) {
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/emulator/page${path}`, post(body))
    return (await response.json()) as T
  }
  return {
    town: () => ask<Town>('/town'),
    chats: (person: string) => ask<readonly ChatLine[]>(`/people/${person}/chats`),
    messages: (chat: string, person: string, more = '') =>
      ask<Conversation>(`/chats/${chat}/messages?person=${person}${more}`),
    read: (person: string, chat: string) => ask<object>(`/people/${person}/read`, { chat }),
    moveClock: (to: string) => ask<{ error?: string; now?: string }>('/clock', { to }),
  }
}
const post = (body: object | undefined) => (body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })

/** Reads a stream of events until `enough` of it has come. */
async function hear(url: string, query: string, act: () => Promise<unknown>, enough: (heard: string) => boolean) {
  const stop = new AbortController()
  const { body } = await fetch(`${url}/emulator/page/live?${query}`, { signal: stop.signal })
  await act()
  let heard = ''
  for await (const part of body ?? []) {
    heard += Buffer.from(part).toString('utf8')
    if (enough(heard)) break
  }
  stop.abort()
  return heard
}

test('the town is shown with titles, departments, heads and the open_id each app knows a person by', async () => {
  await using town = await startTown()
  const { emulator, lin, chen, office, app } = town
  emulator.setHead(office, lin)
  emulator.updatePerson(lin, { jobTitle: '办公室主任' })
  emulator.removePerson(chen)
  const { apps, people, clock } = await page(emulator.url).town()
  expect(apps).toEqual([{ id: app.id, botName: '对标', botOpenId: app.botOpenId }])
  expect(people.map(({ name, resigned }) => [name, resigned])).toEqual([
    ['林老师', false],
    ['陈老师', true],
  ])
  expect(people[0]).toMatchObject({ jobTitle: '办公室主任', departments: ['办公室'], headOf: ['办公室'] })
  expect(people[0]?.openIds).toEqual({ [app.id]: lin.openId(app) })
  expect(clock.movable).toBe(false)
})

test('what others say is unread until it is looked at; own words never are, and a read private chat is told to the bot', async () => {
  await using town = await startTown()
  const { emulator, lin, chen, group, app, client, bot } = town
  await emulator.addBot(group, app)
  const { chats, read } = page(emulator.url)
  await chen.say(group, '请看附件')
  await lin.say(group, '好的')
  await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: lin.openId(app), msg_type: 'text', content: text('您好') },
  })
  const unread = async () => Object.fromEntries((await chats(lin.id)).map((each) => [each.name, each.unread]))
  expect(await unread()).toEqual({ 领导小组: 1, 对标: 1 })
  const [newest] = await chats(lin.id)
  expect(newest).toMatchObject({ kind: 'private', appId: app.id, last: { from: '对标', text: '您好' } })
  for (const chat of await chats(lin.id)) await read(lin.id, chat.id)
  expect(await unread()).toEqual({ 领导小组: 0, 对标: 0 })
  await emulator.settle()
  const reads = bot.events().filter((each) => each.body.header.event_type === 'im.message.message_read_v1')
  expect(reads.map((each) => each.body.event.message_id_list.length)).toEqual([1])
  for (const chat of await chats(lin.id)) await read(lin.id, chat.id)
  await emulator.settle()
  expect(bot.events().filter((each) => each.body.header.event_type === 'im.message.message_read_v1')).toHaveLength(1)
})

test('a chat comes in stretches, its threads apart; their roots say how many answers there are', async () => {
  await using town = await startTown()
  const { emulator, lin, chen, group } = town
  const said = []
  for (let n = 1; n <= 7; n++) said.push(await lin.say(group, `第${n}句`))
  await chen.say(group, '在话题里回答', { replyTo: said[2] as { id: string }, inThread: true })
  await chen.say(group, '引用回答', { replyTo: said[0] as { id: string } })
  const { messages } = page(emulator.url)
  const last = await messages(group.id, lin.id, '&limit=3')
  expect(last.messages.map((each) => each.text)).toEqual(['第6句', '第7句', '引用回答'])
  expect(last.messages[2]?.quote).toMatchObject({ from: '林老师', text: '第1句' })
  expect(last.more).toBe(true)
  const before = await messages(group.id, lin.id, `&limit=30&before=${last.messages[0]?.n}`)
  expect(before.messages.map((each) => each.text)).toEqual(['第1句', '第2句', '第3句', '第4句', '第5句'])
  expect(before.more).toBe(false)
  const root = before.messages[2]
  expect(root?.thread).toMatchObject({ replies: 1 })
  const thread = await messages(group.id, lin.id, `&thread=${root?.threadId}`)
  expect(thread.messages.map((each) => each.text)).toEqual(['第3句', '在话题里回答'])
})

test('a message that was itself a reply can open a thread, and stays in the chat', async () => {
  await using town = await startTown()
  const { emulator, lin, chen, group } = town
  const first = await lin.say(group, '一')
  const reply = await chen.say(group, '二', { replyTo: first })
  await lin.say(group, '三', { replyTo: reply, inThread: true })
  const { messages } = await page(emulator.url).messages(group.id, lin.id)
  expect(messages.map((each) => [each.text, each.thread?.replies ?? null])).toEqual([
    ['一', null],
    ['二', 1],
  ])
})

test('who is not in a chat sees nothing of it, and a card for one is for one', async () => {
  await using town = await startTown()
  const { emulator, lin, chen, group, app, client } = town
  await emulator.addBot(group, app)
  const stranger = emulator.addPerson({ name: '路人' })
  await lin.say(group, '内部的话')
  await client.request({
    method: 'POST',
    url: '/open-apis/ephemeral/v1/send',
    data: { chat_id: group.id, open_id: lin.openId(app), msg_type: 'interactive', card: card(button('好')) },
  })
  const { messages, chats } = page(emulator.url)
  expect(await messages(group.id, stranger.id)).toMatchObject({ messages: [], chat: { closed: 'not-a-member' } })
  expect((await chats(stranger.id)).map((each) => each.kind)).toEqual(['private'])
  expect((await messages(group.id, lin.id)).messages).toHaveLength(2)
  expect((await messages(group.id, chen.id)).messages).toHaveLength(1)
  expect((await chats(chen.id)).find((each) => each.kind === 'group')?.last?.text).toBe('内部的话')
})

test('what happens is told to those who see it, each change once in its last state', async () => {
  await using town = await startTown()
  const { emulator, lin, chen, group } = town
  const stranger = emulator.addPerson({ name: '路人' })
  const speak = async () => {
    const said = await chen.say(group, '原话')
    await chen.edit(said, '改过的话')
  }
  const done = (heard: string) => heard.includes('event: chat') && heard.endsWith('\n\n')
  const heard = await hear(emulator.url, `person=${lin.id}`, speak, done)
  expect(heard).toContain('改过的话')
  expect(heard).not.toContain('原话')
  expect(heard.match(/event: message/g)).toHaveLength(1)
  const town_ = async () => {
    await speak()
    emulator.updatePerson(stranger, { jobTitle: '门卫' })
  }
  const others = await hear(emulator.url, `person=${stranger.id}`, town_, (all) => all.includes('event: town'))
  expect(others).not.toContain('改过的话')
  const wire = await hear(
    emulator.url,
    `person=${lin.id}&wire=1`,
    () => lin.openChat(town.app),
    (all) => all.includes('event: wire'),
  )
  expect(wire).toContain('bot_p2p_chat_entered_v1')
})

test('leaving a group is told, so that it goes from the list', async () => {
  await using town = await startTown()
  const { emulator, lin, group } = town
  const leave = async () => emulator.removeMember(group, lin)
  const heard = await hear(emulator.url, `person=${lin.id}`, leave, (all) => all.includes('event: gone'))
  expect(heard).toContain(group.id)
})

test('a card that has changed since it was looked at is not pressed', async () => {
  await using town = await startTown()
  const { emulator, lin, app, client, bot } = town
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: lin.openId(app), msg_type: 'interactive', content: JSON.stringify(card(button('好'))) },
  })
  const id = String(sent.data?.message_id)
  await client.im.v1.message.patch({ path: { message_id: id }, data: { content: JSON.stringify(card(button('好'))) } })
  const press = async (seen: number) => {
    const body = { message: id, seen, button: 'body.elements[0]' }
    const response = await fetch(`${emulator.url}/emulator/people/${lin.id}/press`, post(body))
    return ((await response.json()) as { kind: string }).kind
  }
  expect(await press(1)).toBe('stale')
  expect(bot.received.filter((each) => each.body.header.event_type === 'card.action.trigger')).toEqual([])
  expect(await press(2)).toBe('answered')
})

test('an answer in the thread of a card changes nothing about what is pressed', async () => {
  await using town = await startTown()
  const { emulator, lin, chen, group, app, client } = town
  await emulator.addBot(group, app)
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: 'chat_id' },
    data: { receive_id: group.id, msg_type: 'interactive', content: JSON.stringify(card(button('好'))) },
  })
  const [seen] = (await page(emulator.url).messages(group.id, lin.id)).messages
  await chen.say(group, '收到', { replyTo: String(sent.data?.message_id), inThread: true })
  const ask = { seen: seen?.cardVersion ?? 0, button: 'body.elements[0]' }
  expect((await emulator.press(lin, String(sent.data?.message_id), ask)).kind).toBe('answered')
})

test('nobody reads a chat they are not in', async () => {
  await using town = await startTown()
  const { emulator, lin, chen, app, client, bot } = town
  await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: lin.openId(app), msg_type: 'text', content: text('您好') },
  })
  const { id } = emulator.privateChat(lin, app)
  expect(await page(emulator.url).read(chen.id, id)).toEqual({ error: expect.stringContaining('陈老师') })
  await emulator.settle()
  expect(bot.events()).toEqual([])
})

test('a card nested without end is refused, and what is on the wire can still be written down', async () => {
  await using town = await startTown()
  const { emulator, lin, app, client } = town
  const deep = JSON.parse('['.repeat(1_000) + ']'.repeat(1_000))
  const content = JSON.stringify(card(button('好', { behaviors: [{ type: 'callback', value: { deep } }] })))
  const send = client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: lin.openId(app), msg_type: 'interactive', content },
  })
  expect((await refusal(send)).code).toBe(230099)
  const body = '['.repeat(20_000) + ']'.repeat(20_000)
  const headers = { 'content-type': 'application/json' }
  await fetch(`${emulator.url}/open-apis/im/v1/messages`, { method: 'POST', headers, body })
  const wire = await fetch(`${emulator.url}/emulator/wire`)
  expect(wire.status).toBe(200)
  expect(await wire.json()).not.toEqual([])
})

test('who does not read what changes is let go', async () => {
  await using town = await startTown()
  const { emulator, lin, chen, group } = town
  const url = new URL(emulator.url)
  const socket = connect(Number(url.port), url.hostname)
  socket.write(`GET /emulator/page/live?person=${lin.id} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
  await once(socket, 'readable')
  socket.pause()
  const gone = once(socket, 'close')
  socket.on('error', () => {})
  for (let n = 0; n < 300; n++) {
    await chen.say(group, '长'.repeat(40_000))
    await new Promise((resolve) => setImmediate(resolve))
  }
  socket.resume()
  await gone
})

test('a file is saved, a picture shown; neither is ever a page', async () => {
  await using town = await startTown()
  const { emulator, lin, group } = town
  const { files } = await lin.sendFile(group, '说明.html', Buffer.from('<script>alert(1)</script>'))
  const { headers } = await fetch(`${emulator.url}/emulator/page/files/${files[0]}`)
  expect(headers.get('content-disposition')).toMatch(/^attachment;.*filename\*=UTF-8''%E8%AF%B4%E6%98%8E\.html$/)
  expect(headers.get('content-type')).toBe('application/octet-stream')
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

/** Asks with headers that `fetch` lets nobody choose, as a browser does. */
function statusOf(address: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = get(address, { headers }, (answer) => {
      answer.destroy()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject)
  })
}

test("another site's page is refused, programs and the own page are not", async () => {
  await using emulator = await startEmulator()
  const status = (path: string, headers: Record<string, string>) => statusOf(`${emulator.url}${path}`, headers)
  expect(await status('/emulator/state', {})).toBe(200)
  expect(await status('/emulator/state', { origin: emulator.url })).toBe(200)
  expect(await status('/emulator/state', { origin: 'https://elsewhere.example' })).toBe(403)
  expect(await status('/emulator/page/town', { 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await status('/emulator/page/town', { 'sec-fetch-site': 'same-site' })).toBe(403)
  // Addresses are the same in any case to the router, so they are to the guard.
  expect(await status('/EMULATOR/state', { origin: 'https://elsewhere.example' })).toBe(403)
  expect(await status('/emulator/page/live?person=x', { 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await status('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200)
})

test('a name of another site that points here for a moment opens nothing', async () => {
  await using emulator = await startEmulator()
  const { port } = new URL(emulator.url)
  const as = (host: string) => statusOf(`${emulator.url}/emulator/state`, { host, origin: `http://${host}` })
  expect(await as(`elsewhere.example:${port}`)).toBe(403)
  for (const own of ['localhost', '127.0.0.1', '[::1]', '192.168.1.20']) {
    expect([own, await as(`${own}:${port}`)]).toEqual([own, 200])
  }
})

test('the page is served with a policy that lets nothing in, and only what belongs to it', async () => {
  await using emulator = await startEmulator()
  const ask = async (path: string) => fetch(`${emulator.url}${path}`)
  const policy = (await ask('/')).headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'sha256-[\w+/=]+'; style-src 'self';/)
  expect(policy).not.toMatch(/unsafe|https?:/)
  for (const path of ['/page/main.js', '/page/style/tokens.css', '/lib/lit-html/directives/repeat.js']) {
    expect([path, (await ask(path)).status]).toEqual([path, 200])
  }
  const outside = [
    '/page/tsconfig.json',
    '/page/..%2f..%2fpage%2fbrowser%2f..%2fx.js',
    '/lib/koa/package.json',
    '/lib/lit-html/',
  ]
  for (const path of [...outside, '/lib/lit-html/..%2f..%2fkoa/package.json', '/page/none.js']) {
    expect([path, (await ask(path)).ok]).toEqual([path, false])
  }
})

/** A clock that is moved in one step, heard on the way. */
function movable(start: string) {
  let at = new Date(start)
  const clock: WorldClock = {
    timeZone: 'Asia/Shanghai',
    async moveTo(to, passing) {
      passing(new Date((at.getTime() + to.getTime()) / 2))
      at = to
    },
    landmarks: () => [{ label: { zh: '截止', en: 'closing' }, at: new Date('2026-10-30T10:00:00Z') }],
  }
  return { clock, now: () => at }
}

test('the clock goes forward only, one move at a time, and says how far it is', async () => {
  await using emulator = await startEmulator(movable('2026-10-14T02:00:00Z'))
  const lin = emulator.addPerson({ name: '林老师' })
  const { moveClock, town } = page(emulator.url)
  expect((await town()).clock).toMatchObject({ movable: true, landmarks: [{ at: '2026-10-30T10:00:00.000Z' }] })
  for (const wrong of ['2026-10-14T02:00:00Z', '2026-10-01T02:00:00Z', '2036-10-01T02:00:00Z', 'morgen']) {
    expect((await moveClock(wrong)).error).toEqual(expect.any(String))
  }
  expect((await town()).clock.now).toBe('2026-10-14T02:00:00.000Z')
  const moved = () => moveClock('2026-10-16T02:00:00Z')
  const heard = await hear(emulator.url, `person=${lin.id}`, moved, (all) => all.includes('"moving":false'))
  expect(heard).toContain('2026-10-15T02:00:00.000Z')
  expect((await moveClock('2026-11-02T02:00:00Z')).now).toBe('2026-11-02T02:00:00.000Z')
  expect((await town()).clock.landmarks).toEqual([])
})
