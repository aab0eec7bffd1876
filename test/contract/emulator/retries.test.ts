import { expect, test } from 'vitest'
import { startTown } from './town.ts'

type Town = Awaited<ReturnType<typeof startTown>>

const messagesOf = (town: Town) =>
  town.bot.events('im.message.receive_v1').map((each) => JSON.parse(each.body.event.message.content).text as string)
const idsOf = (town: Town) => town.bot.events().map((each) => each.body.header.event_id)

/** Answers the first requests so, and 200 after that. */
function answerFirst(town: Town, ...statuses: number[]) {
  town.bot.react = (_, response) => {
    response.statusCode = statuses.shift() ?? 200
    return {}
  }
}

test('an event that fails is tried four times more under the same id, then given up', async () => {
  await using town = await startTown({ switches: { retryScale: 0 } })
  answerFirst(town, 500, 302, 204, 503, 500)
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(town.bot.received).toHaveLength(5)
  expect(new Set(idsOf(town)).size).toBe(1)
  const log = town.emulator.wire.entries.filter((each) => each.kind === 'event')
  expect(log.map((each) => [each.attempt, each.status, each.ok])).toEqual([
    [1, 500, false],
    [2, 302, false],
    [3, 204, false],
    [4, 503, false],
    [5, 500, false],
  ])
  expect(town.emulator.waitingRetries()).toEqual([])
})

test('the waits are 15 s, 5 min, 1 h and 6 h: a retry far off is not waited for, and can be sent at once', async () => {
  await using town = await startTown()
  answerFirst(town, 500, 500)
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(town.bot.received).toHaveLength(1)
  expect(town.emulator.waitingRetries()).toMatchObject([{ type: 'im.message.receive_v1', attempt: 2 }])
  expect(town.emulator.retryNow()).toBe(1)
  await town.emulator.settle()
  expect(town.emulator.waitingRetries()).toMatchObject([{ attempt: 3 }])
  town.emulator.retryNow()
  await town.emulator.settle()
  expect(town.emulator.waitingRetries()).toEqual([])
  expect(town.bot.received).toHaveLength(3)
})

test('a scaled wait within a second is waited for', async () => {
  await using town = await startTown({ switches: { retryScale: 0.001 } })
  answerFirst(town, 500)
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(town.bot.received).toHaveLength(2)
})

test('no answer within the time limit counts as failed', async () => {
  await using town = await startTown({ switches: { eventTimeoutMs: 30, retryScale: 0 } })
  let calls = 0
  town.bot.react = () => (++calls === 1 ? undefined : {})
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(town.emulator.wire.entries.filter((each) => each.kind === 'event')).toMatchObject([
    { why: 'timeout', ok: false },
    { ok: true },
  ])
})

test.each([
  { retrySignature: 'fresh' as const, kinds: 2 },
  { retrySignature: 'same' as const, kinds: 1 },
])('a retry is signed $retrySignature where that is switched', async ({ retrySignature, kinds }) => {
  await using town = await startTown({ switches: { retrySignature, retryScale: 0 } })
  answerFirst(town, 500)
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(new Set(town.bot.received.map((each) => each.headers['x-lark-request-nonce'])).size).toBe(kinds)
})

test('204 is taken where that is switched', async () => {
  await using town = await startTown({ switches: { other2xx: 'accepted' } })
  answerFirst(town, 204)
  await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  expect(town.emulator.waitingRetries()).toEqual([])
})

test('duplicates come when asked for: under the same id, or under a new one for the same message', async () => {
  await using town = await startTown({ switches: { duplicates: 1, duplicatesWithNewId: 1 } })
  const said = await town.lin.say(town.app, 'hi')
  await town.emulator.settle()
  const [first, second, third] = idsOf(town)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
  expect(town.bot.received.map((each) => each.body.event.message.message_id)).toEqual([said.id, said.id, said.id])
})

test('pairs are swapped when asked for, and a single one still comes', async () => {
  await using town = await startTown({ switches: { swapPairs: true } })
  for (const words of ['1', '2', '3']) await town.lin.say(town.app, words)
  await town.emulator.settle()
  expect(messagesOf(town)).toEqual(['2', '1', '3'])
})

test('one by one, an event waits for the answer to the one before in its chat', async () => {
  await using town = await startTown()
  let open = 0
  let most = 0
  town.bot.react = async () => {
    most = Math.max(most, ++open)
    await new Promise((resolve) => setTimeout(resolve, 20))
    open--
    return {}
  }
  await town.lin.say(town.app, '1')
  await town.lin.say(town.app, '2')
  await town.emulator.settle()
  expect(most).toBe(1)
})

test('at once, the bot has both before it has answered either', async () => {
  await using town = await startTown({ switches: { delivery: 'at-once' } })
  const both = Promise.withResolvers<object>()
  town.bot.react = () => {
    if (town.bot.received.length === 2) both.resolve({})
    return both.promise
  }
  await town.lin.say(town.app, '1')
  await town.lin.say(town.app, '2')
  await town.emulator.settle()
  expect(town.bot.received).toHaveLength(2)
  expect(town.emulator.waitingRetries()).toEqual([])
})

test('of an ordered type the next one is held back until the one before is acknowledged', async () => {
  await using town = await startTown({ switches: { orderedEvents: ['im.message.receive_v1'] } })
  answerFirst(town, 500)
  await town.lin.say(town.app, '1')
  await town.lin.say(town.app, '2')
  await town.emulator.settle()
  expect(messagesOf(town)).toEqual(['1'])
  town.emulator.retryNow()
  await town.emulator.settle()
  expect(messagesOf(town)).toEqual(['1', '1', '2'])
})
