import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusals, said } from '#cards/words.ts'
import { boundTogether } from '#src/domain/papers.ts'
import {
  campaignOf,
  leadingGroup,
  openDivided,
  receiverOf,
  setupForm,
  teachers,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import type { Recorder, Where } from '#test/support/recorder.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  const partly = { rating: '部分达到', shortcoming: '缺名册', measure: '补建' }
  await world.press('lin', await walkPress(world, 'submit-answer', 17), { rating: '已达到', fact: '有' })
  await world.press('lin', await walkPress(world, 'submit-answer', 18), partly)
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const school = ['【自查进度】', '已填报 2 / 92 条', '已达到 1 条']
const own = ['【我的进度】', '已填报 2 / 2 条', '您所在的教务处：已填报 2/59 · 已达到 1']

describe('/progress', () => {
  test.each<[string, string, string, Where, string, readonly string[]]>([
    ['the coordinator, in private', 'zhao', '/progress', {}, 'zhao', school],
    ['a leader, in the leading group', 'wu', '/progress', { in: leadingGroup }, leadingGroup, school],
    ['a leader, elsewhere: in private', 'wu', '/progress', { in: teachers }, 'wu', school],
    ['a leader, of a department', 'wu', '/progress 教务', { in: leadingGroup }, leadingGroup, ['已填报 2 / 59 条']],
    ['a teacher, their own and their department’s', 'lin', '进度', {}, 'lin', own],
    ['a teacher, in a group: to them alone', 'lin', '/progress', { in: teachers }, 'lin', own],
    ['a teacher, of another department', 'lin', '/progress 总务处', {}, 'lin', [refusals['leaders-only']]],
    ['a leader, of a department there is not', 'wu', '/progress 膳食处', {}, 'wu', [refusals['department-unknown']]],
    ['a leader, of two departments at once', 'wu', '/progress 处', {}, 'wu', [refusals['department-unknown']]],
    ['a stranger', 'chen', '/progress', {}, 'chen', [refusals['no-campaign']]],
  ])('by %s', async (_, who, words, where, to, lines) => {
    const before = await world.dump(['delivery', 'chat', 'chat_member'])
    const letters = await world.say(who, words, where)
    const answer = letters.find((one) => receiverOf(one) === to)
    for (const line of lines) expect(wordsOf(answer)).toContain(line)
    if (to !== where.in) {
      for (const one of letters) if (one !== answer) expect(wordsOf(one)).toBe(said.privately)
    }
    expect(await world.dump(['delivery', 'chat', 'chat_member'])).toBe(before)
  })

  test('names no teacher, to nobody', async () => {
    const letters = [
      ...(await world.say('zhao', '/progress')),
      ...(await world.say('wu', '/progress', { in: leadingGroup })),
    ]
    for (const one of letters) expect(wordsOf(one)).not.toMatch(/林老师|李老师|孙主任/)
  })

  test('who could not be reached is told to the coordinator alone, also when asked before everybody', async () => {
    const { id } = await campaignOf(world)
    await world.database.db
      .transaction()
      .execute((tx) =>
        tx
          .updateTable('delivery')
          .set({ state: 'failed', why: 'address', message: null })
          .where('campaign', '=', id)
          .where('key', 'like', 'assigned:%:message:om_said_4')
          .execute(),
      )
    const later = world.database.db.transaction()
    await later.execute((tx) =>
      tx.deleteFrom('delivery').where('key', 'like', 'assigned:%:message:om_said_5').execute(),
    )
    const inGroup = await world.say('zhao', '/progress', { in: leadingGroup })
    expect(inGroup.map(receiverOf)).toEqual(['zhao', leadingGroup])
    expect(wordsOf(inGroup[0])).toContain('林老师：没有送达：address')
    expect(wordsOf(inGroup[1])).not.toContain('没有送达')
    expect(wordsOf((await world.say('zhao', '/progress'))[0])).toContain('林老师')
    expect(wordsOf((await world.say('wu', '/progress'))[0])).not.toContain('没有送达')
  })
})

describe('/issues', () => {
  test.each<[string, string, string, Where, string, RegExp]>([
    ['a leader: all', 'wu', '/issues', { in: leadingGroup }, leadingGroup, /1 · 缺名册.*整改中 · 时限未定 · 教务处/s],
    ['the coordinator, elsewhere: in private', 'zhao', '/issues', { in: teachers }, 'zhao', /缺名册/],
    ['a head: the department’s', 'qian', '/issues', {}, 'qian', /缺名册/],
    ['whoever wrote it', 'lin', '台账', {}, 'lin', /缺名册/],
    ['another head: nothing', 'sun', '/issues', {}, 'sun', /^(?!.*缺名册)/s],
    ['a member: nothing', 'li', '/issues', {}, 'li', /^(?!.*缺名册)/s],
    ['a stranger: nothing', 'chen', '/issues', {}, 'chen', /^这里还没有/],
    ['a department there is not', 'wu', '/issues 膳食处', {}, 'wu', /^没有找到这个部门/],
  ])('by %s', async (_, who, words, where, to, like) => {
    const letters = await world.say(who, words, where)
    expect(wordsOf(letters.find((one) => receiverOf(one) === to))).toMatch(like)
    if (to !== where.in)
      for (const one of letters) if (receiverOf(one) !== to) expect(wordsOf(one)).not.toContain('缺名册')
  })
})

describe('/summary', () => {
  const versions = () =>
    world.database.db.transaction().execute((tx) => tx.selectFrom('summary').selectAll().orderBy('version').execute())

  test('is numbered, kept, posted to the leading group wherever it is asked for, and counts as the progress does', async () => {
    const first = await world.say('zhao', '/summary')
    expect(first.map((one) => [receiverOf(one), one.content.kind])).toEqual([
      [leadingGroup, 'card'],
      ...boundTogether.map(() => [leadingGroup, 'summary-file']),
      ['zhao', 'card'],
      ['zhao', 'text'],
    ])
    await world.press('lin', await walkPress(world, 'submit-answer', 18), { rating: '已达到', fact: '补好了' })
    const second = await world.say('wu', '/summary', { in: leadingGroup })
    expect(wordsOf(second[0])).toContain('与第1版相比：已填报没有变化，已达到1 → 2；1条填报有变化。')
    expect(await versions()).toMatchObject([
      { version: 1, total: 92, answered: 2, met: 1 },
      { version: 2, total: 92, answered: 2, met: 2 },
    ])
    expect(wordsOf((await world.say('zhao', '/progress'))[0])).toContain('已达到 2 条')
  })

  test('one paper alone by its name; of another name nothing is made', async () => {
    for (const [name, paper] of [
      ['整改工作总结', 'summary'],
      ['自评表', 'self-rating'],
      ['台账', 'ledger'],
    ] as const) {
      const letters = await world.say('zhao', `总结 ${name}`)
      expect(letters.map((one) => one.content)).toMatchObject([
        { kind: 'summary-file', version: 1, paper },
        { kind: 'text' },
      ])
    }
    expect((await world.say('zhao', '/summary 大字报')).map(wordsOf)).toEqual([refusals['paper-unknown']])
    expect(await versions()).toHaveLength(1)
  })

  test('with nothing changed is the same version: a word brings it again, a press only says so; the next day it is new', async () => {
    await world.say('zhao', '/summary')
    const again = await world.say('wu', '/summary', { in: leadingGroup })
    expect(again.map((one) => one.content)).toMatchObject([
      { kind: 'card' },
      ...boundTogether.map((paper) => ({ kind: 'summary-file', version: 1, paper })),
    ])
    const { id: campaign } = await campaignOf(world)
    const press = { v: 1, do: 'compile-summary', campaign } as const
    const before = await world.dump()
    expect(await world.press('wu', press, {}, { chat: leadingGroup })).toEqual({
      toast: { kind: 'info', text: said.summaryUnchanged(1) },
    })
    expect(await world.dump()).toBe(before)
    world.clock.pass(24 * 3_600_000)
    await world.press('wu', press, {}, { chat: leadingGroup })
    expect(await versions()).toHaveLength(2)
  })

  test.each([
    ['lin', refusals['leaders-only']],
    ['sun', refusals['leaders-only']],
    ['chen', refusals['no-campaign']],
  ])('%s may not', async (who, why) => {
    const before = await world.dump(['delivery', 'chat', 'chat_member'])
    expect((await world.say(who, '/summary')).map(wordsOf)).toEqual([why])
    expect(await world.dump(['delivery', 'chat', 'chat_member'])).toBe(before)
  })
})

describe('somebody taken out of the leading group', () => {
  test('may not act or look with an old card once the list of members is a day old', async () => {
    const { id: campaign } = await campaignOf(world)
    const press = { v: 1, do: 'send-reminders', campaign } as const
    await world.say('wu', '/progress')
    world.clock.pass(25 * 3_600_000)
    expect(await world.press('wu', press)).toEqual({ toast: { kind: 'warning', text: refusals['leaders-only'] } })
    // Whoever asks in words is looked up anew.
    expect(wordsOf((await world.say('wu', '/progress'))[0])).toContain('自查进度')
  })
})

describe('after two campaigns of one group have ended', () => {
  test('the latest is meant, in private as in the group', async () => {
    await world.tick('2026-09-30T18:00+08:00')
    await world.press(
      'zhao',
      { v: 1, do: 'create-campaign' },
      { ...setupForm, title: '第二年', inspectBy: '2027-09-30' },
      { chat: leadingGroup },
    )
    const { id } = await campaignOf(world)
    await world.database.db
      .transaction()
      .execute((tx) => tx.updateTable('campaign').set({ status: 'closed' }).where('id', '=', id).execute())
    expect(wordsOf((await world.say('zhao', '/progress'))[0])).toContain('第二年')
  })
})
