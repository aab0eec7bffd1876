import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusals, said, takenOverAnswered } from '#cards/words.ts'
import type { ChatId } from '#src/domain/ids.ts'
import { placed } from '#src/domain/standard.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import {
  leadingGroup,
  openCampaign,
  openDivided,
  receiverOf,
  setupForm,
  shares,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import type { Recorder, Where } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

/** The number of the first requirement whose title begins so, in the catalogue of the first school. */
function titled(begin: string): number {
  const standard = loadCatalogues().find((one) => one.id === setupForm.standardId)
  const found = standard === undefined ? undefined : placed(standard).find((one) => one.title.startsWith(begin))
  if (found === undefined) throw new Error(`no requirement ${begin}`)
  return found.no
}

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  // Another teacher of the same name, in another department.
  world.directory.peopleTable.set(openIdOf('lin2'), { name: '林老师', in: ['总务处'] })
  world.directory.peopleTable.set(openIdOf('wang'), { name: '王老师', in: ['总务处'] })
  await world.say('zhao', '/assign')
  await world.say('zhao', '/assign 92', { mention: ['lin2'] })
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

describe('by words, the coordinator hands over', () => {
  test.each<[string, string, Where, Record<string, readonly number[]>]>([
    ['one requirement', '分工 17 李老师', {}, { lin: [18], li: [17] }],
    ['one requirement, in the group', '分工 第17条 李老师', { in: leadingGroup }, { lin: [18], li: [17] }],
    ['one requirement by its title', '分工 均衡编班 李老师', {}, { lin: [17, 18], li: [3] }],
    ['one whose title holds what parts words', '分工 艺术师资、教室与器材给李老师', {}, { li: [titled('艺术师资')] }],
    ['one whose title holds brackets', '/分工 图书馆(室)使用与开放', { mention: ['li'] }, { li: [titled('图书馆')] }],
    ['a task', '分工 （5）李老师', {}, { lin: [17], li: [18, 19, 20, 21] }],
    ['a task with everything in it', '/assign (5) 李老师', {}, { li: [18, 19, 20, 21], lin: [17] }],
    ['to somebody mentioned', '分工 17', { mention: ['li'] }, { lin: [18], li: [17] }],
    ['from one mentioned to another', '分工', { mention: ['lin', 'li'] }, { li: [17, 18] }],
    ['a whole share by name', '分工 孙主任 王老师', {}, { wang: [4, 31, 61, 62, 63] }],
    ['with 给 between', '分工 17给李老师', {}, { lin: [18], li: [17] }],
  ])('%s', async (_, words, where, expected) => {
    await world.say('zhao', words, where)
    const now = await shares(world)
    for (const [who, nos] of Object.entries(expected)) expect(now[who]).toEqual(expect.arrayContaining([...nos]))
    const given = Object.values(now).flat()
    expect(given.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 92 }, (_, index) => index + 1))
  })

  test('and tells the new one how many are theirs, nobody else', async () => {
    const letters = await world.say('zhao', '分工 17 李老师')
    expect(letters.map(receiverOf)).toEqual(['li', 'zhao'])
    expect(wordsOf(letters[0])).toContain('请您填报1条')
    expect(wordsOf(letters[1])).toBe(said.reassigned(1, 0))
  })

  test('what was submitted stays, and is not asked again', async () => {
    await world.press('lin', await walkPress(world, 'submit-answer', 17), { rating: '已达到', fact: '有' })
    await world.say('zhao', '分工 17 李老师')
    const letters = await world.say('li', '/start')
    expect(wordsOf(letters.at(-1))).toContain('已全部完成')
  })

  test('what was submitted is not counted to whoever takes it over', async () => {
    await world.press('lin', await walkPress(world, 'submit-answer', 17), { rating: '已达到', fact: '有' })
    const [first] = await world.say('zhao', '分工 17 李老师')
    expect(wordsOf(first)).toBe(takenOverAnswered('对照整改年活动', 1))
    const [second] = await world.say('zhao', '分工 18 李老师')
    expect(wordsOf(second)).toContain('请您填报1条')
  })
})

describe('refused, and nothing is changed', () => {
  test.each<[string, string, string, Where, string]>([
    ['nobody of that name', 'zhao', '分工 17 某老师', {}, refusals['person-unknown']],
    ['two of that name to give to', 'zhao', '分工 30 林老师', {}, refusals['person-unknown']],
    ['two of that name to take from', 'zhao', '分工 林老师 李老师', {}, refusals['person-unknown']],
    ['somebody of no department', 'zhao', '分工 17', { mention: ['chen'] }, refusals['person-unknown']],
    ['somebody nobody has seen', 'zhao', '分工 17', { mention: ['nobody'] }, refusals['person-unknown']],
    ['a requirement there is not', 'zhao', '分工 93 李老师', {}, refusals['requirement-unknown']],
    ['a requirement far too high', 'zhao', '分工 999999999999 李老师', {}, refusals['requirement-unknown']],
    ['a task there is not', 'zhao', '分工 (23) 李老师', {}, refusals['requirement-unknown']],
    ['one person mentioned and nothing else', 'zhao', '分工', { mention: ['li'] }, refusals['reassign-unclear']],
    ['only a number', 'zhao', '分工 17', {}, refusals['reassign-unclear']],
    ['a sentence', 'zhao', '分工 17 给 李老师 和 王老师', {}, refusals['reassign-unclear']],
    ['names of an object', 'zhao', '分工 __proto__ constructor', {}, refusals['person-unknown']],
    ['by a leader', 'wu', '分工 17 李老师', { in: leadingGroup }, refusals['coordinator-only']],
    ['by a teacher', 'lin', '分工 17 李老师', {}, refusals['coordinator-only']],
    ['by a stranger', 'chen', '分工 17 李老师', {}, refusals['no-campaign']],
    ['a department there is not', 'zhao', '分工 教务处=教学部', {}, refusals['department-unknown']],
    ['of a group there is not', 'zhao', '分工 __proto__=教务处', {}, refusals['department-unknown']],
    ['a school of no people', 'zhao', '分工 教务处=第一小学', {}, refusals['department-unknown']],
  ])('%s', async (_, who, words, where, why) => {
    const before = await world.dump(['delivery'])
    const letters = await world.say(who, words, where)
    expect(letters.map(wordsOf)).toEqual([why])
    expect(await world.dump(['delivery'])).toBe(before)
  })

  test('the coordinator of another school', async () => {
    const before = await shares(world)
    await world.say('zhou', '分工 17 李老师')
    expect(await shares(world)).toEqual(before)
  })

  test('after the campaign is closed', async () => {
    await world.tick('2026-09-30T18:00+08:00')
    const before = await shares(world)
    expect((await world.say('zhao', '分工 17 李老师')).map(wordsOf)).toEqual([refusals.closed])
    expect(await shares(world)).toEqual(before)
  })
})

test('before anything is divided, words show the form instead', async () => {
  await using fresh = await openCampaign()
  const letters = await fresh.say('zhao', '分工 17 林老师', { in: leadingGroup })
  expect(wordsOf(letters[0])).toContain('【责任分工】')
})

test('in private the directory read is that of the school one coordinates, not of one one leads', async () => {
  await using fresh = await openCampaign()
  const { peopleTable, chats } = fresh.directory
  // zhao sits in the second school's leading group too, whose campaign ends first.
  chats.set('oc_leading_2' as ChatId, [openIdOf('zhou'), openIdOf('zhao')])
  peopleTable.set(openIdOf('zhou'), { name: '周主任', in: ['二小办公室'] })
  fresh.clock.pass(600_000)
  const form = {
    school: '第二小学',
    title: '二小整改',
    standardId: 'compulsory-education-2017',
    inspectBy: '2026-09-20',
  }
  await fresh.press('zhou', { v: 1, do: 'create-campaign' }, form, { chat: 'oc_leading_2' as ChatId })
  await fresh.say('zhou', '/help', { in: 'oc_leading_2' as ChatId })
  const letters = await fresh.say('zhao', '/assign')
  expect(wordsOf(letters[0])).toContain('教务处 · 3人')
})
