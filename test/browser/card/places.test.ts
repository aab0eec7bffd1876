import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { benchOfFile, cardOf, markdown, shown, words } from './bench.ts'

const bench = await benchOfFile()
const { card } = bench
const box = async (at: Locator) => (await at.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }

test('columns that stretch stand side by side on a desk and one below the other on a phone', async () => {
  await bench.example('columns')
  const [first, second] = [card.getByText('第一列的文字'), card.getByText('第二列的文字')]
  expect((await box(first)).y).toBe((await box(second)).y)
  await bench.choose('width', 'phone')
  expect((await box(second)).y).toBeGreaterThan((await box(first)).y)
  expect((await box(second)).x).toBe((await box(first)).x)
})

test('columns without a mode stay side by side on a phone too', async () => {
  await bench.example('columns')
  await bench.choose('width', 'phone')
  expect((await box(card.getByText('宽', { exact: true }))).y).toBe(
    (await box(card.getByText('窄', { exact: true }))).y,
  )
})

test('columns that flow wrap, and two or three stand in a row where it is narrow', async () => {
  await bench.example('columns')
  await bench.choose('width', 'phone')
  const tops = async (mode: string) => {
    const columns = await card.locator(`.mode-${mode} > .card-column`).all()
    const all = await Promise.all(columns.map(async (each) => (await box(each)).y))
    return all.map((top) => new Set(all.filter((other) => other < top)).size)
  }
  expect(await tops('flow')).toEqual([0, 0, 0, 0, 1, 1])
  expect(await tops('bisect')).toEqual([0, 0, 1, 1])
  expect(await tops('trisect')).toEqual([0, 0, 0])
})

test('columns share the width by their weights, and one with its own width keeps it', async () => {
  await bench.example('columns')
  const widths = card.locator('.card-columns').last().locator('> .card-column')
  const [one, three, fixed] = await Promise.all((await widths.all()).map(async (each) => (await box(each)).width))
  expect(fixed).toBe(60)
  expect(three).toBeCloseTo((one ?? 0) * 3, 0)
})

test('a card is 600 wide, 400 when compact, as wide as its place when it fills it, and never wider than its place', async () => {
  const width = async (mode: string) => {
    await bench.draw(cardOf([markdown('一')], { config: { width_mode: mode } }))
    return (await box(card)).width
  }
  expect(await width('default')).toBe(600)
  expect(await width('compact')).toBe(400)
  expect(await width('fill')).toBeGreaterThan(600)
  await bench.choose('width', 'phone')
  const place = await box(bench.page.locator('#drawing'))
  for (const mode of ['default', 'compact', 'fill']) expect(await width(mode)).toBeLessThan(place.width)
})

test('direction, alignment, spacing, padding and margins are as the card says', async () => {
  await bench.example('sideways')
  const [one, two, text] = [
    await box(card.getByRole('button', { name: '一' })),
    await box(card.getByRole('button', { name: '二' })),
    await box(card.getByText('文字')),
  ]
  const whole = await box(card)
  expect(two.x - (one.x + one.width)).toBe(16)
  expect(text.x - (two.x + two.width)).toBe(16 + 24)
  expect(whole.x + whole.width - (text.x + text.width)).toBe(12 + 1)
  expect(Math.abs(one.y + one.height / 2 - (text.y + text.height / 2))).toBeLessThan(1)
})

test('a panel opens and closes by its head, by keyboard too, and tells nobody', async () => {
  await bench.example('panels')
  const head = card.locator('summary', { hasText: '常见的佐证材料' })
  const inside = card.getByText('会议记录')
  expect(await inside.isVisible()).toBe(false)
  expect(await card.getByText('里面的文字').isVisible(), 'one that begins open').toBe(true)
  await head.click()
  expect(await inside.isVisible()).toBe(true)
  await bench.choose('theme', 'dark')
  expect(await inside.isVisible(), 'it stays open when the card is drawn again').toBe(true)
  await head.press('Enter')
  expect(await inside.isVisible()).toBe(false)
  expect(await bench.sent()).toEqual([])
  await head.press('Enter')
  await card.getByRole('button', { name: '面板里的按钮' }).click()
  expect(await bench.nextSent()).toEqual({ button: 'body.elements[0].elements[1]' })
})

test('a container is a button as a whole, but what can be used in it comes first', async () => {
  await bench.example('panels')
  const path = 'body.elements[2]'
  await card.getByText('整块都可以点').click({ force: true })
  expect(await bench.nextSent()).toEqual({ button: path })
  await card.getByRole('button', { name: '里面的按钮优先', exact: true }).click()
  expect(await bench.nextSent()).toEqual({ button: `${path}.elements[1]` })
  const whole = card.getByRole('button', { name: /第17条/ })
  await whole.press('Enter')
  expect(await bench.nextSent()).toEqual({ button: path })
  const link = card.getByRole('link', { name: '整块是一个链接' })
  expect(await link.getAttribute('href')).toBe('https://example.org/all')
})

test('what nobody knows is said to need a newer client, and the rest is drawn', async () => {
  await bench.example('unknown')
  const text = await shown(card)
  for (const part of ['前面的照常显示', '请升级至最新版本客户端，以查看内容', '后面的也照常显示']) {
    expect(text).toContain(part)
  }
  await bench.example('old')
  expect(await shown(card)).toContain('1.0 结构的卡片')
  expect(await shown(card)).toContain('这里只显示 2.0 结构的卡片')
})

test('a card that is not as it should be anywhere is drawn as far as it goes', async () => {
  const broken = [null, 7, 'text', [], { tag: 3 }, { tag: 'column_set', columns: 'x' }, { tag: 'div', fields: [null] }]
  const more = [{ tag: 'table', columns: {}, rows: null }, { tag: 'chart' }, { tag: 'select_static', options: [null] }]
  await bench.draw(
    cardOf([...broken, ...more, { tag: 'markdown', content: 5 }, { tag: 'form' }, markdown('最后')] as never),
  )
  expect(await shown(card)).toContain('最后')
  await bench.draw({ schema: '2.0', header: { title: 'x', text_tag_list: [null, 1] }, body: { elements: {} } })
  expect(await card.count()).toBe(1)
  await bench.draw(cardOf([{ tag: 'collapsible_panel', header: null, elements: [{ tag: 'div', text: words('里') }] }]))
  expect(await card.locator('summary').count()).toBe(1)
})
