import { expect, test } from 'vitest'
import { importSaid } from '#cards/import-words.ts'
import { said } from '#cards/words.ts'
import { readSheet } from '#test/support/read-sheet.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { workbook } from '#test/support/workbook.ts'
import { openDivided, tell } from './campaign.ts'

async function settle(town: Town): Promise<void> {
  await town.settle()
  await town.bot.queue.settled({ delayed: true })
  await town.settle()
}

test('the coordinator takes a table out of the summary, changes its heads, and the next one has them', async () => {
  await using town = await startTown()
  const { zhao, here } = await openDivided(town)
  const newest = async () => {
    const file = here.files().findLast(({ name }) => name.includes('自评表'))
    return readSheet(file?.bytes ?? Buffer.of())
  }
  await tell(town, here, '总结 自评表')
  const [title, note, heads] = await newest()
  expect(heads).toContain('自评等次')

  await tell(town, here, '总结 模板 自评表')
  expect(here.lastText()).toBe(said.privately)
  expect(zhao.lastText()).toContain('自评表现在的栏目：一级指标')
  await zhao.sendFile(
    '自评表.xlsx',
    await workbook([title, note, ['三级指标', '校内评定=自评等次', '签字']] as never, { sheet: 'Sheet1' }),
  )
  await settle(town)
  expect(zhao.lastCard().title).toBe('自评表 · 栏目请核对')
  const pressed = await zhao.on().press('确认导入')
  expect(pressed.toast?.content).toBe(importSaid.confirmed)

  await tell(town, here, '总结 自评表')
  const [, , changed, first] = await newest()
  expect(changed).toEqual(['三级指标', '校内评定', '签字'])
  expect(first?.slice(1)).toEqual(['未填报', null])
}, 60_000)
