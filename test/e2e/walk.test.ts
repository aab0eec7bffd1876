import { expect, test } from 'vitest'
import type { Person } from '#test/support/person.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

/** Sun with the first requirement of a walk in front of her, in private. */
async function startWalk(town: Town): Promise<Person> {
  const { sun } = await openDivided(town)
  await sun.on().press('开始填报')
  return sun
}

test('a submitted answer brings the next requirement in place, and counts', async () => {
  await using town = await startTown()
  const sun = await startWalk(town)
  const card = sun.lastCard()
  const pressed = await sun.on().choose('自评', '已达到').fill('工作情况', '每天晨检').press('提交并继续')
  expect(pressed.toast?.content).toBe('已提交。')
  expect(sun.lastCard().messageId).toBe(card.messageId)
  expect(sun.lastCard().subtitle).toBe('第2条/共27条 · 已填1')
})

test('a draft is kept, skipped and come back to', async () => {
  await using town = await startTown()
  const sun = await startWalk(town)
  await sun.on().fill('工作情况', '先记一笔').press('暂存')
  await sun.on().press('跳过')
  expect(sun.lastCard().subtitle).toMatch(/^第2条/)
  await sun.on().fill('工作情况', '第二条也记').press('上一条')
  expect(sun.on().value('工作情况')).toBe('先记一笔')
  await sun.on().press('跳过')
  expect(sun.on().value('工作情况')).toBe('第二条也记')
})

test('what falls short has to say how, what is not ours why, and nothing typed is lost over it', async () => {
  await using town = await startTown()
  const sun = await startWalk(town)
  const refusal = async (rating: string, fact: string) => {
    const pressed = await sun.on().choose('自评', rating).fill('工作情况', fact).press('提交并继续')
    return pressed.toast?.content
  }
  expect(await refusal('部分达到', '做了一半')).toContain('存在问题')
  expect(sun.on().value('工作情况')).toBe('做了一半')
  expect(await refusal('不适用', '')).toContain('原因')
  expect(await refusal('已达到', '')).toContain('工作情况')
  const past = await sun
    .on()
    .choose('自评', '未达到')
    .fill('存在问题', '还没有台账')
    .pick('整改时限', '2026-09-01')
    .press('提交并继续')
  expect(past.toast?.content).toContain('整改时限')
  expect((await sun.on().pick('整改时限', '2026-12-01').press('提交并继续')).toast?.content).toBe('已提交。')
})

test('/start 17 and /start (3) jump, in any way of writing them; what is not theirs is said so', async () => {
  await using town = await startTown()
  const sun = await startWalk(town)
  for (const [words, title] of [
    ['/start 17', '思想品德评价'],
    ['／ＳＴＡＲＴ　（3）', '保障公平、反对歧视'],
    ['填报 第17条', '思想品德评价'],
  ] as const) {
    await tell(town, sun, words)
    expect(sun.lastCard().text).toContain(title)
  }
  await tell(town, sun, '/start 1')
  expect(sun.lastText()).toBe('没有找到这一条，请发送「我的任务」查看。')
})

test('a submitted answer is changed, and changed into 不适用 it loses its shortcoming', async () => {
  await using town = await startTown()
  const sun = await startWalk(town)
  await sun.on().choose('自评', '未达到').fill('工作情况', '有旧台账').fill('存在问题', '台账不全').press('提交并继续')
  await sun.on().press('上一条')
  expect(sun.lastCard().tags).toEqual(['已提交，可修改'])
  const pressed = await sun.on().choose('自评', '不适用').fill('工作情况', '本校没有这类学生').press('提交并继续')
  expect(pressed.toast?.content).toBe('已更新。')
  await tell(town, sun, '台账')
  expect(sun.lastText()).toContain('这里目前没有问题')
})

test('words in private: a sentence is the fact, a file the evidence, the old card says that it moved', async () => {
  await using town = await startTown()
  const sun = await startWalk(town)
  const old = sun.lastCard()
  await tell(town, sun, '每天第一节课前点名')
  expect(sun.on().value('工作情况')).toBe('每天第一节课前点名')
  await sun.sendFile('考勤.csv', Buffer.from('班级,人数\n一年级一班,42\n'))
  await town.settle()
  expect(sun.lastCard().text).toContain('考勤.csv')
  const moved = sun.cards().find((one) => one.messageId === old.messageId)
  expect(moved?.buttons).toEqual([])
})

test('going on from another card leaves one live card, and the old one says where to look', async () => {
  await using town = await startTown()
  const sun = await startWalk(town)
  const old = sun.lastCard()
  await tell(town, sun, '我的任务')
  await sun.on().press('继续填报')
  await town.settle()
  const live = sun.cards().filter((one) => one.buttons.some((each) => each.label === '提交并继续'))
  expect(live.map((one) => one.messageId)).toEqual([sun.lastCard().messageId])
  expect(sun.cards().find((one) => one.messageId === old.messageId)?.text).toContain('另一张卡片')
})

test('two campaigns at once: the first ends by pointing to the other', async () => {
  await using town = await startTown()
  const { sun, zhao, qian } = await openDivided(town)
  const second = await town.group('第二次领导小组', [zhao, sun])
  const there = zhao.in(second)
  await tell(town, there, '/setup 学校名称：第一小学；活动名称：规范管理年；对照标准：2017；自查截止日期：2026-10-30')
  await tell(town, there, '/assign')
  await there.on().press('确认分工')
  await town.settle()
  await tell(town, sun, '我的任务')
  expect(sun.lastCard().subtitle).toBe('对照整改年活动')
  const other = sun.lastCard().buttons.find((one) => one.label.includes('规范管理年'))
  expect(other?.label).toContain('25条')
  await sun.on().press(other?.label ?? '')
  expect(sun.lastCard().text).toContain('规范管理年')
  expect(qian.cards().filter((one) => one.title === '请您填报自查内容')).toHaveLength(2)
})
