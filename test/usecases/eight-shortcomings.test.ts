import { afterAll, beforeAll, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { eightShortcomings } from '#test/support/eight-shortcomings.ts'
import { openDivided } from '#test/support/first-school.ts'
import { fallShort, issueNo, ledgerOf, move } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  for (const { no } of eightShortcomings) await world.say('zhao', `/assign ${no} 林老师`)
})
afterAll(() => world[Symbol.asyncDispose]())

test('the eight shortcomings of the model summary: answered, two joined, one that needs the bureau', async () => {
  for (const { no, problem, measure } of eightShortcomings)
    await fallShort(world, 'lin', no, { shortcoming: problem, measure })
  // Two of them stand under one requirement, whose answer says both.
  expect((await ledgerOf(world)).map((one) => one.requirements)).toEqual([[27], [29], [32], [46], [50], [53], [54]])
  const third = await issueNo(world, 3)
  const card = await world.press('lin', { v: 1, do: 'open-issue', issue: third.id })
  const proposed = card.card === undefined ? '' : asText(card.card)
  expect(proposed).toContain('并入问题 5：未组织社区服务与劳动技术教育（安全）')
  expect(proposed.match(/并入问题 \d/g)).toEqual(['并入问题 5'])
  await move(world, 'lin', 'join-issue', 5, '', 3)
  expect(await issueNo(world, 3)).toMatchObject({ requirements: [32, 50], state: 'open' })
  expect(await issueNo(world, 5)).toMatchObject({ requirements: [], state: 'joined', joinedInto: third.id })
  await world.say('lin', '台账 1 整改方式：提请上级解决；上级部门：教育局')
  expect(await issueNo(world, 1)).toMatchObject({ kind: 'needs-above', above: '教育局' })
  await move(world, 'lin', 'ask-strike-off', 3, '三年级已试行')
  expect((await move(world, 'qian', 'strike-off', 3)).toast?.text).toContain('2条')
  const letter = world.sent.at(-1)
  expect(JSON.stringify(letter?.content).match(/"do":"open-assignment"/g)).toHaveLength(2)
})
