import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { markFailed } from '#db/delivery.ts'
import type { Day } from '#src/domain/day.ts'
import type { DeliveryId } from '#src/domain/ids.ts'
import { stillWanted } from '#src/usecases/remind.ts'
import { assignmentOf, campaignOf, openDivided, receiverOf, shares, wordsOf } from '#test/support/first-school.ts'
import type { Recorder, SentLetter } from '#test/support/recorder.ts'
import { partly, reviewPress, setReview, submit } from '#test/support/review.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await setReview(world, 'head')
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const digests = (letters: readonly SentLetter[]) => letters.filter((one) => one.key.startsWith('review:'))
const toldAt = async (time: string) => digests(await world.tick(`2026-09-${time}+08:00`)).map(receiverOf)

test('one card for all that waits, at the hour, and none while nothing new has come', async () => {
  for (const no of [17, 18]) await submit(world, 'lin', no, partly)
  expect(await toldAt('07T15:59')).toEqual([])
  const letters = digests(await world.tick('2026-09-07T16:00+08:00'))
  expect(letters.map(receiverOf)).toEqual(['qian'])
  expect(wordsOf(letters[0])).toContain('「对照整改年活动」有2条填报等您审核，其中2条还有差距。')
  expect(wordsOf(letters[0])).not.toContain('林老师')
  expect(await toldAt('07T16:01')).toEqual([])
  expect(await toldAt('08T16:00')).toEqual([])
  expect(await toldAt('09T16:00')).toEqual([])
})

test('at most one a day: what comes after it waits for the next school day, with all that waits still', async () => {
  await submit(world, 'lin', 17)
  expect(await toldAt('11T16:00')).toEqual(['qian'])
  await submit(world, 'lin', 18)
  expect(await toldAt('11T17:00')).toEqual([])
  expect(await toldAt('12T16:00')).toEqual([])
  const monday = digests(await world.tick('2026-09-14T16:00+08:00'))
  expect(monday.map(wordsOf).join()).toContain('有2条填报等您审核')
})

test('an answer submitted again is news, one already decided is not', async () => {
  await submit(world, 'lin', 17)
  await submit(world, 'lin', 18)
  expect(await toldAt('07T16:00')).toEqual(['qian'])
  await world.press('qian', await reviewPress(world, 'accept-answer', 18))
  expect(await toldAt('08T16:00')).toEqual([])
  await submit(world, 'lin', 17, partly)
  expect(await toldAt('08T16:30')).toEqual(['qian'])
})

test('each reviewer theirs: heads their departments’, the coordinator what is a head’s own', async () => {
  const all = await shares(world)
  await submit(world, 'lin', 17)
  await submit(world, 'qian', all.qian?.[0] ?? 0)
  await submit(world, 'sun', all.sun?.[0] ?? 0)
  const letters = digests(await world.tick('2026-09-07T16:00+08:00'))
  expect(letters.map(receiverOf).toSorted()).toEqual(['qian', 'zhao'])
  expect(wordsOf(letters.find((one) => receiverOf(one) === 'zhao'))).toContain('有2条')
})

test('a review switched on later tells of what was submitted before; without one nobody is told', async () => {
  await setReview(world, 'none')
  await submit(world, 'lin', 17)
  expect(await toldAt('07T16:00')).toEqual([])
  await setReview(world, 'coordinator')
  expect(await toldAt('08T16:00')).toEqual(['zhao'])
  // Who reviews now was told of nothing yet.
  await setReview(world, 'head')
  expect(await toldAt('09T16:00')).toEqual(['qian'])
})

test('a new head hears of what the one before her was told', async () => {
  await submit(world, 'lin', 17)
  expect(await toldAt('07T16:00')).toEqual(['qian'])
  await world.happen({ kind: 'person-left', id: 'left', person: openIdOf('qian') })
  expect(await toldAt('08T16:00')).toEqual(['zhao'])
})

test('a letter that did not arrive has told nobody', async () => {
  await submit(world, 'lin', 17)
  await world.tick('2026-09-07T16:00+08:00')
  await world.database.db.transaction().execute(async (tx) => {
    const [row] = await tx.selectFrom('delivery').select('id').where('reminder', '=', 'review').execute()
    await tx.updateTable('delivery').set({ state: 'queued', done_at: null }).where('reminder', '=', 'review').execute()
    await markFailed(tx, row?.id as DeliveryId, { why: 'not-needed', code: null }, world.clock.now())
  })
  expect(await toldAt('08T16:00')).toEqual(['qian'])
})

test('what waited too long to be sent is dropped when nothing waits any more, or school is out', async () => {
  await submit(world, 'lin', 17)
  const { id } = await campaignOf(world)
  const { respondent: lin } = await assignmentOf(world, 17)
  const qian = await world.database.db
    .transaction()
    .execute((tx) =>
      tx.selectFrom('person').select('id').where('open_id', '=', openIdOf('qian')).executeTakeFirstOrThrow(),
    )
  const wanted = (person: typeof lin | null, at: string) =>
    world.database.db
      .transaction()
      .execute((tx) => stillWanted(tx, world.deps, { campaign: id, person, kind: 'review' }, new Date(at)))
  expect(await wanted(qian.id, '2026-09-08T10:00+08:00')).toBe(true)
  expect(await wanted(qian.id, '2026-09-08T19:00+08:00')).toBe(false)
  expect(await wanted(qian.id, '2026-09-12T10:00+08:00')).toBe(false)
  expect(await wanted(lin, '2026-09-08T10:00+08:00')).toBe(false)
  expect(await wanted(null, '2026-09-08T10:00+08:00')).toBe(false)
  await world.press('qian', await reviewPress(world, 'accept-answer', 17))
  expect(await wanted(qian.id, '2026-09-08T10:00+08:00')).toBe(false)
})

test('somebody who reviews in two schools gets one card a day that says both', async () => {
  // qian coordinates the second school's campaign as well, which has more time.
  await submit(world, 'lin', 17)
  const second = await world.database.db
    .transaction()
    .execute((tx) =>
      tx.selectFrom('campaign').select(['id', 'coordinator']).where('title', '=', '二小整改').executeTakeFirstOrThrow(),
    )
  const { respondent: lin } = await assignmentOf(world, 17)
  await world.database.db.transaction().execute(async (tx) => {
    const qian = await tx
      .selectFrom('person')
      .select('id')
      .where('open_id', '=', openIdOf('qian'))
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('campaign')
      .set({ review: 'coordinator', coordinator: qian.id, inspect_by: '2026-10-20' as Day })
      .where('id', '=', second.id)
      .execute()
    const one = await tx
      .selectFrom('assignment')
      .select('id')
      .where('campaign', '=', second.id)
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const answer = { rating: '已达到', means: 'met', fact: '有', shortcoming: null, measure: null, due: null } as const
    await tx
      .insertInto('answer')
      .values({
        assignment: one.id,
        revision: 1,
        ...answer,
        evidence: null,
        submitted_by: lin,
        submitted_at: world.clock.now(),
      })
      .execute()
    await tx
      .updateTable('assignment')
      .set({ answered_revision: 1, state: 'submitted' })
      .where('id', '=', one.id)
      .execute()
  })
  const letters = digests(await world.tick('2026-09-07T16:00+08:00'))
  expect(letters.map(receiverOf)).toEqual(['qian'])
  expect(wordsOf(letters[0])).toMatch(/对照整改年活动[\s\S]*二小整改/)
  expect(await toldAt('08T16:00')).toEqual([])
  const walk = wordsOf((await world.say('qian', '审核')).at(-1))
  expect(walk).toContain('第1条/共2条')
})
