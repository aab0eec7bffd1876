import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reply } from '#src/events.ts'
import { runs } from '#test/support/fuzz.ts'
import { openDoor } from './door.ts'
import { sample } from './fixture.ts'
import { encrypted, type Request, seal, sealed, signed } from './sealed.ts'

const message = sealed(sample('messages', 'text-in-private'))
const press = sealed(sample('presses', 'button'))
const nothing = () => Promise.resolve(null)
const json = 'application/json; charset=utf-8'

test('an event is handed on and answered with an empty object', async () => {
  await using door = await openDoor(nothing)
  const answer = await door.post(message)
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, json, '{}'])
  expect(door.events).toMatchObject([{ kind: 'message', said: { text: '/start 17' } }])
})

test('what is only acknowledged is handed on too: the inbox decides', async () => {
  await using door = await openDoor(nothing)
  expect((await door.post(sealed(sample('others', 'unknown')))).status).toBe(200)
  expect(door.events).toEqual([{ kind: 'ignored', type: 'mall.order.paid_v9' }])
})

test.each<[string, Reply | null, unknown]>([
  ['nothing', null, {}],
  ['an empty reply', {}, {}],
  ['a toast', { toast: { kind: 'warning', text: '请先选择' } }, { toast: { type: 'warning', content: '请先选择' } }],
  [
    'the next card',
    { toast: { kind: 'success', text: '已提交。' }, card: { schema: '2.0' } as never },
    { toast: { type: 'success', content: '已提交。' }, card: { type: 'raw', data: { schema: '2.0' } } },
  ],
])('a press is answered with %s', async (_, reply, body) => {
  await using door = await openDoor(() => Promise.resolve(reply))
  const answer = await door.post(press)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, json])
  expect(await answer.json()).toEqual(body)
})

test('the console’s challenge is answered in plain', async () => {
  await using door = await openDoor(nothing)
  const asked = { challenge: 'ajls384', token: seal.verificationToken, type: 'url_verification' }
  const body = Buffer.from(JSON.stringify({ encrypt: encrypted(JSON.stringify(asked)) }))
  const answer = await door.post({ body, headers: { 'content-type': json } })
  expect([answer.status, await answer.json()]).toEqual([200, { challenge: 'ajls384' }])
  expect(door.events).toEqual([])
})

test.each(['/webhook/feishu/', '/webhook/feishu?from=console', '/webhook/feishu/?a=%'])(
  '%s is the address too',
  async (path) => {
    await using door = await openDoor(nothing)
    expect((await door.post(message, path)).status).toBe(200)
  },
)

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
  await using door = await openDoor(nothing)
  const answer = await fetch(`${door.url}/webhook/feishu`, { method })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
})

test.each<[string, number, Request]>([
  ['forged', 401, signed('{"encrypt":""}', undefined, 'another key')],
  ['not signed', 401, { body: message.body, headers: {} }],
  ['cut short', 401, { ...message, body: message.body.subarray(0, 40) }],
  ['no envelope', 400, sealed({ hello: 'world', ...headerOnly() })],
  ['an event that is a list', 400, sealed({ ...sample('roster', 'menu'), event: [] })],
  ['invalid UTF-8', 400, signed(Buffer.from([0xff]))],
  ['no JSON at all', 400, { body: Buffer.from('hello'), headers: {} }],
  ['empty', 400, { body: Buffer.alloc(0), headers: {} }],
])('%s: refused with a short answer and without the body in the log', async (_, status, request) => {
  await using door = await openDoor(nothing)
  const answer = await door.post(request)
  expect(answer.status).toBe(status)
  expect((await answer.text()).length).toBeLessThan(60)
  expect(door.events).toEqual([])
  expect(door.logged).toHaveLength(1)
  expect(door.logged[0]).not.toMatch(/encrypt"|hello|world/)
  expect(door.refused).toHaveLength(status === 401 ? 1 : 0)
})

function headerOnly(): object {
  return { header: sample('roster', 'menu').header }
}

test('more than 1 MiB is refused, and 1 MiB is not', async () => {
  await using door = await openDoor(nothing)
  const most = 1024 * 1024
  expect((await door.post(signed(Buffer.alloc(most + 1, 0x20)))).status).toBe(413)
  expect((await door.post(signed(Buffer.alloc(most, 0x20)))).status).toBe(400)
})

test('a sender that dribbles is sent away', async () => {
  await using door = await openDoor(nothing)
  const socket = connect(Number(new URL(door.url).port), '127.0.0.1')
  socket.write('POST /webhook/feishu HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\nexpect: 100-continue\r\n\r\n')
  await once(socket, 'data') // "100 Continue": the request is being read
  socket.write('{"enc')
  door.strike()
  const answer: Buffer[] = await socket.toArray()
  expect(Buffer.concat(answer).toString()).toMatch(/^HTTP\/1.1 408 [\s\S]*connection: close/i)
})

test('a sender that hangs up leaves nothing behind', async () => {
  await using door = await openDoor(nothing)
  const socket = connect(Number(new URL(door.url).port), '127.0.0.1')
  socket.write('POST /webhook/feishu HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\nexpect: 100-continue\r\n\r\n')
  await once(socket, 'data')
  socket.destroy()
  await once(socket, 'close')
  expect((await door.post(message)).status).toBe(200)
  expect(door.events).toHaveLength(1)
})

describe('in time', () => {
  test('a press that takes too long is told to come again, and its work goes on', async () => {
    const work = Promise.withResolvers<Reply | null>()
    const begun = Promise.withResolvers<void>()
    await using door = await openDoor(() => {
      begun.resolve()
      return work.promise
    })
    const asked = door.post(press)
    await begun.promise
    door.strike()
    const answer = await asked
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { toast: { type: 'info', content: '还在处理，请稍等片刻再看' } },
    ])
    work.reject(new Error('later'))
    await expect.poll(() => door.logged).toHaveLength(1) // nobody waits any more, and still it is not lost
  })

  test('an event that takes too long is a failure, so that it comes again', async () => {
    const begun = Promise.withResolvers<void>()
    await using door = await openDoor(() => {
      begun.resolve()
      return new Promise(() => {})
    })
    const asked = door.post(message)
    await begun.promise
    door.strike()
    expect((await asked).status).toBe(503)
  })
})

describe('a bug behind the door', () => {
  const bug = () => Promise.reject(new TypeError('secret of the house'))

  test('is a toast for who presses, which does not promise that nothing was kept', async () => {
    await using door = await openDoor(bug)
    const answer = await door.post(press)
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { toast: { type: 'error', content: '出了点问题，可能没有保存，请再试一次' } },
    ])
  })

  test('is 500 for an event, without a word of it, and logged once with the id', async () => {
    await using door = await openDoor(bug)
    const answer = await door.post(message)
    expect(answer.status).toBe(500)
    expect(await answer.text()).toBe('{"error":"internal"}')
    expect(door.logged).toHaveLength(1)
    expect(door.logged[0]).toContain('om_5ce6d572455d361153b7cb51da133945')
  })

  test('thrown at once is the same', async () => {
    await using door = await openDoor(() => {
      throw new Error('at once')
    })
    expect((await door.post(message)).status).toBe(500)
    expect(door.thrown).toEqual([])
  })
})

test('whatever bytes come: an answer, no 204, no 5xx, no stack', async () => {
  await using door = await openDoor(nothing)
  const envelopes = ['messages/text-in-private', 'presses/form-submit', 'roster/menu', 'others/v1'].map((each) => {
    const [file, name] = each.split('/') as [string, string]
    return JSON.stringify(sample(file, name))
  })
  /** A true envelope with some of its characters put out of place, or anything. */
  const bent = fc
    .tuple(fc.constantFrom(...envelopes), fc.nat(), fc.nat(40), fc.string())
    .map(([text, at, length, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + length))
  const plain = fc.oneof(bent, fc.json(), fc.string())
  const request = fc.oneof(
    plain.map((text) => sealed(text)),
    plain.map((text) => signed(text)),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => sealed(bytes)),
    fc.uint8Array({ maxLength: 200 }).map((bytes): Request => ({ body: bytes, headers: {} })),
  )
  await fc.assert(
    fc.asyncProperty(request, async (each) => {
      const answer = await door.post(each)
      expect([200, 400, 401]).toContain(answer.status)
      expect(answer.headers.get('content-type')).toBe(json)
      const text = await answer.text()
      expect(text).not.toMatch(/\bat .*:\d+:\d+/)
      JSON.parse(text)
    }),
    runs(300),
  )
  expect(door.thrown).toEqual([])
})
