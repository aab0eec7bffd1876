import { expect, test } from 'vitest'
import { button, card } from '#cards/card.ts'
import type { Press } from '#cards/press.ts'
import type { AssignmentId, CampaignId, ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import type { PressEvent } from '#src/events.ts'
import { cardsThatArrive } from '#src/feishu/card-answers.ts'

const start: Press = { v: 1, do: 'start-walk', campaign: 1 as CampaignId }
const submit = (seen: number): Press => ({ v: 1, do: 'submit-answer', assignment: 12 as AssignmentId, seen })
const shows = (press: Press) => card('第17条', 'blue', [button('按钮', press)])

/** Presses one card after the other, seconds apart, and says of each how the card came that is shown next. */
function phone() {
  let at = 0
  let next = shows(start)
  const sent: unknown[] = []
  const receive = cardsThatArrive({
    receive: async () => ({ toast: { kind: 'success', text: '好' }, card: next }),
    now: () => new Date(at),
    log: { warn() {}, error() {} },
    sendCard: async (_, given) => sent.push(given),
  })
  return async (press: Press, seconds: number, answered: Press) => {
    at += seconds * 1000
    next = shows(answered)
    const reply = await receive(pressOf(press))
    await expect.poll(() => (reply?.card === undefined ? sent.includes(next) : true)).toBe(true)
    return reply?.card === undefined ? 'after' : 'with'
  }
}

function pressOf(press: Press): PressEvent {
  const ids = { presser: 'ou_1' as OpenId, card: 'om_1' as MessageId, chat: 'oc_1' as ChatId }
  return { kind: 'press', id: 'e', press, form: {}, ...ids }
}

test('a button that the new card has no more, pressed again: cards come after the answer from then on', async () => {
  const press = phone()
  expect(await press(start, 0, submit(3))).toBe('with')
  expect(await press(start, 4, submit(3))).toBe('after')
  expect(await press(submit(3), 4, submit(4))).toBe('after')
})

test('two taps of one finger say nothing', async () => {
  const press = phone()
  await press(start, 0, submit(3))
  expect(await press(start, 1, submit(3))).toBe('with')
})

test('neither does a button that the new card has as well', async () => {
  const press = phone()
  await press(start, 0, start)
  expect(await press(start, 60, start)).toBe('with')
})

test('a button that only the new card has: cards arrive, and nothing later makes them doubtful', async () => {
  const press = phone()
  await press(start, 0, submit(3))
  await press(submit(3), 10, submit(4))
  expect(await press(submit(3), 10, submit(4))).toBe('with')
  expect(await press(submit(3), 10, submit(4))).toBe('with')
})
