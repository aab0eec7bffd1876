import { expect, test } from 'vitest'
import { card, refusal, sdkClient, startTown, text } from './town.ts'

type Town = Awaited<ReturnType<typeof startTown>>

function send(town: Town, more: Record<string, unknown> = {}, type = 'open_id') {
  const data = { receive_id: town.lin.openId(town.app), msg_type: 'text', content: text('hi'), ...more }
  return town.client.im.v1.message.create({ params: { receive_id_type: type as 'open_id' }, data })
}
const sentId = async (town: Town, more: Record<string, unknown> = {}, type = 'open_id') =>
  (await send(town, more, type)).data?.message_id ?? ''
const aCard = (words: string) => JSON.stringify(card({ tag: 'markdown', content: words }))
const asCard = (words: string) => ({ msg_type: 'interactive', content: aCard(words) })

test('a message is answered as the send page shows it and stands in the private chat', async () => {
  await using town = await startTown()
  const { data } = await send(town)
  const chat = town.emulator.privateChat(town.lin, town.app)
  expect(data).toMatchObject({
    chat_id: chat.id,
    msg_type: 'text',
    deleted: false,
    updated: false,
    sender: { id: town.app.id, id_type: 'app_id', sender_type: 'app' },
    body: { content: text('hi') },
  })
  expect(data?.message_id).toMatch(/^om_/)
  expect(town.emulator.messages(chat).map((each) => each.text)).toEqual(['hi'])
})

test('every kind of receive_id reaches the same person', async () => {
  await using town = await startTown()
  town.emulator.updatePerson(town.lin, { email: 'lin@school.example' })
  const ids = {
    open_id: town.lin.openId(town.app),
    union_id: town.lin.unionId,
    user_id: town.lin.id,
    email: 'lin@school.example',
    chat_id: town.emulator.privateChat(town.lin, town.app).id,
  }
  for (const [type, receive_id] of Object.entries(ids)) await send(town, { receive_id }, type)
  expect(town.emulator.messages(ids.chat_id)).toHaveLength(5)
})

test.each<{ what: string; code: number; status?: number; arrange: (town: Town) => void; more?: object; type?: string }>(
  [
    { what: 'no bot ability', code: 230006, arrange: ({ app }) => app.setBotAbility(false) },
    { what: 'an unpublished app', code: 230013, arrange: ({ app }) => app.setPublished(false) },
    { what: 'a person who left', code: 230013, arrange: ({ emulator, lin }) => emulator.removePerson(lin) },
    {
      what: 'a person outside the availability range',
      code: 230013,
      arrange: ({ emulator, lin }) => emulator.updatePerson(lin, { available: false }),
    },
    { what: 'a person who stopped the bot', code: 230053, arrange: ({ app, lin }) => lin.stopBot(app) },
    { what: 'an id of nobody', code: 230034, arrange: () => {}, more: { receive_id: 'ou_nobody' } },
    { what: 'an id of no form', code: 99992351, arrange: () => {}, more: { receive_id: 'nobody' } },
    { what: 'content that is no JSON', code: 230001, arrange: () => {}, more: { content: 'hi' } },
    { what: 'an unknown msg_type', code: 230001, arrange: () => {}, more: { msg_type: 'letter' } },
    {
      what: 'a text of more than 150 KB',
      code: 230025,
      arrange: () => {},
      more: { content: text('长'.repeat(60_000)) },
    },
    {
      what: 'a card of more than 30 KB',
      code: 230025,
      arrange: () => {},
      more: { msg_type: 'interactive', content: aCard('长'.repeat(11_000)) },
    },
    { what: 'a uuid of more than 50 characters', code: 99992402, arrange: () => {}, more: { uuid: 'x'.repeat(51) } },
    { what: 'no receive_id_type', code: 99992402, arrange: () => {}, type: '' },
    {
      what: 'an image nobody uploaded',
      code: 230001,
      arrange: () => {},
      more: { msg_type: 'image', content: JSON.stringify({ image_key: 'img_x' }) },
    },
  ],
)('$what is refused with $code', async ({ arrange, code, more = {}, type = 'open_id' }) => {
  await using town = await startTown()
  arrange(town)
  expect(await refusal(send(town, more as Record<string, unknown>, type))).toMatchObject({ status: 400, code })
})

test('a group refuses the bot that is outside, silenced, or late', async () => {
  await using town = await startTown()
  const toGroup = () => refusal(send(town, { receive_id: town.group.id }, 'chat_id'))
  expect(await toGroup()).toMatchObject({ code: 230002 })
  await town.emulator.addBot(town.group, town.app, town.lin)
  expect(await toGroup()).toMatchObject({ code: 0 })
  town.emulator.letBotsSpeak(town.group, false)
  expect(await toGroup()).toMatchObject({ code: 230018 })
  town.emulator.dissolve(town.group)
  expect(await toGroup()).toMatchObject({ code: 232009 })
})

test('the open_id of another app is refused as foreign, its image as not owned', async () => {
  await using town = await startTown()
  const { emulator } = town
  const other = emulator.addApp({
    appId: 'cli_ffffffffffffffff',
    appSecret: 's',
    verificationToken: 'v',
    botName: '别的',
  })
  const refused = await refusal(send(town, { receive_id: town.lin.openId(other) }))
  expect(refused).toMatchObject({ code: 99992361 })
})

test('a resigned person is 230029 where that is switched', async () => {
  await using town = await startTown({ switches: { resignedCode: 230029 } })
  town.emulator.removePerson(town.lin)
  expect(await refusal(send(town))).toMatchObject({ code: 230029 })
})

test.each([
  { secondUuid: 'same' as const, code: 0 },
  { secondUuid: 'error' as const, code: 230001 },
])('a uuid gives one message within the hour: the second call gets $secondUuid', async ({ secondUuid, code }) => {
  let at = Date.parse('2026-03-02T08:00:00Z')
  await using town = await startTown({ switches: { secondUuid }, now: () => new Date(at) })
  const first = await sentId(town, { uuid: 'once' })
  const chat = town.emulator.privateChat(town.lin, town.app)
  const second = await refusal(send(town, { uuid: 'once' }))
  expect(second.code).toBe(code)
  expect(town.emulator.messages(chat)).toHaveLength(1)
  if (secondUuid === 'same') expect(await sentId(town, { uuid: 'once' })).toBe(first)
  at += 3_600_000
  expect(await sentId(town, { uuid: 'once' })).not.toBe(first)
  expect(town.emulator.messages(chat)).toHaveLength(2)
})

test('a lost answer is a message sent: the same uuid finds it again', async () => {
  await using town = await startTown()
  town.emulator.failNext({ api: 'POST /open-apis/im/v1/messages', times: 1, how: { kind: 'cut-after' } })
  await expect(send(town, { uuid: 'once' })).rejects.toThrow()
  await sentId(town, { uuid: 'once' })
  expect(town.emulator.messages(town.emulator.privateChat(town.lin, town.app))).toHaveLength(1)
})

test('a fault that was ordered comes once, with its headers', async () => {
  await using town = await startTown()
  const how = { kind: 'code', status: 429, code: 99991400, headers: { 'x-ogw-ratelimit-reset': '7' } } as const
  town.emulator.failNext({ api: 'POST /open-apis/im/v1/messages', times: 1, how })
  const refused = await refusal(send(town))
  expect(refused).toMatchObject({ status: 429, code: 99991400 })
  expect(refused.headers['x-ogw-ratelimit-reset']).toBe('7')
  expect(await refusal(send(town))).toMatchObject({ code: 0 })
})

test('a reply hangs on its message; in a thread it carries the topic, and later replies join it by themselves', async () => {
  await using town = await startTown()
  await town.emulator.addBot(town.group, town.app)
  const asked = await town.lin.say(town.group, '/start', { mention: town.app })
  const reply = (message_id: string, more: object) =>
    town.client.im.v1.message.reply({ path: { message_id }, data: { msg_type: 'text', content: text('好'), ...more } })
  const plain = (await reply(asked.id, {})).data
  expect(plain).toMatchObject({ root_id: asked.id, parent_id: asked.id })
  expect(plain?.thread_id).toBeUndefined()
  const opened = (await reply(asked.id, { reply_in_thread: true })).data
  expect(opened).toMatchObject({ root_id: asked.id, parent_id: asked.id })
  expect(opened?.thread_id).toMatch(/^omt_/)
  const joined = (await reply(opened?.message_id ?? '', {})).data
  expect(joined).toMatchObject({ thread_id: opened?.thread_id, parent_id: asked.id })
  const thread = opened?.thread_id ?? ''
  expect(town.emulator.messages(town.group, { thread }).map((each) => each.text)).toEqual(['@对标 /start', '好', '好'])
})

test('a reply to a recalled message is 230011, in a thread of a group without threads 230071', async () => {
  await using town = await startTown()
  const group = town.emulator.addGroup({ name: '无话题', members: [town.lin], threadReplies: false })
  await town.emulator.addBot(group, town.app)
  const said = await town.lin.say(group, 'x', { mention: town.app })
  const reply = (inThread: boolean) => {
    const data = { msg_type: 'text', content: text('好'), reply_in_thread: inThread }
    return refusal(town.client.im.v1.message.reply({ path: { message_id: said.id }, data }))
  }
  expect(await reply(true)).toMatchObject({ code: 230071 })
  await town.lin.recall(said)
  expect(await reply(false)).toMatchObject({ code: 230011 })
})

/** Through a client of its own: the town's holds a token that is stale once the world's clock was moved. */
const patch = (town: Town, message_id: string, content: string) =>
  refusal(sdkClient(town.emulator.url).im.v1.message.patch({ path: { message_id }, data: { content } }))

test('a patch replaces the card; only own ones, only cards, only for 14 days, never back to 1.0', async () => {
  let at = Date.parse('2026-03-02T08:00:00Z')
  await using town = await startTown({ now: () => new Date(at) })
  const id = await sentId(town, asCard('旧'))
  expect(await patch(town, id, aCard('新'))).toMatchObject({ code: 0 })
  expect(town.emulator.message(id).card).toEqual(card({ tag: 'markdown', content: '新' }))
  expect(await patch(town, id, JSON.stringify({ config: { update_multi: true }, elements: [] }))).toMatchObject({
    code: 230099,
    msg: expect.stringContaining('200830'),
  })
  expect(await patch(town, await sentId(town), aCard('新'))).toMatchObject({ code: 230001 })
  const said = await town.lin.say(town.app, 'mine')
  expect(await patch(town, said.id, aCard('新'))).toMatchObject({ code: 230001 })
  at += 14 * 86_400_000 + 1
  expect(await patch(town, id, aCard('晚'))).toMatchObject({ code: 230031 })
})

test('own texts can be edited twenty times, own messages recalled within a day, others not at all', async () => {
  let at = Date.parse('2026-03-02T08:00:00Z')
  await using town = await startTown({ now: () => new Date(at), switches: { limits: false } })
  const message_id = await sentId(town)
  const edit = (words: string) =>
    refusal(
      town.client.im.v1.message.update({ path: { message_id }, data: { msg_type: 'text', content: text(words) } }),
    )
  for (let n = 1; n <= 20; n++) expect(await edit(String(n))).toMatchObject({ code: 0 })
  expect(await edit('21')).toMatchObject({ code: 230072 })
  expect(town.emulator.message(message_id).text).toBe('20')
  const remove = (id: string) =>
    refusal(sdkClient(town.emulator.url).im.v1.message.delete({ path: { message_id: id } }))
  expect(await remove((await town.lin.say(town.app, 'mine')).id)).toMatchObject({ code: 230026 })
  const late = await sentId(town)
  expect(await remove(message_id)).toMatchObject({ code: 0 })
  expect(await remove(message_id)).toMatchObject({ code: 230011 })
  at += 86_400_001
  expect(await remove(late)).toMatchObject({ code: 230009 })
})

test('reading gives a card back as it was sent only when asked so, and a group needs its own scope', async () => {
  await using town = await startTown()
  const message_id = await sentId(town, asCard('内容'))
  const read = async (params?: object) => {
    const got = await town.client.im.v1.message.get({ path: { message_id }, ...(params ? { params } : {}) } as never)
    return JSON.parse(got.data?.items?.[0]?.body?.content ?? '{}')
  }
  expect(await read()).toEqual({ title: '自查', elements: [[{ tag: 'text', text: '内容' }]] })
  expect(await read({ card_msg_content_type: 'user_card_content' })).toEqual(card({ tag: 'markdown', content: '内容' }))
  await town.emulator.addBot(town.group, town.app)
  town.app.setScopes(['im:message'])
  const list = town.client.im.v1.message.list({
    params: { container_id_type: 'chat', container_id: town.group.id, page_size: 50 },
  })
  expect(await refusal(list)).toMatchObject({ code: 230027 })
})

test('messages are listed in pages', async () => {
  await using town = await startTown()
  for (const words of ['a', 'b', 'c']) await send(town, { content: text(words) })
  const container_id = town.emulator.privateChat(town.lin, town.app).id
  const params = { container_id_type: 'chat', container_id, page_size: 2 }
  const first = (await town.client.im.v1.message.list({ params })).data
  expect(first?.items?.map((each) => each.body?.content)).toEqual([text('a'), text('b')])
  expect(first?.has_more).toBe(true)
  const page_token = first?.page_token ?? ''
  const second = (await town.client.im.v1.message.list({ params: { ...params, page_token } })).data
  expect(second?.items?.map((each) => each.body?.content)).toEqual([text('c')])
  expect(second?.has_more).toBe(false)
  expect(await refusal(town.client.im.v1.message.list({ params: { ...params, page_size: 51 } }))).toMatchObject({
    code: 99992402,
  })
})

test('an urgent push marks who is in the chat and names who is not', async () => {
  await using town = await startTown()
  const message_id = await sentId(town)
  const ids = [town.lin.openId(town.app), town.chen.openId(town.app)]
  const urgent = await town.client.im.v1.message.urgentApp({
    path: { message_id },
    params: { user_id_type: 'open_id' },
    data: { user_id_list: ids },
  })
  expect(urgent.data?.invalid_user_id_list).toEqual([town.chen.openId(town.app)])
  expect(town.emulator.message(message_id).urgentFor).toEqual([town.lin.id])
})

test('a post needs its locale, and mentions only people there are', async () => {
  await using town = await startTown()
  const lines = [
    [
      { tag: 'text', text: '请看' },
      { tag: 'at', user_id: town.lin.openId(town.app) },
    ],
  ]
  const post = (content: object) => refusal(send(town, { msg_type: 'post', content: JSON.stringify(content) }))
  expect(await post({ zh_cn: { title: '通知', content: lines } })).toMatchObject({ code: 0 })
  expect(await post({ title: '通知', content: lines })).toMatchObject({ code: 230001 })
  expect(await post({ zh_cn: { title: '', content: [[{ tag: 'at', user_id: 'ou_x' }]] } })).toMatchObject({
    code: 230001,
  })
})
