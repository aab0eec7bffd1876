import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusals, said } from '#cards/words.ts'
import { campaignOf, leadingGroup, openDivided, receiverOf, walkPress, wordsOf } from '#test/support/first-school.ts'
import type { Recorder, SentLetter } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

let world: Recorder
beforeAll(async () => {
  // A Monday. Of the last school days before 30 September the 25th is a holiday, so the slots are the 22nd, 28th and 29th.
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const met = { rating: '已达到', fact: '有' }
const reminded = (letters: readonly SentLetter[]) =>
  letters
    .filter((one) => /^(remind|digest):1:/.test(one.key))
    .map((one) => `${one.key.split(':')[0]} ${receiverOf(one)}`)
const everybody = ['remind zhao', 'remind qian', 'remind lin', 'remind sun'].toSorted()
async function remindedAt(time: string): Promise<string[]> {
  return reminded(await world.tick(`2026-09-${time}+08:00`)).toSorted()
}
async function answerAll(): Promise<void> {
  for (const no of [17, 18]) await world.press('lin', await walkPress(world, 'submit-answer', no), met)
}
const send = async (who = 'zhao') =>
  world.press(who, { v: 1, do: 'send-reminders', campaign: (await campaignOf(world)).id })

describe('by schedule', () => {
  test('twice to each in private, the third time to the head or the coordinator, then never again', async () => {
    expect(await remindedAt('21T16:00')).toEqual([])
    expect(await remindedAt('22T15:59')).toEqual([])
    expect(await remindedAt('22T16:00')).toEqual(everybody)
    expect(await remindedAt('22T16:01')).toEqual([])
    expect(await remindedAt('23T16:00')).toEqual([])
    expect(await remindedAt('28T16:00')).toEqual(everybody)
    // lin's head is qian; qian and sun are heads themselves; of zhao there is nobody left to tell.
    const last = await world.tick('2026-09-29T16:00+08:00')
    expect(reminded(last).toSorted()).toEqual(['digest qian', 'digest zhao'])
    const toZhao = wordsOf(last.find((one) => one.key.startsWith('digest:1:') && receiverOf(one) === 'zhao'))
    expect(toZhao).toContain('钱主任')
    expect(toZhao).toContain('孙主任')
    expect(toZhao).not.toContain('林老师')
    expect(await remindedAt('30T16:00')).toEqual([])
  })

  test('not to who has answered all, nor about them', async () => {
    await answerAll()
    expect(await remindedAt('22T16:00')).not.toContain('remind lin')
    await remindedAt('28T16:00')
    expect(await remindedAt('29T16:00')).toEqual(['digest zhao'])
  })

  test('not to who has left the school: the coordinator knows', async () => {
    await world.happen({ kind: 'person-left', id: 'left', person: openIdOf('lin') })
    expect(await remindedAt('22T16:00')).toEqual(everybody.filter((one) => one !== 'remind lin'))
  })

  test('a slot that was slept through is made up for, once', async () => {
    expect(await remindedAt('23T17:59')).toEqual(everybody)
    expect(await remindedAt('24T16:00')).toEqual([])
  })
})

describe('a clock that jumps', () => {
  test('back by an hour or a day: nobody is reminded twice, and the next slot is not lost', async () => {
    expect(await remindedAt('22T16:00')).toEqual(everybody)
    expect(await remindedAt('22T15:00')).toEqual([])
    expect(await remindedAt('22T16:00')).toEqual([])
    expect(await remindedAt('21T16:00')).toEqual([])
    expect(await remindedAt('22T16:30')).toEqual([])
    expect(await remindedAt('28T16:00')).toEqual(everybody)
  })

  test('forward by a day, and back when it is set right: once, a day early', async () => {
    expect(await remindedAt('21T16:00')).toEqual([])
    expect(await remindedAt('22T16:00')).toEqual(everybody)
    expect(await remindedAt('21T16:05')).toEqual([])
    expect(await remindedAt('22T16:05')).toEqual([])
    expect(await remindedAt('28T16:00')).toEqual(everybody)
  })

  test('over a week in which the machine slept: what is due is done once, and nothing of the days missed', async () => {
    expect(await remindedAt('21T16:00')).toEqual([])
    const woken = await world.tick('2026-09-28T16:00+08:00')
    expect(reminded(woken).toSorted()).toEqual(everybody)
    expect(woken.filter((one) => one.key.startsWith('weekly:'))).toEqual([])
    expect(await world.tick('2026-09-28T16:01+08:00')).toEqual([])
  })
})

describe('by hand', () => {
  test('the preview names whom the press then reaches, and nobody else', async () => {
    await answerAll()
    world.clock.set('2026-09-08T10:00+08:00')
    const preview = wordsOf((await world.say('zhao', '/remind')).at(-1))
    for (const line of ['发送时间：现在', '私信提醒（3人）', '钱主任 · ', '孙主任 · ', '赵主任 · '])
      expect(preview).toContain(line)
    const before = world.sent.length
    expect((await send()).toast?.text).toBe(said.remindersSent)
    expect(reminded(world.sent.slice(before)).toSorted()).toEqual(['remind qian', 'remind sun', 'remind zhao'])
  })

  test('it decides again: who answered between preview and press hears nothing', async () => {
    world.clock.set('2026-09-08T10:00+08:00')
    await world.say('zhao', '/remind')
    await answerAll()
    const before = world.sent.length
    await send()
    expect(reminded(world.sent.slice(before))).not.toContain('remind lin')
  })

  test('nobody who was given something today', async () => {
    expect((await send()).toast?.text).toBe(refusals['nobody-to-remind'])
    expect(reminded(world.sent)).toEqual([])
  })

  test('never twice on one day, by hand or by schedule', async () => {
    world.clock.set('2026-09-22T09:00+08:00')
    await send()
    expect((await send()).toast?.text).toBe(refusals['nobody-to-remind'])
    expect(await remindedAt('22T16:00')).toEqual([])
  })

  test('at most two in private, then the digest, then nobody – and the preview says so', async () => {
    for (const day of ['08', '09']) {
      world.clock.set(`2026-09-${day}T10:00+08:00`)
      await send()
    }
    world.clock.set('2026-09-10T10:00+08:00')
    const preview = wordsOf((await world.say('zhao', '/remind')).at(-1))
    for (const line of ['汇总给负责人（2人）', '钱主任（教务处） · 1人', '赵主任', '这次不发（1人）'])
      expect(preview).toContain(line)
    const before = world.sent.length
    expect((await send()).toast?.text).toBe(said.remindersSent)
    expect(reminded(world.sent.slice(before)).toSorted()).toEqual(['digest qian', 'digest zhao'])
    world.clock.set('2026-09-11T10:00+08:00')
    expect((await send()).toast?.text).toBe(refusals['nobody-to-remind'])
  })

  test('where only the coordinator is left, nothing is said to be sent', async () => {
    // Everybody but zhao is gone; zhao was told twice.
    for (const who of ['lin', 'qian', 'sun']) {
      await world.happen({ kind: 'person-left', id: `left ${who}`, person: openIdOf(who) })
    }
    for (const day of ['08', '09']) {
      world.clock.set(`2026-09-${day}T10:00+08:00`)
      await send()
    }
    world.clock.set('2026-09-10T10:00+08:00')
    const before = await world.dump(['audit'])
    expect((await send()).toast?.text).toBe(refusals['nobody-to-remind'])
    expect(await world.dump(['audit'])).toBe(before)
  })

  test.each([
    ['in the evening', '2026-09-08T19:00+08:00', '9月9日（周三）16:00', '2026-09-09T16:00+08:00'],
    ['before school', '2026-09-08T06:30+08:00', '9月8日（周二）16:00', '2026-09-08T16:00+08:00'],
    ['on a Saturday', '2026-09-12T10:00+08:00', '9月14日（周一）16:00', '2026-09-14T16:00+08:00'],
  ])('%s it waits for the hour of the next school day, and says when', async (_, at, when, then) => {
    world.clock.set(at)
    expect(wordsOf((await world.say('zhao', '/remind')).at(-1))).toContain(`发送时间：${when}`)
    expect((await send()).toast?.text).toBe(said.remindersLater(when))
    expect(reminded(await world.tick(at))).toEqual([])
    expect(reminded(await world.tick(then)).toSorted()).toEqual(everybody)
    expect(reminded(await world.tick(then))).toEqual([])
    expect((await campaignOf(world)).remindOn).toBeNull()
  })

  test('by words, in the leading group, the same as by the button', async () => {
    world.clock.set('2026-09-08T10:00+08:00')
    const letters = await world.say('wu', '/remind 确认', { in: leadingGroup })
    expect(reminded(letters).toSorted()).toEqual(everybody)
  })

  test('a closed campaign reminds nobody', async () => {
    await world.tick('2026-09-30T18:00+08:00')
    world.clock.set('2026-10-12T10:00+08:00')
    expect((await send()).toast?.text).toBe(refusals.closed)
    expect((await world.say('zhao', '/remind')).map(wordsOf)).toEqual([refusals.closed])
  })
})

test('one person in two campaigns is reminded once a day', async () => {
  // zhou of the second school is given something in the first.
  world.directory.peopleTable.set(openIdOf('zhou'), {
    name: '周主任',
    in: ['二小办公室', '总务处'],
    heads: '二小办公室',
  })
  await world.say('zhao', '/assign')
  await world.say('zhao', '/assign 92', { mention: ['zhou'] })
  const letters = await world.tick('2026-09-22T16:00+08:00')
  expect(letters.filter((one) => one.key.startsWith('remind:') && receiverOf(one) === 'zhou')).toHaveLength(1)
})
