import { expect, test } from 'vitest'
import type { Person } from '#test/support/person.ts'
import { startTown } from '#test/support/town.ts'
import { openDivided, tell, trial } from './campaign.ts'

/** The number of the requirement somebody has before them. */
const numberOn = (who: Person) => /内部编号(\d+)/.exec(who.lastCard().text)?.[1]

test('Sun answers in one press what has not changed since Lin answered it the year before', async () => {
  await using town = await startTown()
  const lin = town.person('林老师', { departments: ['德育处'] })
  const { here, sun } = await openDivided(town)
  await lin.on().press('开始填报')
  const first = numberOn(lin)
  await lin.on().choose('自评', '已达到').fill('工作情况', '班主任每天晨检').press('提交并继续')
  const second = numberOn(lin)
  await lin
    .on()
    .choose('自评', '部分达到')
    .fill('存在问题', '没有汇总')
    .pick('整改时限', '2026-12-01')
    .press('提交并继续')
  await town.settle()
  await town.goTo('2026-09-30T18:00+08:00')

  town.clock.set('2027-09-06T09:00+08:00')
  await tell(town, here, '/setup')
  const form = here.on()
  expect(here.lastCard().text).toContain('沿用往年填报')
  await form
    .fill('学校名称', '第一小学')
    .fill('活动名称', '2027年对照整改年活动')
    .choose('对照标准', trial)
    .pick('自查截止日期', '2027-09-30')
    .choose('沿用往年填报', '对照整改年活动')
    .press('创建活动')
  await town.settle()
  expect(here.lastText()).toContain('沿用往年填报：对照整改年活动，2条可以沿用')
  await tell(town, here, '/assign')
  await here.on().choose('责任人', '都由部门负责人填报').press('确认分工')
  await town.settle()

  await tell(town, sun, `填报 ${first}`)
  expect(sun.lastCard().text).toContain('班主任每天晨检')
  expect(sun.lastCard().text).toContain('林老师 2026年9月7日 · 对照整改年活动')
  await sun.on().press('仍然如此')
  expect(sun.lastCard().subtitle).toMatch(/已填1$/)
  await tell(town, sun, `填报 ${second}`)
  expect(sun.lastCard().text).toContain('没有汇总')
  await sun.on().press('仍然如此')
  expect(sun.lastCard().text).toContain('请选新的「整改时限」')
  expect(sun.on().value('存在问题')).toBe('没有汇总')
  await sun.on().pick('整改时限', '2027-12-01').press('提交并继续')
  expect(sun.lastCard().subtitle).toMatch(/已填2$/)
  expect(sun.lastCard().text).not.toContain('上次填报')
  await tell(town, sun, '台账')
  expect(sun.lastText()).toContain('没有汇总')
})
