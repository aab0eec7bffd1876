import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { submitTen } from '#test/e2e/campaign.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { openViewer } from './support/viewer.ts'

// A head on a phone, after school, with ten answers of a colleague.

const phone = { width: 390, height: 844, touch: true } as const
const reason = '请写明一周几节'

/** Of the answers that were submitted, how many stand and how many came back. */
async function standing({ database }: Town): Promise<{ readonly accepted: number; readonly returned: number }> {
  const rows = await database.db
    .transaction()
    .execute((tx) => tx.selectFrom('assignment').select('state').where('state', '<>', 'open').execute())
  const of = (state: string) => rows.filter((row) => row.state === state).length
  return { accepted: of('accepted'), returned: of('returned') }
}

const press = (card: Locator, name: string | RegExp) => card.getByRole('button', { name }).click()

test('a head returns one of ten answers with a reason and accepts the others in one go', async () => {
  await using town = await startTown()
  const { lin, sun } = await submitTen(town)
  await town.goTo('2026-09-07T16:00+08:00')
  {
    await using viewer = await openViewer(town.emulator, { person: sun.handle, chat: { id: sun.chatId }, ...phone })
    const { page, message, toast } = viewer
    await press(await message('有10条填报等您审核'), '开始审核')
    const first = await message('第1条/共10条')
    await press(first, '退回')
    await toast('退回时请在「退回原因」里写一句')
    await (await message('第1条/共10条')).getByLabel('退回原因').fill(reason)
    await press(await message('第1条/共10条'), '退回')
    await toast('已退回')
    await press(await message('第2条/共10条'), '全部通过')

    const list = await message('等您审核的内容')
    await list.getByText('共9条。').waitFor()
    const all = list.getByRole('button', { name: '全部通过（9条）' })
    const dialog = page.getByRole('dialog', { name: '通过9条？' })
    await all.click()
    await press(dialog, '取消')
    await dialog.waitFor({ state: 'detached' })
    expect(await standing(town)).toEqual({ accepted: 0, returned: 1 })
    await all.click()
    await press(dialog, '确定')
    await message('审核完了')
    expect(await standing(town)).toEqual({ accepted: 9, returned: 1 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
  }
  await town.settle()
  await using viewer = await openViewer(town.emulator, { person: lin.handle, chat: { id: lin.chatId }, ...phone })
  const { message } = viewer
  await press(await message('有1条退回'), '继续填报')
  const back = await message(`退回原因（孙老师）：${reason}`)
  expect(await back.getByLabel('工作情况').inputValue()).toBe('做法0')
  await back.getByLabel('工作情况').fill('每周两节')
  await press(back, '提交并继续')
  await expect.poll(() => standing(town)).toEqual({ accepted: 9, returned: 0 })
})

test('ten answers are accepted in one go', async () => {
  await using town = await startTown()
  const { sun } = await submitTen(town)
  await town.goTo('2026-09-07T16:00+08:00')
  await using viewer = await openViewer(town.emulator, { person: sun.handle, chat: { id: sun.chatId } })
  const { page, message } = viewer
  await press(await message('有10条填报等您审核'), '开始审核')
  await press(await message('第1条/共10条'), '全部通过')
  await press(await message('共10条'), '全部通过（10条）')
  await press(page.getByRole('dialog', { name: '通过10条？' }), '确定')
  await message('这次审核了10条')
  expect(await standing(town)).toEqual({ accepted: 10, returned: 0 })
})
