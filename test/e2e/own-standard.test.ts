import { expect, test } from 'vitest'
import { startTown } from '#test/support/town.ts'
import { workbook } from '#test/support/workbook.ts'
import { openSchool, tell } from './campaign.ts'

test('a school brings its own list of twelve and answers the first of it', async () => {
  await using town = await startTown()
  const { zhao, qian, sun, here } = await openSchool(town)
  const rows = Array.from({ length: 12 }, (_, at) => [at + 1, `第${at + 1}件事，每周检查。`])
  await tell(town, here, '创建活动 导入标准')
  await zhao.sendFile('本校清单.xlsx', await workbook([['序号', '条款内容'], ...rows], { sheet: '清单' }))
  await town.settle()
  expect(zhao.lastCard().text).toContain('读到12条')
  await zhao.on().fill('自评用词', '好=已达到，一般=部分达到，差=未达到').press('确认导入')
  await town.settle()
  expect(zhao.lastCard().text).toContain('《本校清单》（12条）已导入')

  await tell(town, here, '创建活动')
  await here
    .on()
    .fill('学校名称', '第一小学')
    .fill('活动名称', '规范办学自查')
    .choose('对照标准', '本校清单（12条）')
    .pick('自查截止日期', '2026-09-30')
    .press('创建活动')
  await town.settle()
  await tell(town, here, '分工')
  await here.on().press('确认分工')
  await town.settle()
  expect(here.lastCard().text).toContain('12条已分到')
  const walker = [zhao, qian, sun].find((one) => one.cards().some((card) => card.title === '请您填报自查内容'))
  if (walker === undefined) throw new Error('nobody was told')
  await tell(town, walker, '填报')
  expect(walker.lastCard().text).toContain('规范办学自查 · 内部编号')
  expect(walker.lastCard().text).not.toContain('内容为概括')
  await walker.on().choose('自评', '好').fill('工作情况', '每周五检查').press('提交并继续')
  await town.settle()
  await tell(town, here, '进度')
  expect(here.lastCard().text).toContain('1 / 12 条')
})
