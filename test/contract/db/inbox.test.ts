import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveChat } from '#db/chat.ts'
import { claim, enterPress, lockUnhandled, markHandled, purgeInbox } from '#db/inbox.ts'
import { meetPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import type { InboundEvent } from '#src/events.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.db.transaction().execute(work)

const now = new Date('2026-11-23T08:00:00Z')
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000)
const event: InboundEvent = {
  kind: 'message',
  message: 'om_1' as MessageId,
  chat: 'oc_1' as ChatId,
  place: 'private',
  sender: 'ou_1' as OpenId,
  said: { kind: 'text', text: '进度' },
  mentions: [],
  root: null,
  at: new Date('2026-11-23T07:59:58.123Z'),
}

test('of all processes that take an event, one gets it', async () => {
  const taken = await Promise.all([1, 2, 3, 4].map(() => inTx((tx) => claim(tx, 'message:race', event, now))))
  expect(taken.filter((mine) => mine)).toHaveLength(1)
})

test('an event is read as it came, until it is handled; then it is forgotten and its claim is not', async () => {
  await inTx((tx) => claim(tx, 'message:om_1', event, now))
  expect(await inTx((tx) => lockUnhandled(tx, 'message:om_1'))).toEqual(event)
  await inTx((tx) => markHandled(tx, 'message:om_1', now))
  expect(await inTx((tx) => lockUnhandled(tx, 'message:om_1'))).toBeNull()
  expect(await inTx((tx) => claim(tx, 'message:om_1', event, now))).toBe(false)
  const row = database.db.selectFrom('inbox').select('event').where('key', '=', 'message:om_1')
  expect(await row.executeTakeFirst()).toEqual({ event: null })
})

test('a press is claimed and handled in one', async () => {
  const press = { key: 'press:1', presser: 'ou_1' as OpenId, chat: 'oc_1' as ChatId, now }
  expect(await inTx((tx) => enterPress(tx, press))).toEqual({ isGroup: false, who: null })
  await inTx((tx) => saveChat(tx, press.chat, '领导小组'))
  const who = await inTx((tx) => meetPerson(tx, press.presser))
  expect(await inTx((tx) => enterPress(tx, press))).toBeNull()
  expect(await inTx((tx) => enterPress(tx, { ...press, key: 'press:2' }))).toEqual({ isGroup: true, who })
  expect(await inTx((tx) => lockUnhandled(tx, 'press:1'))).toBeNull()
})

test('a claim that was rolled back is free again', async () => {
  const broken = inTx(async (tx) => {
    await claim(tx, 'message:om_2', event, now)
    throw new Error('no')
  })
  await expect(broken).rejects.toThrow('no')
  expect(await inTx((tx) => claim(tx, 'message:om_2', event, now))).toBe(true)
})

test('claims are kept for a month, and what still waits for ever', async () => {
  await inTx((tx) => enterPress(tx, { key: 'press:old', presser: 'ou_1' as OpenId, chat: 'oc_1' as ChatId, now }))
  await inTx((tx) => claim(tx, 'message:waiting', event, now))
  const keys = async () => (await database.db.selectFrom('inbox').select('key').execute()).map(({ key }) => key)
  await inTx((tx) => purgeInbox(tx, daysLater(29)))
  expect(await keys()).toContain('press:old')
  await inTx((tx) => purgeInbox(tx, daysLater(31)))
  expect(await keys()).not.toContain('press:old')
  expect(await keys()).toContain('message:waiting')
})
