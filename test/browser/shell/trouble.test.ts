import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { formCard, openSchool } from './school.ts'

test('a frame that cannot be drawn is told of once, and the page goes on', async () => {
  await using school = await openSchool()
  const { emulator, lin, wangs, group } = school
  await emulator.person(wangs[0]).say(group, '早上好')
  await using opened = await openPage({
    url: `${school.emulator.url}/page/icon.svg`,
    expected: /a frame could not be drawn/,
  })
  const { page } = opened
  const told: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && told.push(message.text())))
  let isBroken = true
  await page.route('**/people/*/chats', async (route) => {
    const lines = (await (await route.fetch()).json()) as { last: object | null }[]
    const bad = lines.map((line) => ({ ...line, last: isBroken && line.last ? { ...line.last, at: 'x' } : line.last }))
    await route.fulfill({ json: bad })
  })
  await page.goto(school.at(lin, group))
  await expect.poll(() => page.title()).toContain('全体教师')
  await expect.poll(() => told.length).toBe(1)
  isBroken = false
  await page.reload()
  await page.locator('main.talk').getByText('早上好').waitFor()
})

test('older messages that were asked for before a reconnect leave no hole above what came with it', async () => {
  await using school = await openSchool()
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  const numbers = await opened.page.evaluate(`import('/page/pane.js').then(({ newPane, withNewest, withOlder }) => {
    const span = (from, to) =>
      Array.from({ length: to - from + 1 }, (_, i) => ({ id: 'm' + (from + i), n: from + i, version: 1, card: null }))
    const before = { ...newPane('p', 'c', null, null), messages: span(101, 700), more: true, from: 101, loading: true }
    const renewed = withNewest(before, { chat: {}, messages: span(201, 700), more: true }, before.messages)
    const late = withOlder(renewed, { chat: {}, messages: span(71, 100), more: true }, 101)
    const inTime = withOlder(before, { chat: {}, messages: span(71, 100), more: true }, 101)
    return [late, inTime].map(({ messages, loading }) => [messages[0].n, messages.length, loading])
  })`)
  expect(numbers).toEqual([
    [201, 500, false],
    [71, 630, false],
  ])
})

test('in a group that is dissolved the controls of a card are off, and it does not say that it has expired', async () => {
  await using school = await openSchool()
  const { emulator, lin, group } = school
  await school.sendCard(group, formCard('第一条'))
  await using opened = await openPage({ url: school.at(lin, group) })
  const { page } = opened
  expect(await page.getByLabel('工作情况').isDisabled()).toBe(false)
  emulator.dissolve(group)
  await page.reload()
  await page.getByText('群已解散，不能再发消息').waitFor()
  expect(await page.getByLabel('工作情况').isDisabled()).toBe(true)
  expect(await page.getByText('卡片已过期').count()).toBe(0)
})
