import { afterEach, expect, test } from 'vitest'
import type { RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { type Requirement, type Standard, usualRatings } from '#src/domain/standard.ts'
import { campaignOf, leadingGroup, openCounty, setupForm, walkPress } from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
afterEach(() => world[Symbol.asyncDispose]())

const asked = (no: number, title: string): Requirement => ({
  no: no as RequirementNo,
  title,
  text: `${title}的要求`,
  evidence: [],
  suggestedDepartment: '教务处',
})
const [first, second] = [asked(1, '食堂安全'), asked(2, '作业管理')]
const task = (no: number, title: string | null, ...requirements: readonly Requirement[]) => ({
  no: no as TaskNo,
  title,
  requirements,
})

test.each<[string, Standard['duties'], readonly (readonly string[])[]]>([
  [
    'neither duties nor tasks',
    [{ no: 1, title: null, tasks: [task(1, null, first, second)] }],
    [
      ['1-001', '全部条款', '1.食堂安全'],
      ['1-002', '全部条款', '2.作业管理'],
    ],
  ],
  [
    'duties alone',
    [
      { no: 1, title: '保障安全', tasks: [task(1, null, first)] },
      { no: 2, title: '规范办学', tasks: [task(1, null, second)] },
    ],
    [
      ['1-001', '1 保障安全', '1.食堂安全'],
      ['2-001', '2 规范办学', '2.作业管理'],
    ],
  ],
  [
    'tasks alone',
    [{ no: 1, title: null, tasks: [task(1, '安全底线', first), task(2, '日常管理', second)] }],
    [
      ['1-001', '1 安全底线', '（1）食堂安全'],
      ['2-001', '2 日常管理', '（2）作业管理'],
    ],
  ],
])('a short list with %s is numbered by the levels it has', async (_, duties, expected) => {
  const standard = { id: 'short', title: '规范管理重点事项', documentNumber: '', duties, ratings: usualRatings }
  world = await openCounty('2026-09-07T09:00+08:00', [standard])
  await world.press(
    'zhao',
    { v: 1, do: 'create-campaign' },
    { ...setupForm, standardId: 'short' },
    { chat: leadingGroup },
  )
  await world.say('zhao', '/assign', { in: leadingGroup })
  const { id: campaign, divisionSeen: seen } = await campaignOf(world)
  const confirm = { v: 1, do: 'confirm-division', campaign, page: 0, seen } as const
  await world.press('zhao', confirm, { spread: 'head' }, { chat: leadingGroup })
  for (const no of [1, 2]) {
    const form = { rating: '已达到', fact: '有', evidence: `档案盒${no}` }
    await world.press('qian', await walkPress(world, 'submit-answer', no), form)
  }
  const letters = await world.say('zhao', '总结 佐证包')
  const lists = letters.flatMap(({ content }) => (content.kind === 'evidence-list' ? [content] : []))
  // Nothing is a file: the index comes alone.
  expect(lists.map((one) => one.volume)).toEqual([null])
  expect(lists[0]?.list.entries.map((one) => [one.code, one.folder, ...one.of])).toEqual(expected)
})
