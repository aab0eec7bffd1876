import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { formCard, openSchool } from './school.ts'

test('language and looks are kept for the next visit, and the card follows', async () => {
  await using school = await openSchool()
  const { lin, privateChat } = school
  await school.sendCard(privateChat, formCard('自查'))
  await using opened = await openPage({ url: school.at(lin, privateChat), theme: 'light' })
  const { page } = opened
  const root = (what: string) => page.evaluate(`document.documentElement.${what}`)
  await page.getByRole('button', { name: '语言和外观' }).click()
  await page.getByRole('radio', { name: '深色' }).check()
  await page.getByRole('radio', { name: 'English' }).check()
  await page.getByRole('button', { name: 'Send' }).waitFor()
  await page.getByText('自查 (en)').waitFor()
  await page.reload()
  await page.getByRole('textbox', { name: 'Message 对标' }).waitFor()
  expect(await root('lang')).toBe('en')
  expect(await root('dataset.theme')).toBe('dark')
  await page.getByRole('button', { name: 'Language and looks' }).click()
  await page.getByRole('radio', { name: 'As the system' }).check()
  expect(await root('dataset.theme')).toBeUndefined()
})

test('a browser in another language gets the English page', async () => {
  await using school = await openSchool()
  await using opened = await openPage({ url: school.at(school.lin, school.group), locale: 'fr-FR' })
  await opened.page.getByRole('textbox', { name: 'Message 全体教师' }).waitFor()
})
