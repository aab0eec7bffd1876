import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { formCard, openSchool } from './school.ts'

const field = (page: Page) => page.getByLabel('工作情况')
const button = (page: Page) => page.getByRole('button', { name: '提交' })

test('an answer brings its toast and its card; the time it took stands below', async () => {
  await using school = await openSchool()
  const { lin, privateChat } = school
  await school.sendCard(privateChat, formCard('第一条'))
  school.answerWith({ toast: { type: 'success', content: '已提交' }, card: { type: 'raw', data: formCard('第二条') } })
  await using opened = await openPage({ url: school.at(lin, privateChat) })
  const { page } = opened
  await field(page).fill('每学期体检')
  await button(page).click()
  await page.getByRole('status').filter({ hasText: '已提交' }).waitFor()
  await page.locator('main.talk').getByText('第二条').waitFor()
  await page.getByText(/用时 \d+ 毫秒/).waitFor()
  expect(await field(page).inputValue()).toBe('')
  await page.locator('.toast').getByRole('button', { name: '关闭' }).click()
  await page.locator('.toast').waitFor({ state: 'detached' })
})

test('while the bot thinks the button is busy and is not pressed twice', async () => {
  await using school = await openSchool()
  const { emulator, lin, privateChat } = school
  await school.sendCard(privateChat, formCard('第一条'))
  const { promise, resolve } = Promise.withResolvers<object>()
  school.answerWith(promise)
  await using opened = await openPage({ url: school.at(lin, privateChat) })
  const { page } = opened
  await button(page).click()
  await page.locator('[aria-busy="true"] button, button[aria-busy="true"], button:disabled').first().waitFor()
  await button(page)
    .click({ force: true, timeout: 1000 })
    .catch(() => {})
  resolve({})
  await page.getByText(/用时 \d+ 毫秒/).waitFor()
  expect(emulator.wire.entries.filter(({ kind }) => kind === 'callback')).toHaveLength(1)
})

test('without a card as the answer the form snaps back to what is stored; a failure shows its code', async () => {
  await using school = await openSchool({ switches: { callbackTimeoutMs: 300 } })
  const { lin, privateChat } = school
  await school.sendCard(privateChat, formCard('第一条'))
  await using opened = await openPage({ url: school.at(lin, privateChat) })
  const { page } = opened
  await field(page).fill('写了一半')
  await button(page).click()
  await expect.poll(() => field(page).inputValue()).toBe('')
  school.answerWith(null)
  await field(page).fill('再写一次')
  await button(page).click()
  await page.getByRole('alert').filter({ hasText: '出错了，请稍后重试 code: 200341' }).waitFor()
  expect(await field(page).inputValue()).toBe('')
})

test('what is typed into a card and not handed in is still there after a look elsewhere; handed in, it is gone', async () => {
  await using school = await openSchool()
  const { lin, wangs, privateChat, group } = school
  await school.sendCard(privateChat, formCard('第一条'))
  school.answerWith({ toast: { type: 'warning', content: '请再写一点' } })
  await using opened = await openPage({ url: school.at(lin, privateChat) })
  const { page } = opened
  await field(page).fill('写了一半')
  for (const elsewhere of [school.at(lin, group), school.at(wangs[0], group)]) {
    await page.goto(elsewhere)
    await page.locator(`a[data-chat="${group.id}"][aria-current]`).waitFor()
    await page.goto(school.at(lin, privateChat))
    await expect.poll(() => field(page).inputValue()).toBe('写了一半')
  }
  await button(page).click()
  await expect.poll(() => field(page).inputValue()).toBe('')
  await page.goto(school.at(lin, group))
  await page.locator(`a[data-chat="${group.id}"][aria-current]`).waitFor()
  await page.goto(school.at(lin, privateChat))
  await field(page).waitFor()
  expect(await field(page).inputValue()).toBe('')
})

test('a card that has changed meanwhile is not pressed: it is drawn anew, with a word', async () => {
  await using school = await openSchool()
  const { emulator, lin, privateChat } = school
  await school.sendCard(privateChat, formCard('第一条'))
  await using opened = await openPage({ url: school.at(lin, privateChat) })
  const { page } = opened
  await button(page).waitFor()
  // The change comes to the server while the press is on its way.
  await page.route('**/emulator/people/*/press', async (route) => {
    await school.changeCard(privateChat, formCard('第二条'))
    await route.continue()
  })
  await field(page).fill('写了一半')
  await button(page).click()
  await page.getByText('卡片已更新，请再看一眼').waitFor()
  await page.locator('main.talk').getByText('第二条').waitFor()
  expect(await field(page).inputValue()).toBe('')
  expect(emulator.wire.entries.filter(({ kind }) => kind === 'callback')).toHaveLength(0)
})

test('what others do to the thread of a card does not take away what is being typed into it', async () => {
  await using school = await openSchool()
  const { emulator, lin, wangs, group } = school
  await school.sendCard(group, formCard('第一条'))
  await using opened = await openPage({ url: school.at(lin, group) })
  const { page } = opened
  await field(page).fill('写了一半')
  const card = emulator.messages(group).at(-1)
  if (card === undefined) throw new Error('there is no card')
  await emulator.person(wangs[0]).say(group, '我也看看', { replyTo: card, inThread: true })
  await page.getByRole('link', { name: '1 条回复' }).waitFor()
  expect(await field(page).inputValue()).toBe('写了一半')
  await button(page).click()
  await page.getByText(/用时 \d+ 毫秒/).waitFor()
})
