import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { openSchool, type School } from './school.ts'

async function speak({ emulator, group, wangs }: School, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) await emulator.person(wangs[n % 2 ? 0 : 1]).say(group, `第 ${n} 条`)
}

const messages = (page: Page) => page.locator('main.talk [data-message]')
const saying = (page: Page, n: number) => page.locator('main.talk').getByText(`第 ${n} 条`, { exact: true })

/** Where a message stands on the screen, from above. */
const topOf = async (page: Page, n: number) => (await saying(page, n).boundingBox())?.y ?? Number.NaN

/** Scrolls up until a message is drawn. Not by the wheel, which may still turn when this is over. */
async function scrollUpTo(page: Page, n: number): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.evaluate(`document.querySelector('main .scroller').scrollBy(0, -900)`)
        return saying(page, n).count()
      },
      { interval: 20, timeout: 30_000 },
    )
    .toBe(1)
}

test('only the newest are drawn at first; scrolling up brings older ones and what one looks at stays where it is', async () => {
  await using school = await openSchool()
  await speak(school, 1, 100)
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  const { page } = opened
  await saying(page, 100).waitFor()
  expect(await messages(page).count()).toBe(30)
  await page.evaluate(`document.querySelector('main .scroller').scrollTop = 300`)
  const before = await topOf(page, 78)
  await saying(page, 50).waitFor({ state: 'attached' })
  expect(Math.abs((await topOf(page, 78)) - before)).toBeLessThan(2)
  await scrollUpTo(page, 1)
})

test('of 2000 messages and 300 people never more than some screens are drawn, and a key stroke touches none', async () => {
  await using school = await openSchool()
  const crowd = Array.from({ length: 300 }, (_, n) => school.emulator.addPerson({ name: `教师${n}` }))
  for (const each of crowd) school.emulator.addMember(school.group, each)
  await speak(school, 1, 2000)
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  const { page } = opened
  await saying(page, 2000).waitFor()
  await scrollUpTo(page, 1700)
  expect(await messages(page).count()).toBeLessThanOrEqual(120)
  expect(await saying(page, 2000).count()).toBe(0)
  await page.evaluate(`globalThis.touched = 0
    new MutationObserver((all) => { touched += all.length })
      .observe(document.querySelector('main .messages'), { subtree: true, childList: true, attributes: true, characterData: true })`)
  await page.getByRole('textbox').pressSequentially('在吗 @教师29')
  await expect.poll(() => page.getByRole('option').count()).toBe(11)
  expect(await page.evaluate('touched')).toBe(0)
  await page.getByRole('button', { name: '回到最新消息' }).click()
  await saying(page, 2000).waitFor()
})

test('a new message is followed only from the end; further up a button tells of it', async () => {
  await using school = await openSchool()
  await speak(school, 1, 60)
  await using opened = await openPage({ url: school.at(school.lin, school.group) })
  const { page } = opened
  await saying(page, 60).waitFor()
  await speak(school, 61, 61)
  await expect.poll(() => saying(page, 61).isVisible()).toBe(true)
  await scrollUpTo(page, 20)
  const before = await topOf(page, 21)
  await speak(school, 62, 63)
  const button = page.getByRole('button', { name: '2 条新消息' })
  await button.waitFor()
  expect(await topOf(page, 21)).toBe(before)
  await button.click()
  await saying(page, 63).waitFor()
  await expect.poll(async () => (await saying(page, 63).boundingBox())?.y).toBeLessThan(900)
  await button.waitFor({ state: 'detached' })
})
