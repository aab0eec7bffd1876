import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { formCard, openSchool } from './school.ts'

test('the drawer shows what went over the wire, before and now, and what failed', async () => {
  await using school = await openSchool({ switches: { callbackTimeoutMs: 200 } })
  const { lin, privateChat } = school
  await school.sendCard(privateChat, formCard('第一条'))
  school.answerWith(null)
  await using opened = await openPage({ url: school.at(lin, privateChat) })
  const { page } = opened
  await page.getByRole('button', { name: '接口往来' }).click()
  const drawer = page.getByRole('region', { name: '接口往来' })
  await drawer.getByText('POST /open-apis/im/v1/messages').waitFor()
  await page.getByRole('button', { name: '提交' }).click()
  const failed = drawer.getByRole('listitem').filter({ hasText: 'card.action.trigger' })
  await failed.getByText('失败 200341').waitFor()
  await failed.getByText('card.action.trigger · 林晓燕').click()
  await failed.locator('pre').first().waitFor()
  expect(await failed.locator('pre').first().textContent()).toContain('"action"')
  await drawer.getByLabel('只看').selectOption('callback')
  await expect.poll(() => drawer.getByRole('listitem').count()).toBe(1)
  await drawer.getByLabel('只看').press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('接口往来')
})

test('the wire is streamed only while the drawer is open', async () => {
  await using school = await openSchool()
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  const { page } = opened
  await page.getByText('还没有消息').waitFor()
  const streams: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/live?')) streams.push(new URL(request.url()).searchParams.get('wire') ?? 'none')
  })
  await page.getByRole('button', { name: '接口往来' }).click()
  await expect.poll(() => streams).toEqual(['1'])
  await page.getByRole('button', { name: '接口往来' }).click()
  await expect.poll(() => streams).toEqual(['1', 'none'])
})
