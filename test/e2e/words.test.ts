import { expect, test } from 'vitest'
import { startTown } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

test('a whole requirement is answered in words: labelled lines, then 提交', async () => {
  await using town = await startTown()
  const { sun } = await openDivided(town)
  await tell(town, sun, '填报')
  await tell(
    town,
    sun,
    '自评：部分达到\n工作情况：有考勤登记，\n但不是每天\n存在问题：缺勤没有当天联系家长\n整改措施：晨检后即打电话\n整改时限：2026-11-30\n佐证材料：档案盒2-1',
  )
  const form = sun.on()
  expect(form.value('工作情况')).toBe('有考勤登记，\n但不是每天')
  expect(form.value('整改时限')).toBe('2026-11-30')
  await tell(town, sun, '提交')
  expect(sun.lastCard().subtitle).toMatch(/已填1$/)
  await tell(town, sun, '台账')
  expect(sun.lastText()).toContain('缺勤没有当天联系家长')
})

test('piece by piece: the rating alone, a sentence, 暂存, 跳过, 上一条, 提交', async () => {
  await using town = await startTown()
  const { sun } = await openDivided(town)
  for (const words of ['填报', '已达到', '班主任每天晨检', '暂存', '跳过', '上一条']) await tell(town, sun, words)
  expect(sun.lastCard().subtitle).toMatch(/^第1条/)
  await tell(town, sun, '提交。')
  expect(sun.lastCard().subtitle).toBe('第2条/共27条 · 已填1')
})

test('提交 on an incomplete answer says what is missing and keeps what is there', async () => {
  await using town = await startTown()
  const { sun } = await openDivided(town)
  for (const words of ['填报', '自评：未达到', '提交']) await tell(town, sun, words)
  expect(sun.lastText()).toContain('存在问题')
  await tell(town, sun, '存在问题：没有专人负责')
  await tell(town, sun, '提交')
  expect(sun.lastCard().subtitle).toMatch(/已填1$/)
})

test('dates are taken as people write them', async () => {
  await using town = await startTown()
  const { sun } = await openDivided(town)
  for (const words of ['填报', '自评：未达到；存在问题：缺台账', '整改时限：2026年11月30日'])
    await tell(town, sun, words)
  expect(sun.on().value('整改时限')).toBe('2026-11-30')
})

test('words that are no command outside a walk get a hint, not a guess', async () => {
  await using town = await startTown()
  const { sun } = await openDivided(town)
  await tell(town, sun, '每学期体检一次')
  expect(sun.lastText()).toMatch(/^这句没有记下。您还有\d+条待填，请先发送「填报」打开，再写内容。$/)
  const stranger = town.person('路老师')
  await tell(town, stranger, '今天天气不错')
  expect(stranger.lastText()).toContain('没有听懂')
})
