import { expect, test } from 'vitest'
import { startTown } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

test('a shortcoming is in the ledger; it is narrowed by a choice outside a form, and a line opens it', async () => {
  await using town = await startTown()
  const { sun, here } = await openDivided(town)
  await tell(town, sun, '填报')
  await tell(town, sun, '自评：部分达到\n存在问题：缺勤没有当天联系家长\n整改措施：晨检后即打电话')
  await tell(town, sun, '提交')
  await tell(town, here, '台账')
  expect(here.lastText()).toContain('缺勤没有当天联系家长')
  // One department alone has issues, so there is nothing to choose among departments.
  await here.on().use('情况', '已过时限')
  expect(here.lastText()).toContain('目前没有这样的问题')
  expect(here.lastText()).toContain('待整改1项')
  await here.on().use('情况', '整改中')
  expect(here.lastText()).toContain('缺勤没有当天联系家长')
  await here.on().press('1 · 缺勤没有当天联系家长')
  expect(here.lastText()).toContain('晨检后即打电话')
  await tell(town, sun, '台账 整改中')
  expect(sun.lastText()).toContain('缺勤没有当天联系家长')
}, 40_000)
