import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { openSchool } from './school.ts'

type Line = { readonly id: string; readonly unread: number }

test('messages elsewhere are counted until the chat is shown at its end', async () => {
  await using school = await openSchool()
  const { emulator, lin, group, privateChat, wangs } = school
  await using opened = await openPage({ url: school.at(lin, privateChat) })
  const { page } = opened
  const line = page.locator(`a[data-chat="${group.id}"]`)
  await line.waitFor()
  await emulator.person(wangs[0]).say(group, '早上好')
  await emulator.person(wangs[1]).say(group, '大家早')
  await line.getByText('2 条未读').waitFor({ state: 'attached' })
  expect(await page.title()).toMatch(/^\(2\)/)
  await line.click()
  await line.getByText('2 条未读').waitFor({ state: 'detached' })
  await expect.poll(() => page.title()).not.toMatch(/^\(/)
})

test('what comes while one is further up stays unread', async () => {
  await using school = await openSchool()
  const { emulator, lin, group, wangs } = school
  for (let n = 0; n < 40; n++) await emulator.person(wangs[0]).say(group, `第 ${n} 条`)
  await using opened = await openPage({ url: school.at(lin, group) })
  const { page } = opened
  const line = page.locator(`a[data-chat="${group.id}"]`)
  await page.locator('main.talk').getByText('第 39 条').waitFor()
  await line.getByText(/条未读/).waitFor({ state: 'detached' })
  await page.evaluate(`document.querySelector('main .scroller').scrollTop = 0`)
  await page.getByRole('button', { name: '回到最新消息' }).waitFor()
  await emulator.person(wangs[0]).say(group, '再补一句')
  await line.getByText('1 条未读').waitFor({ state: 'attached' })
  const chats = (await page.evaluate(
    `fetch('/emulator/page/people/${lin.id}/chats').then((all) => all.json())`,
  )) as Line[]
  expect(chats.find(({ id }) => id === group.id)?.unread).toBe(1)
  await page.getByRole('button', { name: '1 条新消息' }).click()
  await line.getByText('1 条未读').waitFor({ state: 'detached' })
})

test('a message taken back leaves a line; a screen reader is told of new ones', async () => {
  await using school = await openSchool()
  const { emulator, lin, group, wangs } = school
  await using opened = await openPage({ url: school.at(lin, group) })
  const { page } = opened
  await page.getByText('还没有消息').waitFor()
  const said = await emulator.person(wangs[0]).say(group, '发错了')
  await page.getByRole('log').getByText('王芳：发错了').waitFor({ state: 'attached' })
  await emulator.person(wangs[0]).recall(said)
  await page.getByText('王芳撤回了一条消息').waitFor()
  await page.getByRole('textbox').fill('这句也撤回')
  await page.getByRole('button', { name: '发送' }).click()
  await page.locator('main.talk .bubble', { hasText: '这句也撤回' }).hover()
  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByText('你撤回了一条消息').waitFor()
})

test('an answer carries what it answers', async () => {
  await using school = await openSchool()
  const { emulator, lin, group, wangs } = school
  const asked = await emulator.person(wangs[0]).say(group, '要照片吗？')
  await using opened = await openPage({ url: school.at(lin, group) })
  const { page } = opened
  await page.locator('main.talk').getByText('要照片吗？').hover()
  await page.getByRole('button', { name: '回复', exact: true }).click()
  await page.getByText('回复 王芳').waitFor()
  await page.getByRole('textbox').fill('不用')
  await page.getByRole('textbox').press('Enter')
  await page.locator('.quote', { hasText: '要照片吗？' }).waitFor()
  await page.getByText('回复 王芳').waitFor({ state: 'detached' })
  expect(emulator.messages(group).at(-1)).toMatchObject({ text: '不用', parentId: asked.id, threadId: null })
})
