import { expect, test } from 'vitest'
import { startTown } from '#test/support/town.ts'
import { openCampaign, openDivided, openSchool, tell, trial } from './campaign.ts'

test('added to a group, the bot says hello once, and its card opens the form', async () => {
  await using town = await startTown()
  const { here } = await openSchool(town)
  expect(here.messages()).toHaveLength(1)
  await here.on().press('开始设置')
  expect(here.lastCard().fields.map((one) => one.label)).toEqual(
    expect.arrayContaining(['学校名称', '活动名称', '对照标准', '自查截止日期', '联络员']),
  )
})

test('a refused date keeps everything that was typed beside it', async () => {
  await using town = await startTown()
  const { here } = await openSchool(town)
  await tell(town, here, '/setup')
  const refused = await here
    .on()
    .fill('学校名称', '𠮷祥小学 <b>*一*</b>')
    .fill('活动名称', '对照整改年活动')
    .choose('对照标准', trial)
    .pick('自查截止日期', '2026-09-01')
    .pick('联络员', '孙老师')
    .press('创建活动')
  expect(refused.toast?.content).toContain('自查截止日期')
  const form = here.on()
  expect(form.value('学校名称')).toBe('𠮷祥小学 <b>*一*</b>')
  expect(form.value('活动名称')).toBe('对照整改年活动')
  await form.pick('自查截止日期', '2026-09-30').press('创建活动')
  const { text } = here.lastCard()
  expect(text).toContain('𠮷祥小学 <b>*一*</b>')
  expect(text).toContain('92条')
  expect(text).toContain('联络员：孙老师')
})

test('what the phone itself holds back never reaches the bot', async () => {
  await using town = await startTown()
  const { here } = await openSchool(town)
  await tell(town, here, '/setup')
  expect((await here.on().tryPress('创建活动')).kind).toBe('blocked')
})

test('a campaign is set up in words, full-width colons and all', async () => {
  await using town = await startTown()
  const { here } = await openSchool(town)
  await tell(
    town,
    here,
    '/创建活动 学校名称：第一小学\n活动名称:对照整改年活动\n对照标准：2014\n自查截止日期：2026年9月30日',
  )
  const { title, text } = here.lastCard()
  expect(title).toBe('活动已创建')
  expect(text).toContain('自查截止日期：2026年9月30日（周三）')
  expect(text).toContain('联络员：赵主任')
})

test('in words too a wrong value is refused with the rest kept in the form', async () => {
  await using town = await startTown()
  const { here } = await openSchool(town)
  await tell(town, here, '/setup 学校名称：第一小学；活动名称：对照整改年；对照标准：1998；自查截止日期：2026-09-30')
  expect(here.on().value('学校名称')).toBe('第一小学')
  expect(here.on().value('自查截止日期')).toBe('2026-09-30')
})

test('settings are the coordinator’s: somebody else is refused, and sees no form', async () => {
  await using town = await startTown()
  const { group, qian, here } = await openCampaign(town)
  const other = qian.in(group)
  const before = other.cards().length
  await tell(town, other, '/setup')
  expect(other.lastText()).toBe('活动设置请联络员来修改。')
  expect(other.cards()).toHaveLength(before)
  await tell(town, here, '/setup')
  const pressed = await other.on(here.lastCard()).press('保存设置')
  expect(pressed.toast?.content).toBe('活动设置请联络员来修改。')
  expect(pressed.card).toBeNull()
})

test('组长 and 副组长 are picked out of the group, stand in the form again, and are emptied there', async () => {
  await using town = await startTown()
  const { here } = await openCampaign(town)
  await tell(town, here, '/setup')
  await here.on().pick('组长', '孙老师').pick('副组长', '钱老师', '赵主任').press('保存设置')
  expect(here.lastCard().text).toMatch(/组长：孙老师\s+副组长：(赵主任、钱老师|钱老师、赵主任)/)
  await tell(town, here, '/setup')
  expect(here.on().value('副组长')).toHaveLength(2)
  await here.on().pick('组长').pick('副组长').press('保存设置')
  expect(here.lastCard().text).not.toContain('组长')
})

test('the coordinator hands over, and from then on it is the other one who may', async () => {
  await using town = await startTown()
  const { group, sun, here } = await openCampaign(town)
  await tell(town, here, '/setup')
  await here.on().pick('联络员', '孙老师').press('保存设置')
  expect(here.lastCard().text).toContain('联络员：孙老师')
  await tell(town, here, '/assign')
  expect(here.lastText()).toBe('这一步请联络员来操作。')
  await tell(town, sun.in(group), '/assign')
  expect(sun.in(group).lastCard().title).toBe('责任分工')
})

test('a school holiday moves the reminders before it and is silent itself', async () => {
  await using town = await startTown()
  const { here, sun } = await openDivided(town)
  await tell(town, here, '/setup')
  await here.on().fill('放假时间', '2026-09-22 至 2026-09-24').press('保存设置')
  await town.settle()
  const reminders = () => sun.cards().filter((one) => one.title === '还有几条等您填报').length
  // The fifth school day before 30 September: 29, 28, 21, 20 (a Sunday on which school is held), 18.
  await town.goTo('2026-09-17T16:00+08:00')
  expect(reminders()).toBe(0)
  await town.goTo('2026-09-18T16:00+08:00')
  expect(reminders()).toBe(1)
  for (const day of ['20', '21', '22', '23', '24', '25']) await town.goTo(`2026-09-${day}T16:00+08:00`)
  expect(reminders()).toBe(1)
  await town.goTo('2026-09-28T16:00+08:00')
  expect(reminders()).toBe(2)
})
