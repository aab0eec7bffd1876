import { expect, test } from 'vitest'
import type { StartOptions } from '#src/emulator/start.ts'
import { openPage } from '../support/browser.ts'
import { monday, openSchool } from './school.ts'

type Clock = NonNullable<StartOptions['clock']>

/** A clock that passes half the way, waits for the test, and arrives. */
function halfway(arrive: Promise<void>): Pick<StartOptions, 'now' | 'clock'> {
  let now = monday
  const moveTo: Clock['moveTo'] = async (to, passing) => {
    passing(new Date((now.getTime() + to.getTime()) / 2))
    await arrive
    now = to
  }
  const landmarks = () => [{ label: { zh: '自查截止日', en: 'Closing date' }, at: new Date('2026-09-30T10:00:00Z') }]
  return { now: () => now, clock: { timeZone: 'Asia/Shanghai', moveTo, landmarks } }
}

test('the clock goes to a named time; on the way it shows how far it has come', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  await using school = await openSchool(halfway(promise))
  // Somewhere else on earth: the times are those of the school.
  await using opened = await openPage({ url: school.at(school.lin, school.group), timeZone: 'America/New_York' })
  const { page } = opened
  const clock = page.getByRole('button', { name: /9月14日 周一 10:05/ })
  await clock.click()
  await page.getByRole('button', { name: /自查截止日/ }).waitFor()
  await page.getByRole('button', { name: /今天 16:00/ }).click()
  await page.getByRole('status').filter({ hasText: '时间正在过去' }).waitFor()
  await page.locator('.passing', { hasText: '13:02' }).waitFor()
  expect(await page.getByRole('button', { name: /9月14日/ }).isDisabled()).toBe(true)
  resolve()
  await page.getByText('现在是 9月14日 周一 16:00').waitFor()
  await page.locator('.passing').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /9月14日 周一 16:00/ }).waitFor()
})

test('a chosen time is one of the school, and only ahead', async () => {
  await using school = await openSchool(halfway(Promise.resolve()))
  await using opened = await openPage({ url: school.at(school.lin, school.group), timeZone: 'America/New_York' })
  const { page } = opened
  const choose = async (time: string) => {
    await page.getByRole('button', { name: /9月14日/ }).click()
    await page.getByLabel('选一个时间').fill(time)
    await page.getByRole('button', { name: '前往' }).click()
  }
  await choose('2026-09-14T10:00')
  await page.getByText('时间只能往后走').waitFor()
  await choose('2026-09-21T08:30')
  await page.getByRole('button', { name: /9月21日 周一 08:30/ }).waitFor()
})

test('a clock that cannot be moved is only shown', async () => {
  await using school = await openSchool()
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  await opened.page.getByText('9月14日 周一 10:05').waitFor()
  expect(await opened.page.getByRole('button', { name: /9月14日/ }).count()).toBe(0)
})
