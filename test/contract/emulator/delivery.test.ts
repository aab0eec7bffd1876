import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { encrypt } from '#src/emulator/delivery/seal.ts'
import { decrypt, startFakeBot } from './fake-bot.ts'
import { encryptKey, startTown } from './town.ts'

type Town = Awaited<ReturnType<typeof startTown>>

const messagesOf = (town: Town) =>
  town.bot.events('im.message.receive_v1').map((each) => JSON.parse(each.body.event.message.content).text as string)

test('the vector of the decryption page', () => {
  const wire = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk='
  expect(decrypt('test key', wire)).toBe('hello world')
  expect(encrypt('test key', 'hello world', Buffer.from(wire, 'base64').subarray(0, 16))).toBe(wire)
})

test('an event comes encrypted and signed over its bytes, in the envelope of the overview', async () => {
  await using town = await startTown()
  const said = await town.lin.say(town.app, '/progress')
  await town.emulator.settle()
  const [event] = town.bot.received
  const { headers, raw, body } = event ?? expect.fail('no event came')
  const time = String(headers['x-lark-request-timestamp'])
  const nonce = String(headers['x-lark-request-nonce'])
  const signed = createHash('sha256').update(time + nonce + encryptKey + raw)
  expect(headers['x-lark-signature']).toBe(signed.digest('hex'))
  expect(Object.keys(JSON.parse(raw))).toEqual(['encrypt'])
  expect(body).toMatchObject({
    schema: '2.0',
    header: { event_type: 'im.message.receive_v1', token: 'vt', app_id: town.app.id },
    event: {
      sender: { sender_id: { open_id: town.lin.openId(town.app), user_id: town.lin.id }, sender_type: 'user' },
      message: { message_id: said.id, chat_type: 'p2p', message_type: 'text', content: '{"text":"/progress"}' },
    },
  })
  expect(body.header.create_time).toMatch(/^\d{13}$/)
  expect(body.event.message).not.toHaveProperty('mentions')
  expect(body.event.message).not.toHaveProperty('root_id')
})

test('without an Encrypt Key it comes in plain, with the token and without a signature', async () => {
  await using town = await startTown({ app: { encryptKey: null } })
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  const [event] = town.bot.received
  expect(JSON.parse(event?.raw ?? '')).toMatchObject({ header: { token: 'vt' } })
  expect(event?.headers).not.toHaveProperty('x-lark-signature')
})

test('saving the request URL sends one unsigned challenge, encrypted as everything else', async () => {
  await using town = await startTown()
  await town.app.setRequestUrl(town.bot.url)
  const [asked] = town.bot.received
  expect(asked?.body).toMatchObject({ type: 'url_verification', token: 'vt', challenge: expect.any(String) })
  expect(Object.keys(JSON.parse(asked?.raw ?? ''))).toEqual(['encrypt'])
  expect(asked?.headers).not.toHaveProperty('x-lark-signature')
})

test('a request URL that does not answer the challenge in time or rightly is not saved', async () => {
  await using town = await startTown({ switches: { challengeTimeoutMs: 50 }, app: { encryptKey: null } })
  await using silent = await startFakeBot()
  const { url } = silent
  await expect(town.app.setRequestUrl('http://127.0.0.1:1/')).rejects.toThrow('connect')
  const { createServer } = await import('node:http')
  const deaf = createServer(() => {}).listen(0)
  const { port } = deaf.address() as { port: number }
  await expect(town.app.setRequestUrl(`http://127.0.0.1:${port}/`)).rejects.toThrow('timeout')
  deaf.closeAllConnections()
  deaf.close()
  await expect(town.app.setRequestUrl(url)).resolves.toBeUndefined()
})

test.each([
  { what: 'in private all', scopes: ['im:message.p2p_msg:readonly'], heard: ['private'] },
  { what: 'in a group what mentions it', scopes: ['im:message.group_at_msg:readonly'], heard: ['@_user_1 mentioned'] },
  {
    what: 'all of a group with the sensitive scope',
    scopes: ['im:message.group_msg'],
    heard: ['aside', '@_user_1 mentioned'],
  },
])('the bot hears $what', async ({ scopes, heard }) => {
  await using town = await startTown()
  town.app.setScopes([...scopes, 'im:chat'])
  await town.emulator.addBot(town.group, town.app)
  await town.lin.say(town.group, 'aside')
  await town.lin.say(town.group, 'mentioned', { mention: town.app })
  if (scopes[0]?.includes('p2p')) await town.lin.say(town.app, 'private')
  else await expect(town.lin.say(town.app, 'private')).rejects.toThrow('no input box')
  await town.emulator.settle()
  expect(messagesOf(town)).toEqual(heard)
})

test('a mention is a key in the text and an entry with the open_id that bot info gives', async () => {
  await using town = await startTown()
  await town.emulator.addBot(town.group, town.app)
  await town.lin.say(town.group, '请 {@} 提醒 {@} 和 {@}', { mention: [town.app, town.chen, 'all'] })
  await town.emulator.settle()
  const { content, mentions } = town.bot.events('im.message.receive_v1')[0]?.body.event.message ?? {}
  expect(JSON.parse(content)).toEqual({ text: '请 @_user_1 提醒 @_user_2 和 @_all' })
  expect(mentions).toMatchObject([
    { key: '@_user_1', id: { open_id: town.app.botOpenId }, mentioned_type: 'bot', name: '对标' },
    { key: '@_user_2', id: { open_id: town.chen.openId(town.app) }, mentioned_type: 'user', name: '陈老师' },
  ])
})

test('a photo mentions the bot in a rich text, and can be fetched; alone it is not heard in a group', async () => {
  await using town = await startTown()
  town.app.setScopes(['im:message.group_at_msg:readonly', 'im:message', 'im:chat'])
  await town.emulator.addBot(town.group, town.app)
  const gif = Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1')
  await town.lin.sendImage(town.group, gif)
  const content = [[{ tag: 'text', text: '佐证' }]]
  const said = await town.lin.sendPost(town.group, { content, images: [gif] }, { mention: town.app })
  await town.emulator.settle()
  const events = town.bot.events('im.message.receive_v1')
  expect(events).toHaveLength(1)
  const post = JSON.parse(events[0]?.body.event.message.content)
  expect(post).toEqual({
    title: '',
    content: [
      [{ tag: 'at', user_id: '@_user_1', user_name: '对标' }],
      [{ tag: 'text', text: '佐证' }],
      [{ tag: 'img', image_key: said.files[0] }],
    ],
  })
  const path = { message_id: said.id, file_key: said.files[0] ?? '' }
  const got = await town.client.im.v1.messageResource.get({ path, params: { type: 'image' } })
  expect(got.headers['content-type']).toBe('image/gif')
})

test('eleven mentions keep their names apart', async () => {
  await using town = await startTown()
  await town.emulator.addBot(town.group, town.app)
  const said = await town.lin.say(town.group, '好', { mention: [...Array(10).fill(town.lin), town.app] })
  expect(said.text).toBe(`${'@林老师 '.repeat(10)}@对标 好`)
})

test('the bot never hears bots, and user_id only with its scope', async () => {
  await using town = await startTown()
  town.app.setScopes(['im:message', 'im:message.p2p_msg'])
  await town.client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: town.lin.openId(town.app), msg_type: 'text', content: '{"text":"x"}' },
  })
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(messagesOf(town)).toEqual(['hi'])
  expect(town.bot.received[0]?.body.event.sender.sender_id).not.toHaveProperty('user_id')
})

test('a reply in a thread says so', async () => {
  await using town = await startTown()
  await town.emulator.addBot(town.group, town.app)
  const root = await town.lin.say(town.group, '/start', { mention: town.app })
  const said = await town.lin.say(town.group, '已落实', { mention: town.app, replyTo: root, inThread: true })
  await town.emulator.settle()
  expect(town.bot.events('im.message.receive_v1')[1]?.body.event.message).toMatchObject({
    message_id: said.id,
    root_id: root.id,
    parent_id: root.id,
    thread_id: expect.stringMatching(/^omt_/),
  })
})

test('what else happens is told: bot added, recall, menu, chat entered, directory', async () => {
  await using town = await startTown()
  const { emulator, bot, lin, app, group } = town
  await emulator.addBot(group, app, lin)
  const said = await lin.say(app, 'oops')
  await lin.recall(said)
  await lin.chooseMenu(app, 'progress')
  await lin.openChat(app)
  await emulator.settle()
  const wang = emulator.addPerson({ name: '王老师', departments: [town.office] })
  emulator.updatePerson(wang, { jobTitle: '主任' })
  emulator.setHead(town.office, wang)
  emulator.removePerson(wang)
  app.setContactRange({ departments: [town.office] })
  await emulator.settle()
  const first = (type: string) => bot.events(type)[0]?.body.event
  expect(first('im.chat.member.bot.added_v1')).toMatchObject({
    chat_id: group.id,
    name: '领导小组',
    operator_id: { open_id: lin.openId(app) },
  })
  expect(first('im.message.recalled_v1')).toMatchObject({ message_id: said.id, recall_type: 'message_owner' })
  expect(first('application.bot.menu_v6')).toMatchObject({ event_key: 'progress', timestamp: expect.any(Number) })
  expect(first('im.chat.access_event.bot_p2p_chat_entered_v1')).toMatchObject({ last_message_id: said.id })
  expect(first('contact.user.created_v3')).toMatchObject({
    object: { name: '王老师', department_ids: [town.office.id] },
  })
  expect(first('contact.user.updated_v3')).toMatchObject({
    object: { job_title: '主任' },
    old_object: { job_title: '' },
  })
  expect(first('contact.user.updated_v3').object).not.toHaveProperty('department_ids')
  expect(first('contact.user.deleted_v3')).toMatchObject({ old_object: { department_ids: [town.office.id] } })
  expect(first('contact.department.updated_v3')).toMatchObject({ object: { leader_user_id: wang.openId(app) } })
  expect(first('contact.scope.updated_v3')).toMatchObject({ added: { departments: [{ name: '办公室' }] } })
})

test('only what was subscribed comes', async () => {
  await using town = await startTown({ app: { events: ['im.message.recalled_v1'] } })
  await town.lin.recall(await town.lin.say(town.app, 'hi'))
  await town.emulator.settle()
  expect(town.bot.events().map((each) => each.body.header.event_type)).toEqual(['im.message.recalled_v1'])
})
