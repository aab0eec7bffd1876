import { expect, test } from 'vitest'
import type { ChatId } from '#src/domain/ids.ts'
import { makeMessenger } from '#src/feishu/client.ts'
import { connect } from '#src/feishu/connection.ts'
import { makeTokens } from '#src/feishu/token.ts'
import { ok, refused, startFake } from './fake-platform.ts'

const sent = ok({ message_id: 'om_9', chat_id: 'oc_9' })
const send = (messenger: ReturnType<typeof makeMessenger>) =>
  messenger.send({ to: 'chat', chat: 'oc_1' as ChatId }, { kind: 'text', text: '您好' }, 'key')

test('many calls at once fetch one token', async () => {
  await using fake = await startFake(() => sent)
  const messenger = makeMessenger(connect(fake.access))
  await Promise.all(Array.from({ length: 20 }, () => send(messenger)))
  expect([fake.tokensGiven, fake.calls.length]).toEqual([1, 20])
})

test('two clients share nothing', async () => {
  await using one = await startFake(() => sent)
  await using other = await startFake(() => sent)
  await send(makeMessenger(connect(one.access)))
  await send(makeMessenger(connect(other.access)))
  expect(other.tokensGiven).toBe(1)
})

test.each([99991663, 99991661, 99991671])(
  'a token refused with %i is replaced, and the call made again',
  async (code) => {
    await using fake = await startFake(({ token }) => (token === 't-bearer-1' ? refused(code) : sent))
    await send(makeMessenger(connect(fake.access)))
    expect(fake.calls.map(({ token }) => token)).toEqual(['t-bearer-1', 't-bearer-2'])
  },
)

test('once: a platform that likes no token is not asked for ever', async () => {
  await using fake = await startFake(() => refused(99991663))
  await expect(send(makeMessenger(connect(fake.access)))).rejects.toMatchObject({ kind: 'again', code: 99991663 })
  expect(fake.calls).toHaveLength(2)
})

test('a refusal of one call does not throw away the token another has just fetched', async () => {
  let given = 0
  const tokens = makeTokens(
    async () => ({ token: `t-${++given}`, seconds: 7200 }),
    () => new Date(0),
  )
  const old = await tokens.current()
  tokens.drop(old)
  const fresh = await tokens.current()
  tokens.drop(old)
  expect([fresh, await tokens.current()]).toEqual(['t-2', 't-2'])
})

test('a token is renewed before its end, a short-lived one not for every call', async () => {
  let now = 0
  let given = 0
  const tokens = (seconds: number) =>
    makeTokens(
      async () => ({ token: `t-${++given}`, seconds }),
      () => new Date(now),
    )
  const long = tokens(7200)
  expect(await long.current()).toBe('t-1')
  now = 7019_000
  expect(await long.current()).toBe('t-1')
  now = 7021_000
  expect(await long.current()).toBe('t-2')
  // Set forward: asked for early. Set back: kept, until the platform refuses it, which is met by the tests above.
  now += 86_400_000
  expect(await long.current()).toBe('t-3')
  now -= 2 * 86_400_000
  expect(await long.current()).toBe('t-3')
  long.drop('t-3')
  expect(await long.current()).toBe('t-4')
  const short = tokens(60)
  expect([await short.current(), await short.current()]).toEqual(['t-5', 't-5'])
})

test('a failed fetch is not kept', async () => {
  await using fake = await startFake(() => sent)
  const messenger = makeMessenger(connect(fake.access))
  fake.tokenAnswer = 'cut'
  await expect(send(messenger)).rejects.toMatchObject({ kind: 'unknown', code: null })
  fake.tokenAnswer = null
  await expect(send(messenger)).resolves.toBeDefined()
})
