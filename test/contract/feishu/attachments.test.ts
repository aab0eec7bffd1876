import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { MessageId } from '#src/domain/ids.ts'
import { makeAttachments } from '#src/feishu/attachments.ts'
import { connect } from '#src/feishu/connection.ts'
import type { MessengerError } from '#src/ports.ts'
import { type Answer, type Call, refused, startFake } from './fake-platform.ts'

const message = 'om_1' as MessageId
const most = 1_000
const named = { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="a.pdf"' }

async function fetchFrom(answer: Answer | ((call: Call) => Answer)) {
  const fake = await startFake(typeof answer === 'function' ? answer : () => answer)
  const attachments = makeAttachments(connect(fake.access))
  return { fake, attachments, [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose]() }
}

/** A platform that answers byte by byte as it likes. */
async function rawPlatform(answer: RequestListener) {
  const server = createServer((request, response) => {
    if (request.url?.includes('tenant_access_token')) {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ code: 0, msg: 'ok', tenant_access_token: 't-bearer', expire: 7200 }))
    } else answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const domain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    attachments: makeAttachments(connect({ appId: 'cli_1', appSecret: 's', domain })),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

test.each([
  ['photo', 'image'],
  ['file', 'file'],
] as const)('a %s is asked for as %s, with the token', async (kind, type) => {
  await using from = await fetchFrom({ headers: named, body: '%PDF-1.4' })
  const bytes = await from.attachments.fetch(message, 'key_1', kind, most)
  expect(Buffer.from(bytes as Uint8Array).toString()).toBe('%PDF-1.4')
  expect(from.fake.calls).toMatchObject([
    { method: 'GET', path: '/open-apis/im/v1/messages/om_1/resources/key_1', token: 't-bearer-1' },
  ])
  expect(from.fake.calls[0]?.query.get('type')).toBe(type)
})

test('a file of JSON is a file, also one that looks like a refusal', async () => {
  const body = '{"code":230002,"msg":"x"}'
  await using from = await fetchFrom({ headers: { ...named, 'content-type': 'application/json' }, body })
  expect(Buffer.from((await from.attachments.fetch(message, 'k', 'file', most)) as Uint8Array).toString()).toBe(body)
})

describe('what is too large', () => {
  test('is known by its announced length, before any of it comes', async () => {
    await using from = await rawPlatform((_, response) => {
      response.writeHead(200, { ...named, 'content-length': most + 1 }).flushHeaders()
    })
    expect(await from.attachments.fetch(message, 'k', 'file', most)).toBe('too-large')
  })

  test('is left off when it goes on without having been announced', async () => {
    let sent = 0
    await using from = await rawPlatform((_, response) => {
      response.writeHead(200, named)
      const timer = setInterval(() => {
        sent += 400
        response.write(Buffer.alloc(400))
      }, 1)
      response.on('close', () => clearInterval(timer))
    })
    expect(await from.attachments.fetch(message, 'k', 'file', most)).toBe('too-large')
    expect(sent).toBeLessThan(1_000_000)
  })

  test('is said by the platform itself', async () => {
    await using from = await fetchFrom(refused(234037))
    expect(await from.attachments.fetch(message, 'k', 'file', most)).toBe('too-large')
  })

  test('just what is allowed is fetched whole', async () => {
    await using from = await fetchFrom({ headers: named, body: 'x'.repeat(most) })
    expect(((await from.attachments.fetch(message, 'k', 'file', most)) as Uint8Array).length).toBe(most)
  })
})

describe('what goes wrong is a MessengerError of a kind', () => {
  test.each<[string, Answer, MessengerError['kind'], number | null]>([
    ['not in this message', refused(234003), 'gone', 234003],
    ['the bot is out of the chat', refused(234004), 'gone', 234004],
    ['a message without files', refused(234043), 'gone', 234043],
    ['a missing scope', refused(99991672), 'settings', 99991672],
    ['too often', refused(99991400), 'again', 99991400],
    ['refused with HTTP 200', { body: { code: 234003, msg: 'x' } }, 'gone', 234003],
    ['success without a file', { body: { code: 0, msg: 'x' } }, 'unknown', null],
    ['a gateway', { status: 502, body: '<html>' }, 'unknown', null],
    ['cut off', 'cut', 'unknown', null],
  ])('%s', async (_, answer, kind, code) => {
    await using from = await fetchFrom(answer)
    await expect(from.attachments.fetch(message, 'k', 'file', most)).rejects.toMatchObject({ kind, code })
  })

  test.each([
    ['after half of what was announced', { 'content-length': '100' }],
    ['in the midst of a chunked answer', {}],
  ])('broken off %s: a half file is none', async (_, headers) => {
    await using from = await rawPlatform((_, response) => {
      response.writeHead(200, { ...named, ...headers })
      response.write(Buffer.alloc(50), () => response.destroy())
    })
    await expect(from.attachments.fetch(message, 'k', 'file', most)).rejects.toMatchObject({ kind: 'unknown' })
  })

  test('an answer that leads elsewhere is not followed: the token is for nobody else', async () => {
    const elsewhere = { status: 302, headers: { location: '/elsewhere' }, body: '' }
    await using from = await fetchFrom(({ path }) =>
      path === '/elsewhere' ? { headers: named, body: 'x' } : elsewhere,
    )
    await expect(from.attachments.fetch(message, 'k', 'file', most)).rejects.toMatchObject({ kind: 'unknown' })
    expect(from.fake.calls).toHaveLength(1)
  })

  test('a token that does not hold is replaced', async () => {
    let calls = 0
    await using from = await fetchFrom(() => (++calls === 1 ? refused(99991663) : { headers: named, body: 'x' }))
    expect(await from.attachments.fetch(message, 'k', 'file', most)).toHaveLength(1)
    expect(from.fake.calls.map((call) => call.token)).toEqual(['t-bearer-1', 't-bearer-2'])
  })
})

test.each(['', '../../x', 'a/b', 'a?b', 'a b', 'x'.repeat(201)])(
  'a key that is none is not asked for: %s',
  async (key) => {
    await using from = await fetchFrom({ headers: named, body: 'x' })
    await expect(from.attachments.fetch(message, key, 'file', most)).rejects.toMatchObject({ kind: 'content' })
    await expect(from.attachments.fetch('om_1/../x' as MessageId, 'k', 'file', most)).rejects.toMatchObject({
      kind: 'content',
    })
    expect(from.fake.calls).toEqual([])
  },
)

test('no error holds the token', async () => {
  await using from = await fetchFrom(refused(234003))
  const error = await from.attachments.fetch(message, 'k', 'file', most).catch((one: unknown) => one)
  expect(`${error} ${JSON.stringify(error)} ${(error as Error).stack}`).not.toContain('t-bearer')
})
