import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decrypt } from '#src/feishu/decrypt.ts'
import { verify } from '#src/feishu/verify.ts'
import { readFixture, sample } from './fixture.ts'
import { encrypted, monday, type Request, seal, sealed, signed } from './sealed.ts'

const envelope = sample('messages', 'text-in-private')
const challenge = { challenge: 'ajls384kdjx98XX', token: seal.verificationToken, type: 'url_verification' }
const hours = (n: number) => new Date(monday.getTime() + n * 3_600_000)
const judge = ({ headers, body }: Request, now = monday) => verify(seal, headers, body, now)
const unsigned = (body: string | Uint8Array): Request => ({ body: Buffer.from(body), headers: {} })

test('the decryption example of the documents', () => {
  const { encryptKey, encrypt, plain } = JSON.parse(readFixture('encryption'))
  expect(Buffer.from(decrypt(encryptKey, encrypt) ?? []).toString('utf8')).toBe(plain)
})

test('a sealed envelope comes out as it went in', () => {
  expect(judge(sealed(envelope))).toEqual({ kind: 'envelope', envelope })
})

describe('what is not the platform’s is refused', () => {
  const good = sealed(envelope)
  const withHeader = (name: string, value: string) => ({ ...good, headers: { ...good.headers, [name]: value } })
  const without = (name: string) => {
    const { [name]: _, ...headers } = good.headers
    return { ...good, headers }
  }
  const cases: Record<string, Request> = {
    'signed with another key': signed(JSON.stringify({ encrypt: encrypted('{}') }), monday, 'another key'),
    'one byte changed': { ...good, body: Buffer.concat([good.body, Buffer.from(' ')]) },
    'another timestamp': withHeader('x-lark-request-timestamp', '1772413201'),
    'another nonce': withHeader('x-lark-request-nonce', 'other'),
    'half a signature': withHeader('x-lark-signature', good.headers['x-lark-signature']?.slice(0, 32) ?? ''),
    'an empty signature': withHeader('x-lark-signature', ''),
    'no signature': without('x-lark-signature'),
    'no timestamp': without('x-lark-request-timestamp'),
    'no nonce': without('x-lark-request-nonce'),
    'plaintext, signed': signed(JSON.stringify(envelope)),
    'plaintext, not signed': unsigned(JSON.stringify(envelope)),
    'a plaintext challenge': unsigned(JSON.stringify(challenge)),
    'another token': sealed({ ...envelope, header: { ...Object(envelope.header), token: 'another' } }),
    'another app': sealed({ ...envelope, header: { ...Object(envelope.header), app_id: 'cli_ffffffffffffffff' } }),
    'a v1 envelope with another token': sealed({ ...sample('others', 'v1'), token: 'another' }),
    'encrypted with another key, not signed': unsigned(JSON.stringify({ encrypt: encrypted('{}', 'another key') })),
  }
  test.each(Object.entries(cases))('%s', (_, request) => {
    expect(judge(request).kind).toBe('refused')
  })

  test('a header that came twice fits nothing', () => {
    const twice = { ...good.headers, 'x-lark-signature': [good.headers['x-lark-signature'] ?? '', 'x'] }
    expect(verify(seal, twice, good.body, monday).kind).toBe('refused')
  })
})

describe('age', () => {
  test.each([
    ['the last retry, 6 h 21 min later', hours(6.35), 'envelope'],
    ['8 hours old', hours(8), 'envelope'],
    ['older than 8 hours', hours(8.01), 'refused'],
    ['a clock 5 minutes behind', hours(-5 / 60), 'envelope'],
    ['a clock further behind', hours(-5.1 / 60), 'refused'],
  ])('%s', (_, now, kind) => {
    expect(judge(sealed(envelope), now).kind).toBe(kind)
  })
})

describe('url_verification', () => {
  const asked = (body: object) => unsigned(JSON.stringify({ encrypt: encrypted(JSON.stringify(body)) }))
  test('comes encrypted and not signed, and is answered', () => {
    expect(judge(asked(challenge))).toEqual({ kind: 'challenge', challenge: challenge.challenge })
  })
  test('is answered when signed too', () => {
    expect(judge(sealed(challenge))).toEqual({ kind: 'challenge', challenge: challenge.challenge })
  })
  test('is refused with another token', () => {
    expect(judge(asked({ ...challenge, token: 'another' })).kind).toBe('refused')
  })
  test('is no way in for events that are not signed', () => {
    expect(judge(asked(envelope)).kind).toBe('refused')
  })
})

describe('signed, but no envelope', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const wire = (encrypt: unknown) => signed(JSON.stringify({ encrypt }))
  const cases: Record<string, Request> = {
    'no JSON': signed('not json'),
    nothing: signed(''),
    'a list': signed('[]'),
    'a word': signed('"encrypt"'),
    null: signed('null'),
    'invalid UTF-8': signed(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
    'too deep': signed(deep),
    'no base64': wire('***='),
    'base64 with a break': wire(`${encrypted('{}').slice(0, 20)}\n${encrypted('{}').slice(20)}`),
    'an IV alone': wire(Buffer.alloc(16).toString('base64')),
    'no whole block': wire(Buffer.alloc(40).toString('base64')),
    'noise in place of a text': wire(Buffer.alloc(48, 1).toString('base64')),
    'inside no JSON': sealed('hello world'),
    'inside invalid UTF-8': sealed(Buffer.from(JSON.stringify({ ...envelope, more: '\xff' }), 'latin1')),
    'inside a list': sealed([envelope]),
    'inside too deep': sealed(`{"event":${deep}}`),
    'inside neither header nor token': sealed({ hello: 'world' }),
    'a header that is a list': sealed({ schema: '2.0', header: ['x'], event: {} }),
  }
  test.each(Object.entries(cases))('%s', (_, request) => {
    expect(judge(request).kind).toBe('malformed')
  })
})

test('NUL and half characters, which Postgres refuses, are taken out', () => {
  const text = sealed(`{"header":${JSON.stringify(envelope.header)},"event":{"a":"x\\u0000y\\ud800z","b\\u0000":1}}`)
  expect(judge(text)).toMatchObject({ envelope: { event: { a: 'xy\ufffdz' } } })
  expect(JSON.stringify(judge(text))).not.toContain('\\u0000')
})

test('whatever comes, it does not throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.json(), fc.string(), (bytes, json, text) => {
      for (const request of [signed(bytes), signed(json), sealed(bytes), sealed(json), unsigned(json)]) judge(request)
      judge(signed(JSON.stringify({ encrypt: text })))
      verify(seal, { 'x-lark-signature': text, 'x-lark-request-timestamp': text }, bytes, monday)
    }),
  )
})
