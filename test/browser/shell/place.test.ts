import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { openSchool } from './school.ts'

const self = /我是/

test('an address leads to a person, a chat and a thread; the back button leads back', async () => {
  await using school = await openSchool()
  const { emulator, lin, group, wangs, privateChat } = school
  const root = await emulator.person(wangs[0]).say(group, '谁有档案盒？')
  const reply = await emulator.person(wangs[1]).say(group, '我这里有', { replyTo: root, inThread: true })
  await using opened = await openPage({ url: school.at(lin, group, { id: reply.threadId ?? '' }) })
  const { page } = opened
  await page.getByRole('button', { name: self }).filter({ hasText: '林晓燕' }).waitFor()
  const thread = page.getByRole('region', { name: '话题' })
  await thread.getByText('我这里有').waitFor()
  await thread.getByRole('textbox').press('Escape')
  await thread.waitFor({ state: 'detached' })
  expect(page.url()).toBe(school.at(lin, group))
  await expect.poll(() => page.evaluate('document.activeElement.dataset.opens')).toBe(reply.threadId)
  await page.locator(`a[data-chat="${privateChat.id}"]`).click()
  await page.getByRole('heading', { name: '对标', exact: true, level: 1 }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: '全体教师', level: 1 }).waitFor()
})

test('a thread is opened by the first reply in it, and its address then is its own', async () => {
  await using school = await openSchool()
  const { emulator, lin, group, wangs } = school
  const root = await emulator.person(wangs[0]).say(group, '谁有档案盒？')
  await using opened = await openPage({ url: school.at(lin, group) })
  const { page } = opened
  await page.locator('main.talk').getByText('谁有档案盒？').hover()
  await page.getByRole('link', { name: '在话题中回复' }).click()
  const thread = page.getByRole('region', { name: '话题' })
  await thread.getByText('谁有档案盒？').waitFor()
  await thread.getByRole('textbox').fill('我有')
  await thread.getByRole('textbox').press('Enter')
  await page.getByRole('link', { name: '1 条回复' }).waitFor()
  await thread.getByText('我有').waitFor()
  const { threadId } = emulator.message(root)
  await expect.poll(() => page.url()).toBe(school.at(lin, group, { id: threadId ?? '' }))
})

test('a person nobody knows is somebody who is there, with a word about it', async () => {
  await using school = await openSchool()
  await using opened = await openPage({ url: school.at({ id: 'nobody' }) })
  const { page } = opened
  await page.getByText('地址里的人找不到了').waitFor()
  await page.getByRole('button', { name: self }).filter({ hasText: '林晓燕' }).waitFor()
})

test('one becomes somebody else by keys alone, and stays in the group', async () => {
  await using school = await openSchool()
  const { emulator, appId, lin, group, wangs } = school
  // Another chat of theirs is newer: their list would begin there.
  await emulator.person(wangs[1]).say({ id: appId }, '在吗')
  await using opened = await openPage({ url: school.at(lin, group) })
  const { page } = opened
  await page.getByRole('button', { name: self }).press('Enter')
  const search = page.getByRole('combobox', { name: '搜索姓名、职务或部门' })
  await search.fill('王芳')
  await expect.poll(() => page.getByRole('option').count()).toBe(2)
  await search.press('ArrowDown')
  await search.press('Enter')
  await expect.poll(() => page.url()).toBe(school.at(wangs[1], group))
  await page.getByRole('button', { name: self }).filter({ hasText: '后勤 · 总务处' }).waitFor()
  await page.getByRole('button', { name: self }).press('Enter')
  await search.press('Escape')
  await search.waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('self')
})

test('who comes without an address is where the first suggestion leads; taking one writes its words and sends nothing', async () => {
  await using school = await openSchool({
    suggestions: () => [suggestion('填一条', '/start'), suggestion('看进度', '@对标 /progress')],
  })
  const { emulator, lin, wangs, group, privateChat } = school
  function suggestion(label: string, draft: string) {
    const words = { zh: label, en: label }
    const [person, chat] = draft === '/start' ? [lin.id, privateChat.id] : [wangs[0].id, group.id]
    return { label: words, hint: words, person, chat, draft }
  }
  await using opened = await openPage({ url: emulator.url })
  const { page } = opened
  await expect.poll(() => page.url()).toBe(school.at(lin, privateChat))
  const tips = page.getByRole('region', { name: '可以试试' })
  await tips.getByRole('button', { name: '看进度' }).click()
  await expect.poll(() => page.url()).toBe(school.at(wangs[0], group))
  const box = page.getByRole('textbox', { name: '发给 全体教师' })
  await expect.poll(() => box.inputValue()).toBe('@对标 /progress')
  await page.getByText('对标（机器人）').waitFor()
  expect(emulator.messages(group)).toHaveLength(0)
  await tips.getByRole('button', { name: '关闭' }).click()
  await page.reload()
  await page.getByRole('button', { name: '可以试试', expanded: false }).click()
  await tips.waitFor()
})
