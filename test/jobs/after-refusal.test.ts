import { expect, test } from 'vitest'
import type { Card } from '#cards/card.ts'
import type { Delivery } from '#db/delivery.ts'
import type { ChatId, DeliveryId, MessageId, OpenId } from '#src/domain/ids.ts'
import { afterRefusal, isTooDoubtful, type Next } from '#src/jobs/after-refusal.ts'
import { MessengerError, type TroubleKind } from '#src/ports.ts'

const now = new Date('2026-11-23T08:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const chat = 'oc_1' as ChatId
const message = 'om_1' as MessageId
const text = { kind: 'text', text: '您好' } as const
const card = { kind: 'card', card: {} as Card } as const
const person = { to: 'person', person: 'ou_1' as OpenId } as const
const thread = { to: 'thread', of: message, chat } as const
const update = { to: 'card', message, chat } as const

function aDelivery(part: Partial<Delivery> = {}): Delivery {
  const row = {
    id: 1 as DeliveryId,
    key: 'k',
    campaign: null,
    person: null,
    fileKey: null,
    reminder: null,
    attempts: 0,
  }
  return { ...row, target: person, content: text, queuedAt: minutesAgo(1), doubtfulSince: null, ...part }
}

type Case = readonly [
  story: string,
  trouble: readonly [kind: TroubleKind, code: number | null, afterMs?: number],
  delivery: Partial<Delivery>,
  next: Next,
]
const doubtful = { doubtfulSince: minutesAgo(2) }
const later = (from: number, to: number, doubt: boolean) => {
  const afterMs = expect.toSatisfy((ms: number) => ms >= from && ms <= to)
  return { kind: 'later', afterMs, doubt } as unknown as Next
}
const failed = (why: Extract<Next, { kind: 'failed' }>['why']): Next => ({ kind: 'failed', why })

const cases: readonly Case[] = [
  ['busy, first time: about a second', ['again', 230020], {}, later(500, 1_000, false)],
  ['busy, many times: at most a minute', ['again', 230020], { attempts: 40 }, later(30_000, 60_000, false)],
  ['busy, and it said until when', ['again', 99991400, 9_000], {}, later(9_000, 9_000, false)],
  ['busy, and it named a day', ['again', 99991400, 86_400_000], {}, later(600_000, 600_000, false)],
  ['busy for two hours', ['again', 230020], { queuedAt: minutesAgo(121) }, failed('again')],
  [
    'busy for two hours, perhaps sent',
    ['again', 1],
    { ...doubtful, queuedAt: minutesAgo(121) },
    failed('outcome-unknown'),
  ],
  ['no answer came', ['unknown', null], {}, later(500, 1_000, true)],
  ['no answer for two hours', ['unknown', null], { queuedAt: minutesAgo(121) }, failed('outcome-unknown')],
  ['a setting is wrong', ['settings', 99991672], {}, later(300_000, 300_000, false)],
  ['a setting is wrong for a day', ['settings', 99991672], { queuedAt: minutesAgo(1_441) }, failed('settings')],
  ['sent before', ['duplicate', 230001], doubtful, { kind: 'sent' }],
  ['cannot be reached', ['address', 230013], {}, failed('address')],
  ['a text it does not take', ['content', 230001], {}, failed('content')],
  ['a card it does not take', ['content', 230099], { content: card }, { kind: 'as-text' }],
  ['a changed card it does not take', ['content', 230099], { content: card, target: update }, failed('content')],
  [
    'an unknown refusal of what was perhaps sent',
    ['content', 230001],
    { ...doubtful, content: card },
    { kind: 'sent' },
  ],
  ['a card it does not take, perhaps sent', ['content', 230099], { ...doubtful, content: card }, { kind: 'as-text' }],
  [
    'a changed card, refused after no answer',
    ['content', 1],
    { ...doubtful, content: card, target: update },
    failed('content'),
  ],
  ['the card to change is gone', ['gone', 230110], { content: card, target: update }, failed('gone')],
  [
    'the message to answer is gone',
    ['gone', 230011],
    { target: thread },
    { kind: 'elsewhere', target: { to: 'chat', chat } },
  ],
  [
    'the message to answer is gone, perhaps answered',
    ['gone', 230011],
    { ...doubtful, target: thread },
    failed('outcome-unknown'),
  ],
]

test.each(cases)('%s', (_story, [kind, code, afterMs], delivery, next) => {
  const error = new MessengerError(kind, 'send', code, 400, afterMs ?? null)
  expect(afterRefusal(error, aDelivery(delivery), now)).toEqual(next)
})

test('nothing is repeated once the platform may have forgotten the first attempt', () => {
  expect(isTooDoubtful(aDelivery({ doubtfulSince: minutesAgo(49) }), now)).toBe(false)
  expect(isTooDoubtful(aDelivery({ doubtfulSince: minutesAgo(51) }), now)).toBe(true)
  expect(isTooDoubtful(aDelivery({ queuedAt: minutesAgo(90) }), now)).toBe(false)
  // The clock was set back by an hour; the other process's is a little ahead.
  expect(isTooDoubtful(aDelivery({ doubtfulSince: minutesAgo(-60) }), now)).toBe(true)
  expect(isTooDoubtful(aDelivery({ doubtfulSince: minutesAgo(-4) }), now)).toBe(false)
  expect(isTooDoubtful(aDelivery({ doubtfulSince: minutesAgo(51), target: update }), now)).toBe(false)
})
