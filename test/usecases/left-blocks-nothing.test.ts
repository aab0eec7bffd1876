import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { leadingGroup, openDivided, receiverOf, wordsOf } from '#test/support/first-school.ts'
import { leaveSchool } from '#test/support/hand-over.ts'
import { ledgerOf, openIssue } from '#test/support/issues-of-lin.ts'
import { issuePress } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { reviewPress, setReview, standing, submit } from '#test/support/review.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await setReview(world, 'head')
  await submit(world, 'lin', 17)
  await openIssue(world, 'lin', '缺名册', { state: 'awaiting' })
  world.clock.set('2026-09-08T10:00+08:00')
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** Who has left, and who then does what: reviews lin's answer, strikes off lin's issue, runs the campaign. */
const cases: [
  string,
  readonly string[],
  { readonly reviews: string; readonly strikesOff: string; readonly runs: string },
][] = [
  ['the respondent, who owns the issue', ['lin'], { reviews: 'qian', strikesOff: 'qian', runs: 'zhao' }],
  ['the head', ['qian'], { reviews: 'zhao', strikesOff: 'zhao', runs: 'zhao' }],
  ['the coordinator', ['zhao'], { reviews: 'qian', strikesOff: 'wu', runs: 'wu' }],
  ['the coordinator and the head', ['zhao', 'qian'], { reviews: 'wu', strikesOff: 'wu', runs: 'wu' }],
  ['the respondent and the coordinator', ['lin', 'zhao'], { reviews: 'qian', strikesOff: 'wu', runs: 'wu' }],
]

describe.each(cases)('%s left', (_, gone, { reviews, strikesOff, runs }) => {
  beforeEach(async () => {
    for (const who of gone) await leaveSchool(world, who)
    // What was read of the leading group is fresh, and they are in none.
    await world.say('wu', '/help', { in: leadingGroup })
  })

  test('an answer is looked at', async () => {
    await world.press(reviews, await reviewPress(world, 'accept-answer', 17))
    expect((await standing(world, 17)).state).toBe('accepted')
  })

  test('an issue is struck off', async () => {
    await world.press(strikesOff, await issuePress(world, 'strike-off', 1))
    expect((await ledgerOf(world))[0]).toMatch(/^缺名册: struck-off/)
  })

  test('who owes something is reminded, who left is not', async () => {
    const before = world.sent.length
    await world.say(runs, '催办', { in: leadingGroup })
    await world.say(runs, '催办 确认', { in: leadingGroup })
    const told = world.sent.slice(before).filter((letter) => letter.key.startsWith('remind:'))
    expect(told.map(receiverOf)).toContain('sun')
    expect(told.map(receiverOf).filter((who) => gone.includes(who))).toEqual([])
  })

  test('for weeks nothing goes to who left, whatever the clock brings', async () => {
    const before = world.sent.length
    for (const day of [
      '08',
      '09',
      '10',
      '11',
      '14',
      '15',
      '16',
      '17',
      '18',
      '21',
      '22',
      '23',
      '24',
      '28',
      '29',
      '30',
    ]) {
      await world.tick(`2026-09-${day}T16:00+08:00`)
    }
    const told = world.sent.slice(before)
    expect(told.length).toBeGreaterThan(3)
    expect(told.map(receiverOf).filter((who) => gone.includes(who))).toEqual([])
  })

  test('progress, ledger and summary are there, and the end comes', async () => {
    const progress = await world.say(runs, '/progress', { in: leadingGroup })
    expect(progress.map(wordsOf).join()).toContain('已填报 1 / 92 条')
    expect((await world.say(runs, '台账', { in: leadingGroup })).map(wordsOf).join()).toContain('缺名册')
    const summary = await world.say(runs, '/summary', { in: leadingGroup })
    expect(summary.map(wordsOf).join()).toContain('file 1')
    const end = await world.tick('2026-09-30T18:00+08:00')
    expect(end.map(wordsOf).join()).toContain('自查已到截止日期')
    expect(end.map(receiverOf).filter((who) => gone.includes(who))).toEqual([])
  })

  test('the work is divided anew, and nothing is given to who left', async () => {
    await world.say(runs, '分工', { in: leadingGroup })
    const letters = await world.say(runs, '分工 确认', { in: leadingGroup })
    expect(letters.map(wordsOf).join()).toContain('分工已确认')
    const left = await world.database.db
      .transaction()
      .execute((tx) =>
        tx
          .selectFrom('assignment')
          .innerJoin('person', 'person.id', 'respondent')
          .innerJoin('campaign', 'campaign.id', 'assignment.campaign')
          .select('assignment.id')
          .where('campaign.leading_chat', '=', leadingGroup)
          .where('person.left_at', 'is not', null)
          .execute(),
      )
    expect(left).toEqual([])
  })
})
