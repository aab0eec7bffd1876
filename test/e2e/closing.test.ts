import { expect, test } from 'vitest'
import { startTown } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

test('the closing date brings one summary and its paper by itself, and nothing can be answered after', async () => {
  await using town = await startTown()
  const { sun, zhao, here } = await openDivided(town)
  await town.goTo('2026-09-30T17:59+08:00')
  await tell(town, sun, '填报')
  expect(here.files()).toEqual([])
  await town.goTo('2026-09-30T18:00+08:00')
  await town.goTo('2026-09-30T18:01+08:00')
  expect(here.files().map((one) => one.name)).toEqual([
    '第一小学对照整改年活动整改工作总结（第1版）.docx',
    '第一小学对照整改年活动自评表（第1版）.xlsx',
    '第一小学对照整改年活动责任分工表（第1版）.xlsx',
    '第一小学对照整改年活动整改台账（第1版）.xlsx',
  ])
  expect(zhao.lastText()).toContain('创建活动 自查截止日期：')
  const late = await sun.on().choose('自评', '已达到').fill('工作情况', '晚了').press('提交并继续')
  expect(late.toast?.content).toBe('活动已结束，不能再修改。需要更正请联系联络员。')
})

test('延期 by the very words the coordinator was sent: open again, and a new version at the new date', async () => {
  await using town = await startTown()
  const { sun, zhao, here } = await openDivided(town)
  await town.goTo('2026-09-30T18:00+08:00')
  const words = /「(创建活动 自查截止日期：[\d-]+)」/.exec(zhao.lastText())?.[1] ?? ''
  await tell(town, here, words)
  expect(here.lastCard().text).toContain('自查截止日期：2026年10月8日（周四）')
  await tell(town, sun, '填报')
  await sun.on().choose('自评', '已达到').fill('工作情况', '补填的一条').press('提交并继续')
  expect(sun.lastCard().subtitle).toMatch(/已填1$/)
  await tell(town, here, '创建活动 自查截止日期：2026-10-12')
  await town.goTo('2026-10-12T18:00+08:00')
  expect(here.files()).toHaveLength(8)
  const second = here.cards().findLast((one) => one.title.startsWith('整改工作总结'))
  expect(second?.title).toBe('整改工作总结（第2版）')
  expect(second?.text).toContain('已填报0 → 1')
})

test('a card near its fourteen days is brought anew at the same place, the old one says so', async () => {
  await using town = await startTown()
  const { sun, here } = await openDivided(town)
  await tell(town, here, '创建活动 自查截止日期：2026-11-30')
  await sun.on().press('开始填报')
  await sun.on().fill('工作情况', '写了一半').press('暂存')
  const old = sun.lastCard()
  await town.goTo('2026-09-18T16:00+08:00')
  expect(sun.lastCard().messageId).toBe(old.messageId)
  // The twelfth day is a Saturday, the thirteenth a Sunday on which school is held.
  await town.goTo('2026-09-20T16:00+08:00')
  expect(sun.lastCard().messageId).not.toBe(old.messageId)
  expect(sun.on().value('工作情况')).toBe('写了一半')
  expect(sun.cards().find((one) => one.messageId === old.messageId)?.buttons).toEqual([])
})

test('a summary asked for twice is two versions, and says what is new', async () => {
  await using town = await startTown()
  const { sun, here } = await openDivided(town)
  await tell(town, here, '/summary')
  await sun.on().press('开始填报')
  await sun.on().choose('自评', '已达到').fill('工作情况', '每天晨检').press('提交并继续')
  const first = here.cards().findLast((one) => one.title === '整改工作总结（第1版）')
  await here.on(first).press('更新总结')
  await town.settle()
  expect(here.files()).toHaveLength(8)
  expect(here.lastCard().text).toContain('已填报0 → 1，已达到0 → 1')
})
