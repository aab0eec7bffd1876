import { expect, test } from 'vitest'
import type { Person } from '#test/support/person.ts'
import { startTown } from '#test/support/town.ts'
import { submitTen, tell } from './campaign.ts'

const digestsOf = (who: Person) => who.cards().filter((one) => one.title === '有填报等您审核')
const returnsTo = (who: Person) => who.cards().filter((one) => one.title.includes('退回，请看原因后修改'))

test('ten answers: one digest, three returned with reasons, seven accepted at once, the three redone and accepted', async () => {
  await using town = await startTown()
  const { lin, sun, here } = await submitTen(town)
  expect(digestsOf(sun)).toEqual([])
  await town.goTo('2026-09-07T16:00+08:00')
  await town.goTo('2026-09-07T16:30+08:00')
  expect(digestsOf(sun)).toHaveLength(1)
  expect(sun.lastCard().text).toContain('有10条填报等您审核')

  await sun.on().press('开始审核')
  expect(sun.lastCard().subtitle).toBe('第1条/共10条')
  expect(sun.lastCard().text).toContain('工作情况：做法0')
  for (const at of [0, 1, 2]) {
    const pressed = await sun.on().fill('退回原因', `原因${at}`).press('退回')
    expect(pressed.toast?.content).toContain('已退回')
    // One that is on its way at the very moment of the next return cannot be changed any more, and is followed by another.
    await town.settle()
  }
  expect(returnsTo(lin)).toHaveLength(1)
  expect(lin.lastCard().title).toBe('有3条退回，请看原因后修改')

  await sun.on().press('全部通过')
  expect(await sun.on().tryPress('全部通过（7条）', { confirm: false })).toMatchObject({ kind: 'blocked' })
  expect(sun.lastCard().text).toContain('共7条')
  await sun.on().press('全部通过（7条）')
  expect(sun.lastCard().text).toContain('这次审核了10条')
  await tell(town, here, '进度')
  expect(here.lastCard().text).toContain('待审核 0 · 退回待改 3')

  await lin.on(returnsTo(lin)[0]).press('继续填报')
  for (const at of [0, 1, 2]) {
    expect(lin.lastCard().text).toContain(`退回原因（孙老师）：原因${at}`)
    expect(lin.on().value('工作情况')).toBe(`做法${at}`)
    await lin.on().fill('工作情况', `改好${at}`).press('提交并继续')
  }
  expect(lin.lastCard().text).not.toContain('退回原因')

  await town.goTo('2026-09-08T16:00+08:00')
  expect(digestsOf(sun)).toHaveLength(1)
  expect(sun.lastCard().text).toContain('有3条填报等您审核')
  await sun.on().press('开始审核')
  for (const at of [0, 1, 2]) {
    expect(sun.lastCard().text).toContain(`工作情况：改好${at}`)
    await sun.on().press('通过')
  }
  expect(sun.lastCard().text).toContain('这次审核了3条')
  await tell(town, here, '进度')
  expect(here.lastCard().text).toContain('待审核 0 · 退回待改 0')
  await tell(town, lin, '我的任务')
  expect(lin.lastCard().text).toContain('✓')
  await town.goTo('2026-09-09T16:00+08:00')
  expect(digestsOf(sun)).toEqual([])
})
