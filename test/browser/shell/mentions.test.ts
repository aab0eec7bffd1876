import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Mention } from '#src/emulator/world/world.ts'
import { openPage } from '../support/browser.ts'
import { openSchool, type School } from './school.ts'

const box = (page: Page) => page.getByRole('textbox', { name: '发给 全体教师' })
const options = (page: Page) => page.getByRole('listbox', { name: '可以提到的人' }).getByRole('option')

/** Whom the newest message of the group mentions, by their ids. */
function mentioned({ emulator, group }: School): readonly string[] {
  const { id } = emulator.messages(group).at(-1) ?? { id: '' }
  const mentions: readonly Mention[] = emulator.world.messages.get(id)?.mentions ?? []
  return mentions.map(({ who }) => (who === 'all' ? 'all' : who.id))
}

const sent = (school: School) => school.emulator.messages(school.group).length

test('of two people with one name the one picked from the list is mentioned', async () => {
  await using school = await openSchool()
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  const { page } = opened
  await box(page).pressSequentially('请@王')
  await expect.poll(() => options(page).allTextContents()).toHaveLength(2)
  await box(page).press('ArrowDown')
  await box(page).press('Enter')
  expect(await box(page).inputValue()).toBe('请@王芳 ')
  await page.getByText('王芳（后勤 · 总务处）').waitFor()
  await box(page).pressSequentially('看一下')
  await box(page).press('Enter')
  await expect.poll(() => sent(school)).toBe(1)
  expect(mentioned(school)).toEqual([school.wangs[1].id])
  await page.locator('.mention', { hasText: '@王芳' }).waitFor()
})

test('a name typed out counts when only one has it; one that two have is asked for', async () => {
  await using school = await openSchool()
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  const { page } = opened
  await page.getByText('在群里，机器人只看得到 @ 它的消息').waitFor()
  await box(page).fill('@对标 和 @王芳 /progress')
  await page.getByText('对标（机器人）').waitFor()
  await page.getByText('有几位“王芳”').waitFor()
  await page.getByRole('button', { name: '发送' }).click()
  await expect.poll(() => sent(school)).toBe(1)
  expect(mentioned(school)).toEqual([school.appId])
})

test('deleting one of two equal names takes away that one', async () => {
  await using school = await openSchool()
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  const { page } = opened
  await box(page).pressSequentially('@王')
  await box(page).press('Enter')
  await box(page).pressSequentially('@王')
  await box(page).press('ArrowDown')
  await box(page).press('Enter')
  expect(await box(page).inputValue()).toBe('@王芳 @王芳 ')
  await box(page).press('Home')
  for (let n = 0; n < 4; n++) await box(page).press('Shift+ArrowRight')
  await box(page).press('Delete')
  await page.getByText('王芳（数学教师 · 教务处）').waitFor({ state: 'detached' })
  await box(page).press('Enter')
  await expect.poll(() => sent(school)).toBe(1)
  expect(mentioned(school)).toEqual([school.wangs[1].id])
})

test('Enter that chooses characters of an input method does not send', async () => {
  await using school = await openSchool()
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  const { page } = opened
  await box(page).fill('nihao')
  await box(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true })
  await box(page).press('Shift+Enter')
  expect(await box(page).inputValue()).toBe('nihao\n')
  expect(sent(school)).toBe(0)
})
