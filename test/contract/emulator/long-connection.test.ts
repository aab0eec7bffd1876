import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import { expect, test } from 'vitest'
import { decodeFrame, encodeFrame } from '#src/emulator/line/frame.ts'
import { button, card, secret, startTown } from './town.ts'

type Town = Awaited<ReturnType<typeof startTown>>
type Handler = (data: Record<string, unknown>) => unknown

const say = () => {}
const logger = { error: say, warn: say, info: say, debug: say, trace: say }

/** The SDK's own client on the other end; resolves when it is connected. */
async function connect(town: Town, handlers: Record<string, Handler>, appSecret = secret) {
  town.app.forceUrls({ event: null, callback: null })
  const ready = Promise.withResolvers<void>()
  const again = Promise.withResolvers<void>()
  const client = new WSClient({
    ...{ appId: town.app.id, appSecret, domain: town.emulator.url, logger, loggerLevel: LoggerLevel.error },
    // Shorter than the pings: each of them begins the SDK's wait anew.
    wsConfig: { pingTimeout: 0.5 },
    onReady: () => ready.resolve(),
    onReconnected: () => again.resolve(),
    onError: (error) => ready.reject(error),
  })
  const eventDispatcher = new EventDispatcher({ logger, loggerLevel: LoggerLevel.error }).register(handlers as never)
  void client.start({ eventDispatcher })
  await ready.promise
  return { reconnected: again.promise, [Symbol.dispose]: () => client.close({ force: true }) }
}

test('a frame comes out of its bytes as it went in', () => {
  const frame = {
    ...{ seqId: 2 ** 40 + 5, logId: 0, service: 33_554_678, method: 1 },
    headers: { type: 'event', message_id: '消息' },
    payload: Buffer.from('{"x":"一"}'),
  }
  expect(decodeFrame(encodeFrame(frame))).toEqual(frame)
  expect(() => decodeFrame(Buffer.from([0x2a, 0x05]))).toThrow('cut off')
  expect(() => decodeFrame(Buffer.from([0x08, 0x80]))).toThrow('cut off')
})

test('events and callbacks come over the long connection in plain, and the answer replaces the card', async () => {
  await using town = await startTown()
  const heard: string[] = []
  const next = card({ tag: 'markdown', content: '下一张' })
  using _ = await connect(town, {
    'im.message.receive_v1': (data) => void heard.push((data.message as { content: string }).content),
    'card.action.trigger': () => ({ toast: { type: 'info', content: '好' }, card: { type: 'raw', data: next } }),
  })
  await town.lin.say(town.app, '长'.repeat(40_000))
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(heard.map((each) => JSON.parse(each).text.length)).toEqual([40_000, 2])
  const sent = await town.client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: {
      receive_id: town.lin.openId(town.app),
      msg_type: 'interactive',
      content: JSON.stringify(card(button('好'))),
    },
  })
  const press = () => town.emulator.press(town.lin, sent.data?.message_id ?? '', { button: '好' })
  town.emulator.switches.rawCardOverLongConnection = 'refused'
  expect(await press()).toMatchObject({ kind: 'failed', code: 200673 })
  town.emulator.switches.rawCardOverLongConnection = 'accepted'
  expect(await press()).toMatchObject({ kind: 'answered', card: next, toast: { content: '好' } })
})

test('a handler that throws is tried again, one that answers nothing has no answer for a press', async () => {
  await using town = await startTown({ switches: { retryScale: 0 } })
  let calls = 0
  using _ = await connect(town, {
    'im.message.receive_v1': () => {
      if (++calls === 1) throw new Error('not yet')
    },
    'card.action.trigger': () => undefined,
  })
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(calls).toBe(2)
  const sent = await town.client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: {
      receive_id: town.lin.openId(town.app),
      msg_type: 'interactive',
      content: JSON.stringify(card(button('好'))),
    },
  })
  const outcome = await town.emulator.press(town.lin, sent.data?.message_id ?? '', { button: '好' })
  expect(outcome).toMatchObject({ kind: 'failed', code: 200672 })
})

test('a wrong secret is told to the client, a connection that was cut comes back', async () => {
  await using town = await startTown({ switches: { reconnectSeconds: 0 } })
  await expect(connect(town, {}, 'wrong')).rejects.toThrow('514')
  let calls = 0
  using line = await connect(town, { 'im.message.receive_v1': () => void calls++ })
  town.emulator.cutConnections(town.app)
  await line.reconnected
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(calls).toBe(1)
})

test('what happens while nobody is connected is tried again, like an event nobody answers', async () => {
  await using town = await startTown()
  const heard: string[] = []
  const handlers = { 'im.message.receive_v1': () => void heard.push('message') }
  ;(await connect(town, handlers))[Symbol.dispose]()
  await expect.poll(() => town.emulator.world.apps.get(town.app.id)?.eventUrl).toBe('long-connection')
  town.emulator.cutConnections(town.app)
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect([heard, town.emulator.waitingRetries().length]).toEqual([[], 1])
  using _ = await connect(town, handlers)
  town.emulator.retryNow()
  await town.emulator.settle()
  expect(heard).toEqual(['message'])
})

test('an app that has a request URL is not served by a connection it opens', async () => {
  await using town = await startTown()
  const heard: string[] = []
  using _ = await connect(town, { 'im.message.receive_v1': () => void heard.push('line') })
  town.app.forceUrls({ event: town.bot.url, callback: town.bot.url })
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(heard).toEqual([])
  expect(town.emulator.wire.entries).toContainEqual(expect.objectContaining({ kind: 'event', ok: true }))
})

test('a connection that went dead takes events and answers none, pings neither', async () => {
  await using town = await startTown({ switches: { pingSeconds: 1, reconnectSeconds: 0, eventTimeoutMs: 20 } })
  let calls = 0
  using line = await connect(town, { 'im.message.receive_v1': () => void calls++ })
  town.emulator.deadenConnections(town.app)
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect([calls, town.emulator.waitingRetries().length]).toEqual([0, 1])
  await line.reconnected
  town.emulator.retryNow()
  await town.emulator.settle()
  expect(calls).toBe(1)
})

test('of two connections each message goes to one', async () => {
  await using town = await startTown()
  const heard: number[] = []
  using _ = await connect(town, { 'im.message.receive_v1': () => void heard.push(1) })
  using __ = await connect(town, { 'im.message.receive_v1': () => void heard.push(2) })
  for (const words of ['a', 'b', 'c', 'd']) await town.lin.say(town.app, words)
  await town.emulator.settle()
  expect(heard).toEqual([1, 2, 1, 2])
})
