import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Card } from '#cards/card.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import { makeMessenger } from '#src/feishu/client.ts'
import { connect } from '#src/feishu/connection.ts'
import type { Target } from '#src/ports.ts'
import { type Answer, type Call, ok, refused, startFake } from './fake-platform.ts'

const person: Target = { to: 'person', person: 'ou_1' as OpenId }
const chat: Target = { to: 'chat', chat: 'oc_1' as ChatId }
const thread: Target = { to: 'thread', of: 'om_1' as MessageId, chat: 'oc_1' as ChatId }
const card = { schema: '2.0', body: { elements: [] } } as unknown as Card
const hello = { kind: 'text', text: '您好' } as const
const sent = ok({ message_id: 'om_9', chat_id: 'oc_9' })

/** A messenger over a platform that answers so. */
async function talkTo(answer: Answer | ((call: Call) => Answer)) {
  const fake = await startFake(typeof answer === 'function' ? answer : () => answer)
  return {
    fake,
    messenger: makeMessenger(connect(fake.access)),
    [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
  }
}

afterEach(() => vi.unstubAllEnvs())

describe('what is sent', () => {
  test('to a person', async () => {
    await using talk = await talkTo(sent)
    expect(await talk.messenger.send(person, hello, 'key-1')).toEqual({ message: 'om_9', chat: 'oc_9' })
    expect(talk.fake.calls).toMatchObject([
      {
        method: 'POST',
        path: '/open-apis/im/v1/messages',
        token: 't-bearer-1',
        json: { receive_id: 'ou_1', msg_type: 'text', content: '{"text":"您好"}', uuid: 'key-1' },
      },
    ])
    expect(talk.fake.calls[0]?.query.get('receive_id_type')).toBe('open_id')
  })

  test('a card to a chat', async () => {
    await using talk = await talkTo(sent)
    await talk.messenger.send(chat, { kind: 'card', card }, 'key-2')
    expect(talk.fake.calls[0]?.query.get('receive_id_type')).toBe('chat_id')
    expect(talk.fake.calls[0]?.json).toEqual({
      receive_id: 'oc_1',
      msg_type: 'interactive',
      content: JSON.stringify(card),
      uuid: 'key-2',
    })
  })

  test('a file in a thread', async () => {
    await using talk = await talkTo(sent)
    await talk.messenger.send(thread, { kind: 'file', file: 'file_1' }, 'key-3')
    expect(talk.fake.calls[0]).toMatchObject({
      path: '/open-apis/im/v1/messages/om_1/reply',
      json: { msg_type: 'file', content: '{"file_key":"file_1"}', reply_in_thread: true, uuid: 'key-3' },
    })
  })

  test('a plain reply where the group has no threads', async () => {
    await using talk = await talkTo(({ json }) => (Object(json).reply_in_thread ? refused(230071) : sent))
    expect(await talk.messenger.send(thread, hello, 'key-4')).toEqual({ message: 'om_9', chat: 'oc_9' })
    expect(talk.fake.calls.map(({ json }) => Object(json).uuid)).toEqual(['key-4', 'key-4'])
  })

  test('a changed card', async () => {
    await using talk = await talkTo(ok({}))
    await talk.messenger.update('om_1' as MessageId, card)
    expect(talk.fake.calls).toMatchObject([
      { method: 'PATCH', path: '/open-apis/im/v1/messages/om_1', json: { content: JSON.stringify(card) } },
    ])
  })

  test('a text in which somebody wrote a mention calls nobody', async () => {
    await using talk = await talkTo(sent)
    await talk.messenger.send(chat, { kind: 'text', text: '体重<50kg <at user_id="all">所有人</at>' }, 'key-5')
    expect(Object(talk.fake.calls[0]?.json).content).toBe(
      JSON.stringify({ text: '体重<50kg ＜at user_id="all">所有人＜/at>' }),
    )
  })

  test.each([
    ['整改工作总结.docx', 'doc'],
    ['自评表.XLSX', 'xls'],
    ['总结.pdf', 'pdf'],
    ['a.zip', 'stream'],
    ['没有后缀', 'stream'],
  ])('the file %s as %s', async (name, type) => {
    await using talk = await talkTo(ok({ file_key: 'file_9' }))
    expect(await talk.messenger.upload(name, Buffer.from('内容'))).toBe('file_9')
    const { raw, type: contentType, token } = talk.fake.calls[0] as Call
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData()
    expect([form.get('file_type'), form.get('file_name'), token]).toEqual([type, name, 't-bearer-1'])
    const file = form.get('file') as File
    expect([file.name, await file.text()]).toEqual([name, '内容'])
  })
})

describe('who the bot is', () => {
  const info = { body: { code: 0, msg: 'ok', bot: { open_id: 'ou_bot', app_name: '对标' } } }

  test('is asked once, however many want to know', async () => {
    await using talk = await talkTo(info)
    const both = await Promise.all([talk.messenger.self(), talk.messenger.self()])
    expect([...both, await talk.messenger.self()]).toEqual(Array(3).fill({ bot: 'ou_bot', name: '对标' }))
    expect(talk.fake.calls).toHaveLength(1)
  })

  test('is asked again after a failure', async () => {
    let first = true
    await using talk = await talkTo(() => {
      const now = first ? refused(99991400, 429) : info
      first = false
      return now
    })
    await expect(talk.messenger.self()).rejects.toMatchObject({ kind: 'again' })
    expect(await talk.messenger.self()).toMatchObject({ bot: 'ou_bot' })
  })
})

test.each(['../../auth/v3/x', 'om_1/../../x', 'om_1?x=1', '', 'om_', 'om_1\n'])(
  'the id %j gets into no path',
  async (id) => {
    await using talk = await talkTo(sent)
    await expect(talk.messenger.update(id as MessageId, card)).rejects.toMatchObject({ kind: 'content' })
    await expect(talk.messenger.send({ ...thread, of: id as MessageId }, hello, 'k')).rejects.toMatchObject({
      kind: 'content',
    })
    expect(talk.fake.calls).toEqual([])
  },
)

test('an address with a slash at its end is the same address', async () => {
  await using fake = await startFake(() => sent)
  await makeMessenger(connect({ ...fake.access, domain: `${fake.access.domain}/` })).send(chat, hello, 'k')
  expect(fake.calls[0]?.path).toBe('/open-apis/im/v1/messages')
})

test('proxies of the environment are not for the platform', async () => {
  for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) vi.stubEnv(name, 'http://127.0.0.1:9')
  for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '')
  await using talk = await talkTo(sent)
  await expect(talk.messenger.send(chat, hello, 'k')).resolves.toBeDefined()
})
