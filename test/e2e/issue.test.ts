import { expect, test } from 'vitest'
import type { Person } from '#test/support/person.ts'
import { photoWithPlace } from '#test/support/sent-files.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { openDivided, type School, tell } from './campaign.ts'

/** Lin of 德育处, which Sun heads, has answered that something is missing. */
async function fallShort(town: Town): Promise<School & { readonly lin: Person }> {
  const lin = town.person('林老师', { departments: ['德育处'] })
  const school = await openDivided(town)
  await lin.on().press('开始填报')
  await lin
    .on()
    .choose('自评', '部分达到')
    .fill('工作情况', '每班有名册')
    .fill('存在问题', '没有汇总')
    .fill('整改措施', '由德育处汇总')
    .pick('整改时限', '2026-10-20')
    .press('提交并继续')
  await town.settle()
  return { ...school, lin }
}

test('from an answer to the strike-off and the new rating, by card and with a photo', async () => {
  await using town = await startTown()
  const { lin, sun } = await fallShort(town)
  town.clock.pass(60_000)
  await tell(town, lin, '台账')
  await lin.on().press('1 · 没有汇总')
  expect(lin.lastCard().title).toBe('问题 1')
  expect(lin.lastCard().tags).toEqual(['整改中', '限期整改', '自查'])
  const reported = await lin.on().fill('整改进展', '已汇总一半').press('记录进展')
  expect(reported.toast?.content).toBe('已记录进展。')

  await lin.sendImage(await photoWithPlace())
  await town.settle()
  await town.bot.queue.settled({ delayed: true })
  await town.settle()
  await tell(town, lin, '申请销号 汇总表已上墙')
  expect(lin.lastCard().tags[0]).toBe('待复查')

  const asked = sun.lastCard()
  expect(asked.title).toBe('问题 1')
  expect(asked.text).toMatch(/整改前[\s\S]*没有汇总[\s\S]*整改后[\s\S]*已汇总一半[\s\S]*汇总表已上墙/)
  expect(JSON.stringify(asked.json)).toContain('"img_key"')
  expect((await sun.on().press('退回')).toast?.content).toBe('请写一句原因。')
  await sun.on().fill('意见或原因', '还缺六年级').press('退回')
  await town.settle()
  expect(lin.lastCard().text).toContain('退回原因：还缺六年级')
  await lin.on().fill('整改进展', '六年级也补上了').press('申请销号')
  await town.settle()
  const struck = await sun.on().press('同意销号')
  expect(struck.toast?.content).toBe('已销号，相关的1条正请责任人重新自评。')
  expect(sun.lastCard().tags[0]).toBe('已销号')
  await town.settle()

  expect(lin.lastCard().title).toBe('问题已销号，请重新自评')
  await lin.on().press(lin.lastCard().buttons[0]?.label ?? '')
  expect(lin.on().value('工作情况')).toBe('每班有名册')
  expect(lin.on().value('存在问题')).toBe('')
  expect((await lin.on().press('提交并继续')).toast?.content).toContain('自评')
  expect((await lin.on().choose('自评', '已达到').press('提交并继续')).toast?.content).toBe('已更新。')
  await tell(town, sun, '台账 1')
  expect(sun.lastCard().tags[0]).toBe('已销号')
})

test('changed and added by form, joined by a press', async () => {
  await using town = await startTown()
  const { lin, sun, zhao, here } = await fallShort(town)
  await tell(town, lin, '台账 1')
  await lin.on().press('修改')
  expect(lin.on().value('存在问题')).toBe('没有汇总')
  const past = await lin.on().pick('整改时限', '2026-01-01').fill('原因分析', '没有专人').press('保存修改')
  expect(past.toast?.content).toContain('整改时限')
  expect(lin.on().value('原因分析')).toBe('没有专人')
  await lin.on().pick('整改时限', '2026-11-20').press('保存修改')
  expect(lin.lastCard().text).toMatch(/11月20日[\s\S]*原因：没有专人/)

  await tell(town, here, '台账')
  await here.on().press('新增')
  await town.settle()
  expect(zhao.lastCard().title).toBe('新增问题')
  await zhao
    .on()
    .choose('问题来源', '督导检查')
    .choose('牵头部门', '德育处')
    .fill('存在问题', '名册没有汇总表')
    .fill('原因分析', '没有专人')
    .press('登记问题')
  expect(zhao.lastCard().title).toBe('问题 2')
  expect(zhao.lastCard().text).toContain('责任人待定')
  await zhao.on().press('修改')
  await zhao.on().choose('责任人', '林老师').press('保存修改')
  await town.settle()
  expect(lin.lastCard().text).toContain('这个问题由您负责整改。')
  await tell(town, sun, '台账 2')
  await sun.on().press('并入问题 1：没有汇总')
  expect(sun.lastCard().title).toBe('问题 1')
  await tell(town, sun, '台账 2')
  expect(sun.lastCard().tags[0]).toBe('已并入')
  await sun.on().press('拆出')
  expect(sun.lastCard().tags[0]).toBe('整改中')
})
