import { expect, test, vi } from 'vitest'
import type { Emulator } from '#src/emulator/start.ts'
import { openPage } from '../support/browser.ts'
import { openSchool } from './school.ts'

test('a server that goes away is told of, and everything shown is asked anew when it is back', async () => {
  const first = await openSchool()
  const { lin, group, wangs, emulator } = first
  const port = Number(new URL(emulator.url).port)
  await emulator.person(wangs[0]).say(group, '断线之前')
  await using opened = await openPage({
    url: first.at(lin, group),
    expected: /ERR_CONNECTION|ERR_EMPTY|ERR_INCOMPLETE/,
  })
  const { page } = opened
  const bar = page.getByRole('alert').filter({ hasText: '连接断开了' })
  await page.locator('main.talk').getByText('断线之前').waitFor()
  await first[Symbol.asyncDispose]()
  await bar.waitFor()
  await using again = await openSchool({ port })
  await again.emulator.person(wangs[0]).say(group, '恢复以后')
  await page.locator('main.talk').getByText('恢复以后').waitFor()
  await bar.waitFor({ state: 'detached' })
  expect(await page.locator('main.talk').getByText('断线之前').count()).toBe(0)
})

test('the stream is closed while the tab is hidden; shown again, the page knows what came meanwhile', async () => {
  await using school = await openSchool()
  const { emulator, lin, group, wangs } = school
  const streams = countStreams(emulator)
  await using opened = await openPage({ url: school.at(lin, group) })
  const { page } = opened
  const hide = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))`)
  await page.getByText('还没有消息').waitFor()
  await expect.poll(streams).toBe(1)
  await hide(true)
  await expect.poll(streams).toBe(0)
  // Nobody hears this: whoever knows of it later has asked.
  await emulator.person(wangs[0]).say(group, '没人看的时候')
  await hide(false)
  await page.locator('main.talk').getByText('没人看的时候').waitFor()
  await expect.poll(streams).toBe(1)
})

/** How many streams the server holds open from now on. */
function countStreams({ world: { news } }: Emulator): () => number {
  let open = 0
  const listen = news.listen.bind(news)
  vi.spyOn(news, 'listen').mockImplementation((heard) => {
    const stop = listen(heard)
    open++
    return () => {
      open--
      stop()
    }
  })
  return () => open
}
