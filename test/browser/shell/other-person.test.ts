import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { openSchool } from './school.ts'

/** Holds back the first request that fits; tells when it was asked, and lets its answer go. */
async function holdFirst(page: Page, fits: (url: string) => boolean) {
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  let isHeld = false
  await page.route('**/emulator/page/**', async (route) => {
    if (isHeld || !fits(route.request().url())) return route.continue()
    isHeld = true
    const response = await route.fetch()
    asked.resolve()
    await answer.promise
    await route.fulfill({ response }).catch(() => {})
    gone.resolve()
  })
  return {
    asked: asked.promise,
    letGo() {
      answer.resolve()
      return gone.promise
    },
  }
}

test('the answer to one person is not shown to the next one', async () => {
  await using school = await openSchool()
  const { emulator, lin, group } = school
  const stranger = emulator.addPerson({ name: '外人' })
  await emulator.person(lin).say(group, '只给组里的人看')
  await using opened = await openPage({ url: `${school.emulator.url}/page/icon.svg`, expected: /403|404/ })
  const { page } = opened
  const held = await holdFirst(page, (url) => url.includes('/messages?') && url.includes(lin.id))
  await page.goto(school.at(lin, group))
  await held.asked
  await page.evaluate(`location.hash = '#/${stranger.id}/${group.id}'`)
  await page.getByRole('button', { name: /我是/ }).filter({ hasText: '外人' }).waitFor()
  const settled = page
    .locator('main.talk')
    .getByText(/不在|没有|看不/)
    .first()
  await settled.waitFor()
  await held.letGo()
  await page.evaluate(
    'new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(seen))))',
  )
  expect(await page.getByText('只给组里的人看').count()).toBe(0)
  expect(await page.locator('#write-main').count()).toBe(0)
})

test('a chat is read by the next person too while word of the first one is on its way', async () => {
  await using school = await openSchool()
  const { emulator, lin, wangs, group } = school
  await emulator.person(wangs[1]).say(group, '请看')
  await using opened = await openPage({ url: `${school.emulator.url}/page/icon.svg` })
  const { page } = opened
  const held = await holdFirst(page, (url) => url.includes(lin.id) && url.endsWith('/read'))
  await page.goto(school.at(lin, group))
  await held.asked
  const read = page.waitForRequest((request) => request.url().endsWith(`${wangs[0].id}/read`))
  await page.evaluate(`location.hash = '#/${wangs[0].id}/${group.id}'`)
  await read
  await held.letGo()
})
