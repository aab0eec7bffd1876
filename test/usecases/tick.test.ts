import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { said } from '#cards/words.ts'
import type { MessageId } from '#src/domain/ids.ts'
import { tick } from '#src/usecases/tick.ts'
import {
  assignmentOf,
  campaignOf,
  leadingGroup,
  openDivided,
  otherLeadingGroup,
  receiverOf,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import type { Recorder, SentLetter } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const met = { rating: '已达到', fact: '有' }
const keys = (letters: readonly SentLetter[], like: RegExp) =>
  letters.map((one) => one.key).filter((key) => like.test(key))
async function submit(no: number): Promise<void> {
  await world.press('lin', await walkPress(world, 'submit-answer', no), met)
}

describe('the weekly digest', () => {
  test('goes to each leading group once, on the last school day of the week', async () => {
    await submit(17)
    const weekly = async (time: string) => keys(await world.tick(`2026-09-${time}+08:00`), /^weekly:/)
    expect(await weekly('10T16:00')).toEqual([])
    expect(await weekly('11T15:59')).toEqual([])
    const letters = await world.tick('2026-09-11T16:00+08:00')
    expect(letters.map(receiverOf)).toEqual([leadingGroup, otherLeadingGroup])
    expect(wordsOf(letters[0])).toContain('已填报 1 / 92 条')
    expect(await weekly('11T16:01')).toEqual([])
    expect(await weekly('11T18:00')).toEqual([])
    // The week after ends on a Sunday that is worked for the holiday.
    expect(await weekly('18T16:00')).toEqual([])
    expect(await weekly('20T16:00')).toHaveLength(2)
  })
})

describe('the end', () => {
  test('comes once, at six on the last day: closed, one summary, a word to the coordinator', async () => {
    await submit(17)
    expect(keys(await world.tick('2026-09-30T17:59+08:00'), /^(summary|closed):1:/)).toEqual([])
    const letters = (await world.tick('2026-09-30T18:00+08:00')).filter((one) => /^\w+:1:/.test(one.key))
    expect(letters.map((one) => [one.key, receiverOf(one), one.content.kind])).toEqual([
      ['summary:1:1:closing:2026-09-30', leadingGroup, 'card'],
      ['summary:1:1:closing:2026-09-30:summary', leadingGroup, 'summary-file'],
      ['summary:1:1:closing:2026-09-30:self-rating', leadingGroup, 'summary-file'],
      ['summary:1:1:closing:2026-09-30:division', leadingGroup, 'summary-file'],
      ['summary:1:1:closing:2026-09-30:ledger', leadingGroup, 'summary-file'],
      ['closed:1:2026-09-30', 'zhao', 'text'],
    ])
    expect((await campaignOf(world)).status).toBe('closed')
    expect(await world.tick('2026-09-30T18:01+08:00')).toEqual([])
    expect(await world.tick('2026-10-08T16:00+08:00')).toEqual([])
  })

  test('is made up for by a bot that stood still that evening', async () => {
    expect(keys(await world.tick('2026-10-03T03:00+08:00'), /^summary:1:/)).toHaveLength(5)
  })

  test('can be put off afterwards by a word in the group, and then comes again as the next version', async () => {
    await world.tick('2026-09-30T18:00+08:00')
    await world.say('zhao', '创建活动 自查截止日期：2026-10-20', { in: leadingGroup })
    expect(await campaignOf(world)).toMatchObject({ status: 'open', inspectBy: '2026-10-20' })
    await submit(17)
    expect(keys(await world.tick('2026-10-20T18:00+08:00'), /:1:/)).toEqual([
      'summary:1:2:closing:2026-10-20',
      'summary:1:2:closing:2026-10-20:summary',
      'summary:1:2:closing:2026-10-20:self-rating',
      'summary:1:2:closing:2026-10-20:division',
      'summary:1:2:closing:2026-10-20:ledger',
      'cover-note:1:2',
      'closed:1:2026-10-20',
    ])
  })
})

test('one campaign that cannot be read keeps no other from its turn', async () => {
  const { id } = await campaignOf(world)
  await world.database.db
    .transaction()
    .execute((tx) => sql`update campaign set holidays = '[null]' where id = ${id}`.execute(tx))
  await expect(world.tick('2026-09-22T16:00+08:00')).rejects.toThrow(TypeError)
  const letters = await world.send('chen', { kind: 'other', type: 'sticker' })
  expect(letters.map(receiverOf)).toEqual(['zhou', 'chen'])
})

describe('a card that nears its end', () => {
  const card = 'om_card_of_lin' as MessageId
  async function start(): Promise<void> {
    const campaign = await campaignOf(world)
    await world.press('lin', { v: 1, do: 'start-walk', campaign: campaign.id }, {}, { card })
  }
  const renewals = (letters: readonly SentLetter[]) => letters.filter((one) => /^(renew|moved)/.test(one.key))

  test('is taken over by a fresh one at the same place, in the last school hours it lives to see, once', async () => {
    await start()
    await world.press('lin', await walkPress(world, 'skip', 17), {}, { card })
    expect(renewals(await world.tick('2026-09-18T16:00+08:00'))).toEqual([])
    expect(renewals(await world.tick('2026-09-20T03:00+08:00'))).toEqual([])
    const letters = renewals(await world.tick('2026-09-20T16:00+08:00'))
    expect(letters.map(receiverOf)).toEqual([card, 'lin'])
    expect(wordsOf(letters[1])).toContain('第2条/共2条')
    expect(wordsOf(letters[1])).toContain(said.renewed)
    expect(renewals(await world.tick('2026-09-20T16:01+08:00'))).toEqual([])
    expect(renewals(await world.tick('2026-09-21T16:00+08:00'))).toEqual([])
  })

  test('is renewed before a holiday it would die in', async () => {
    await start()
    const sent = { card_sent_at: new Date('2026-09-14T10:00+08:00') }
    await world.database.db.transaction().execute((tx) => tx.updateTable('walk').set(sent).execute())
    expect(renewals(await world.tick('2026-09-23T16:00+08:00'))).toEqual([])
    // The 25th to 27th are 中秋; on the 28th at 10:00 it would be dead before the hour of the campaign.
    expect(renewals(await world.tick('2026-09-24T16:00+08:00')).map(receiverOf)).toEqual([card, 'lin'])
  })

  test('is not, when the requirement went to somebody else or the person has left', async () => {
    await start()
    await world.say('zhao', '/assign 17 李老师')
    expect(renewals(await world.tick('2026-09-20T16:00+08:00'))).toEqual([])
    await world.say('zhao', '/assign 17', { mention: ['lin'] })
    await world.happen({ kind: 'person-left', id: 'left', person: openIdOf('lin') })
    expect(renewals(await world.tick('2026-09-20T16:00+08:00'))).toEqual([])
  })

  test('is not kept from it by a hundred that need none', async () => {
    await start()
    const { id } = await assignmentOf(world, 92)
    const { id: campaign } = await campaignOf(world)
    await world.database.db.transaction().execute(async (tx) => {
      for (let at = 0; at < 120; at += 1) {
        const { id: person } = await tx
          .insertInto('person')
          .values({ open_id: openIdOf(`many${at}`), name: '从前', left_at: null })
          .returning('id')
          .executeTakeFirstOrThrow()
        const walk = {
          person,
          campaign,
          assignment: id,
          chat: leadingGroup,
          root: null,
          card: null,
          card_delivery: null,
        }
        await tx
          .insertInto('walk')
          .values({ ...walk, card_sent_at: new Date(0), touched_at: new Date(0) })
          .execute()
      }
    })
    expect(renewals(await world.tick('2026-09-20T16:00+08:00')).map(receiverOf)).toEqual([card, 'lin'])
  })
})

test('a campaign in which nothing is left to do rests, until something was done in it or ten minutes are over', async () => {
  const first = await opened('2026-09-22T16:00+08:00')
  expect(first).toBeGreaterThan(0)
  // What the first minute did itself is looked at once.
  await opened('2026-09-22T16:01+08:00')
  expect(await opened('2026-09-22T16:02+08:00')).toBe(0)
  await submit(17)
  expect(await opened('2026-09-22T16:03+08:00')).toBeGreaterThan(0)
  expect(await opened('2026-09-22T16:04+08:00')).toBe(0)
  expect(await opened('2026-09-22T16:14+08:00')).toBeGreaterThan(0)
  expect(await opened('2026-09-22T18:01+08:00')).toBe(0)
})

/** How often a tick holds a campaign. */
async function opened(time: string): Promise<number> {
  let held = 0
  const db = world.database.db.withPlugin({
    transformQuery: ({ node }) => {
      const locks =
        node.kind === 'SelectQueryNode' && node.endModifiers?.some((one) => one.modifier === 'ForNoKeyUpdate')
      if (locks === true) held += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  world.clock.set(time)
  await tick({ ...world.deps, db }, world.clock.now())
  return held
}
