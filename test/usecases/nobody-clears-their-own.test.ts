import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { issueRefusals } from '#cards/issue-words.ts'
import { openDivided, receiverOf, wordsOf } from '#test/support/first-school.ts'
import { leaveSchool } from '#test/support/hand-over.ts'
import { layIssues } from '#test/support/issues.ts'
import { fallShort, isMet, issueNo, move } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'

/** 1 is qian's, who heads 教务处, 2 is lin's, both of 教务处. */
let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await layIssues(world, [{ problem: '主任的', owner: 'qian' }, { problem: '老师的' }])
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const say = async (who: string, words: string) => wordsOf((await world.say(who, words)).at(-1))
type Step = readonly [who: string, words: string]
const given: Step = ['qian', '台账 1 责任人：林老师']
const asked: Step = ['lin', '台账 1 申请销号 已办好']

test.each<[string, readonly Step[], number]>([
  ['given to a colleague', [given], 1],
  ['given to a colleague who asks', [given, asked], 1],
  [
    'handed over after it came back',
    [['qian', '台账 1 申请销号 已办好'], ['wu', '台账 1 退回 没有'], ['qian', '移交 林老师 确认'], asked],
    1,
  ],
  ['given on by the one it was given to', [given, ['qian', '台账 1 责任人：李老师']], 1],
  ['joined into a colleague’s', [['qian', '台账 1 并入 2']], 2],
  ['given away, joined and parted', [given, ['qian', '台账 1 并入 2'], ['qian', '台账 1 拆出']], 1],
  ['given away, then joined into a colleague’s', [given, ['qian', '台账 1 并入 2']], 2],
])('%s: not for the head, but for a leader', async (_, steps, no) => {
  for (const [who, words] of steps) await world.say(who, words)
  const { state, version } = await issueNo(world, no)
  for (const words of [
    `台账 ${no} 不作为问题 不算`,
    ...(state === 'awaiting' ? [`台账 ${no} 同意销号`, `台账 ${no} 退回 不`] : []),
  ]) {
    expect(await say('qian', words)).toBe(issueRefusals['somebody-else'])
  }
  expect(await issueNo(world, no)).toMatchObject({ state, version })
  await world.say('wu', `台账 ${no} 不作为问题 不算`)
  expect((await issueNo(world, no)).state).toBe('withdrawn')
})

test('an answer that is met and falls short again gives nobody the right to look at their own', async () => {
  await fallShort(world, 'qian', 1)
  await world.say('qian', '台账 3 责任人：林老师')
  await isMet(world, 'qian', 1)
  await fallShort(world, 'qian', 1)
  await move(world, 'lin', 'ask-strike-off', 3, '已办好')
  expect((await move(world, 'qian', 'strike-off', 3)).toast?.text).toBe(issueRefusals['somebody-else'])
})

test('who left and came back still had it', async () => {
  const { peopleTable, chats } = world.directory
  const employed = {
    people: [...peopleTable],
    chats: [...chats].map(([chat, members]) => [chat, [...members]] as const),
  }
  await leaveSchool(world, 'qian')
  await world.say('zhao', '台账 1 责任人：林老师')
  for (const [who, one] of employed.people) peopleTable.set(who, one)
  for (const [chat, members] of employed.chats) chats.set(chat, [...members])
  await world.say('zhao', '/assign')
  await world.say('lin', '台账 1 申请销号 已办好')
  expect(await say('qian', '台账 1 同意销号')).toBe(issueRefusals['somebody-else'])
  expect((await issueNo(world, 1)).state).toBe('awaiting')
})

test('somebody else has looked and it began again: whoever does not have it by now may look', async () => {
  for (const [who, words] of [given, asked] as const) await world.say(who, words)
  await world.say('wu', '台账 1 同意销号')
  await world.say('qian', '台账 1 重开 又坏了')
  await world.say('lin', '台账 1 申请销号 又办好')
  await world.say('qian', '台账 1 同意销号')
  expect((await issueNo(world, 1)).state).toBe('struck-off')
})

test('the head who gave it away is neither asked to look nor reminded of it', async () => {
  await world.say(...given)
  const before = world.sent.length
  await world.say(...asked)
  const letters = world.sent.slice(before).filter((one) => one.key.startsWith('issue:'))
  expect(letters.map(receiverOf)).toEqual(['zhao'])
  const reminded = (await world.tick('2026-09-14T16:00+08:00')).filter((one) => one.key.startsWith('issues:'))
  expect(reminded.map(receiverOf)).toEqual(['zhao'])
})
