import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './support/axe.ts'
import { openPage } from './support/browser.ts'
import { type DemoCommand, startDemoCommand } from './support/demo-command.ts'
import { closeToasts, takePicture } from './support/pictures.ts'
import { colours } from './support/pixels.ts'

let demo: DemoCommand
beforeAll(async () => {
  demo = await startDemoCommand()
})
afterAll(() => demo.stop())

const phone = { width: 390, height: 844, touch: true } as const
const newest = (page: Page) => page.locator('main.talk [data-message]').last()

/** Takes the first, second … of the things to try. */
async function take(page: Page, which: RegExp): Promise<void> {
  await page.locator('.tips').getByRole('button', { name: which }).click()
}

/** Sends the word that is typed already: the walk's card comes anew, and one that was there before gives way to it. */
async function goOn(page: Page): Promise<void> {
  await newest(page).waitFor()
  const before = await newest(page).getAttribute('data-message')
  await sendButton(page).click()
  await expect.poll(async () => (await newest(page).getAttribute('data-message')) !== before).toBe(true)
  await newest(page).getByRole('button', { name: '提交并继续' }).waitFor()
}
const sendButton = (page: Page) => page.locator('main.talk').getByRole('button', { name: '发送', exact: true })

test('a newcomer answers a requirement in five steps, led by the page alone', async () => {
  await using opened = await openPage({ url: demo.url })
  const { page } = opened
  await take(page, /老师填一条/)
  await goOn(page)
  const card = newest(page)
  await card.getByLabel('自评').selectOption('已达到')
  await card.getByLabel('工作情况').fill('每学期举行一次防灾演练，有方案和小结')
  await card.getByRole('button', { name: '提交并继续' }).click()
  await page.locator('.toast', { hasText: '已提交' }).waitFor()
})

test('on a phone too, and what was typed is kept as a draft', async () => {
  await using opened = await openPage({ url: demo.url, ...phone })
  const { page } = opened
  await walk(page)
  await newest(page).getByLabel('自评').selectOption('已达到')
  await newest(page).getByLabel('工作情况').fill('每月给家长一次成长反馈')
  await newest(page).getByRole('button', { name: '暂存' }).click()
  await page.locator('.toast', { hasText: '暂存' }).waitFor()
})

/** Goes on with Tab until something of that name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let n = 0; n < 80; n++) {
    await page.keyboard.press('Tab')
    const found = (await page.evaluate(`(() => {
      const at = document.activeElement
      const labels = [...(at?.labels ?? [])].map((each) => each.textContent)
      return [at?.getAttribute('aria-label'), ...labels, at?.textContent].filter(Boolean).join(' ').trim()
    })()`)) as string
    if (name.test(found)) return
  }
  throw new Error(`Tab does not lead to ${name}`)
}

test('by keys alone, from the first Tab to a draft', async () => {
  await using opened = await openPage({ url: demo.url })
  const { page } = opened
  await newest(page).waitFor()
  await tabTo(page, /^老师填一条/)
  await page.keyboard.press('Enter')
  await page.locator('#write-main:focus').waitFor()
  const before = await newest(page).getAttribute('data-message')
  // Its words are in the box already.
  await page.keyboard.press('Enter')
  await expect.poll(() => newest(page).getAttribute('data-message')).not.toBe(before)
  await newest(page).getByRole('button', { name: '暂存' }).waitFor()
  await page.locator('main.talk .scroller').focus()
  await tabTo(page, /^自评/)
  await page.keyboard.press('ArrowDown')
  await tabTo(page, /^工作情况/)
  await page.keyboard.type('每学期检查一次')
  await tabTo(page, /^暂存/)
  await page.keyboard.press('Enter')
  await page.locator('.toast', { hasText: '暂存' }).waitFor()
  expect(await newest(page).getByLabel('工作情况').inputValue()).toContain('每学期检查一次')
})

type View = {
  readonly width?: number
  readonly height?: number
  readonly touch?: boolean
  go(page: Page): Promise<void>
}

const progress = async (page: Page) => {
  await take(page, /校长看进度/)
  await sendButton(page).click()
  const canvas = newest(page).locator('canvas').first()
  await canvas.waitFor()
  await expect.poll(() => colours(canvas), { timeout: 20_000 }).toBeGreaterThan(3)
}
const summary = async (page: Page) => {
  await take(page, /办公室生成总结/)
  await newest(page).waitFor()
  const paper = page
    .locator('main.talk')
    .getByRole('link', { name: /\.docx/ })
    .last()
  // Whoever asks again is told that nothing has changed since.
  if ((await paper.count()) === 0) await sendButton(page).click()
  await paper.waitFor()
  await paper.scrollIntoViewIfNeeded()
}
const walk = async (page: Page) => {
  await take(page, /老师填一条/)
  await goOn(page)
}

const thread = async (page: Page) => {
  await take(page, /别人的卡片/)
  await page
    .locator('main.talk')
    .getByRole('link', { name: /条回复/ })
    .last()
    .click()
  await page.locator('section.thread').getByRole('button', { name: '提交并继续' }).last().waitFor()
}

const views: Readonly<Record<string, View>> = {
  'the first look': { go: async (page) => page.locator('.tips').waitFor() },
  'a requirement': { go: walk },
  'progress with its chart': { go: progress },
  'the summary': { go: summary },
  'a thread': { go: thread },
  'a thread on a phone': { ...phone, go: thread },
  'who one is': {
    async go(page) {
      await page.getByRole('button', { name: /换一个人/ }).click()
      await page.getByRole('listbox').waitFor()
    },
  },
  'the clock': {
    async go(page) {
      await page.locator('button.clock').click()
      await page.getByRole('button', { name: '前往' }).waitFor()
    },
  },
  'the wire': {
    async go(page) {
      await walk(page)
      await page.getByRole('button', { name: '接口往来' }).click()
      await page.getByText('接口往来').first().waitFor()
    },
  },
  'the first look on a phone': { ...phone, go: async (page) => page.locator('.tips').waitFor() },
  'a requirement on a phone': { ...phone, go: walk },
  'the chats on a phone': {
    ...phone,
    async go(page) {
      await take(page, /老师填一条/)
      await page.getByRole('link', { name: '返回' }).click()
      await page.locator('nav.chats').waitFor()
    },
  },
}

describe.each(['light', 'dark'] as const)('axe-core finds nothing, %s:', (theme) => {
  test.each(Object.entries(views))('%s', async (_, { go, ...size }) => {
    // Axe puts a style of its own in, to measure with; the pictures below look at the same views without it.
    const expected = /inline style|style-src-elem inline/
    await using opened = await openPage({ url: demo.url, theme, ...size, reducedMotion: true, expected })
    await go(opened.page)
    expect(await violations(opened.page)).toEqual([])
  })
})

const halfWritten = async (page: Page) => {
  await walk(page)
  await newest(page).getByLabel('自评').selectOption('已达到')
  await newest(page).getByLabel('工作情况').fill('开学第一周各班学守则，期末评出守则之星')
  await closeToasts(page)
}

describe.each(['light', 'dark'] as const)('pictures, %s:', (theme) => {
  const taken = { requirement: { ...phone, go: halfWritten }, progress: { go: progress }, summary: { go: summary } }
  test.each(Object.entries(taken))('%s', async (name, { go, ...size }) => {
    await using opened = await openPage({ url: demo.url, theme, ...size, reducedMotion: true })
    await go(opened.page)
    await takePicture(opened.page, `${name}-${theme}`)
  })
})
