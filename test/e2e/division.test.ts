import { expect, test } from 'vitest'
import type { Person } from '#test/support/person.ts'
import { startTown } from '#test/support/town.ts'
import { openCampaign, openDivided, tell } from './campaign.ts'

test('three departments: the proposal is corrected in the form, confirmed, and everybody is told once', async () => {
  await using town = await startTown()
  const { zhao, qian, sun, here } = await openCampaign(town)
  await tell(town, here, '/assign')
  await here.on().choose('教科室（10条）', '德育处').press('确认分工')
  await town.settle()
  const { text } = here.lastCard()
  expect(text).toContain('92条已分到3个部门')
  expect(text).toContain('德育处 | 37 | 1')
  const told = [zhao, qian, sun].map((one) => one.cards().filter((card) => card.title === '请您填报自查内容').length)
  expect(told).toEqual([1, 1, 1])
  expect(sun.lastCard().text).toContain('请您填报37条')
})

test('confirmed again without a change, nobody hears anything', async () => {
  await using town = await startTown()
  const { zhao, qian, sun, here } = await openDivided(town)
  const before = [zhao, qian, sun].map((one) => one.messages().length)
  await tell(town, here, '/assign')
  await here.on().press('确认分工')
  await town.settle()
  expect([zhao, qian, sun].map((one) => one.messages().length)).toEqual(before)
})

test('one requirement and one task are given to somebody else in words', async () => {
  await using town = await startTown()
  const { qian, sun, here } = await openDivided(town)
  await tell(town, here, '/assign 17 钱老师')
  expect(here.lastText()).toBe('已调整 1条，正在通知新的责任人；填过的内容都还在。')
  await tell(town, here, '分工 (3) 孙老师')
  await tell(town, qian, '/start 17')
  expect(qian.lastCard().text).toContain('思想品德评价')
  await tell(town, sun, '/start 17')
  expect(sun.lastText()).toBe('没有找到这一条，请发送「我的任务」查看。')
  await tell(town, sun, '/start (3)')
  expect(sun.lastCard().title).toBe('（3）满足需要关注学生的需求')
})

test('only the coordinator divides', async () => {
  await using town = await startTown()
  const { group, qian, here } = await openCampaign(town)
  await tell(town, here, '/assign')
  const pressed = await qian.in(group).on(here.lastCard()).press('确认分工')
  expect(pressed.toast?.content).toBe('这一步请联络员来操作。')
  await town.settle()
  expect(qian.messages()).toEqual([])
})

test('forty departments come in pages, and what is chosen on one stays while others are turned', async () => {
  await using town = await startTown()
  for (let no = 1; no <= 40; no += 1) town.person(`教师${no}`, { departments: [`第${no}教研组`] })
  const { here } = await openCampaign(town)
  await tell(town, here, '/assign')
  await here.on().choose('教务处（23条）', '第7教研组').press('下一页')
  expect(here.lastCard().text).toContain('第2页')
  await here.on().press('上一页')
  const chosen = (label: string) => {
    const field = here.lastCard().fields.find((one) => one.label === label)
    return field?.options.find((one) => one.value === field.value)?.text
  }
  expect(chosen('教务处（23条）')).toBe('第7教研组')
  await here.on().press('确认分工')
  expect(here.lastCard().text).toContain('第7教研组 | 23 | 1')
})

test('a department without members is not offered; one that loses its people is refused', async () => {
  await using town = await startTown()
  const lone = town.person('李老师', { departments: ['体卫艺处'] })
  town.emulator.addDepartment({ name: '安全办' })
  const { here } = await openCampaign(town)
  await tell(town, here, '/assign')
  const offered = here
    .lastCard()
    .fields.find((one) => one.label.startsWith('安全办'))
    ?.options.map((one) => one.text)
  expect(offered).toContain('体卫艺处')
  expect(offered).not.toContain('安全办')
  town.emulator.removePerson(lone.handle)
  await town.settle()
  const pressed = await here.on().choose('安全办（9条）', '体卫艺处').press('确认分工')
  expect(pressed.toast?.content).toBe('这个部门还没有成员，请选择其他部门。')
})

test('a member of two departments has one share of both and one notice', async () => {
  await using town = await startTown()
  const both = town.person('何老师', { departments: ['教科室', '体卫艺处'] })
  const { here } = await openCampaign(town)
  await tell(town, here, '/assign')
  await here.on().press('确认分工')
  await town.settle()
  expect(both.cards()).toHaveLength(1)
  expect(both.lastCard().text).toContain('请您填报18条')
})

test('an app that may see no directory divides among the members of the leading group', async () => {
  await using town = await startTown()
  town.app.setContactRange({ departments: [], users: [] })
  const people = ['赵主任', '钱老师', '孙老师'].map((name) => town.person(name))
  const group = await town.group('领导小组', people)
  const here = (people[0] as Person).in(group)
  await tell(town, here, '/setup 学校名称：第一小学；活动名称：对照整改年；对照标准：2014；自查截止日期：2026-09-30')
  await tell(town, here, '/assign')
  expect(here.lastCard().text).toContain('第一小学 · 3人')
  await here.on().press('确认分工')
  await town.settle()
  const shares = people.map((one) => /请您填报(\d+)条/.exec(one.lastCard().text)?.[1])
  expect(shares.map(Number).toSorted()).toEqual([30, 31, 31])
})
