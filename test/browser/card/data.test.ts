import { expect, test } from 'vitest'
import { colours } from '#test/browser/support/pixels.ts'
import { benchOfFile, cardOf, eventually, shown, words } from './bench.ts'

const bench = await benchOfFile()
const { card, page } = bench
const canvases = card.locator('canvas')

test('a table shows every kind of value and turns its pages', async () => {
  await bench.example('table')
  const rows = card.locator('tbody tr')
  expect(await rows.count()).toBe(5)
  const [first = ''] = await rows.allInnerTexts()
  for (const part of ['教务处', '2', '¥1,234.50', '已填', '林老师', '2026/03/01 12:00', '看', '二']) {
    expect(first).toContain(part)
  }
  expect(await card.locator('th').allInnerTexts()).toContain('负责人')
  expect(await rows.first().getByRole('link', { name: '看' }).getAttribute('href')).toBe('https://example.org/')
  await card.getByRole('button', { name: '下一页' }).press('Enter')
  expect(await rows.count()).toBe(2)
  expect(await shown(card)).toContain('2 / 2')
})

test('the first column of a table stays in sight while the others move', async () => {
  await bench.example('table')
  await bench.choose('width', 'phone')
  const name = card.locator('tbody tr').first().locator('td').first()
  const before = await name.boundingBox()
  await card.getByRole('group', { name: '表格 部门、条款' }).evaluate((each) => {
    ;(each as unknown as { scrollLeft: number }).scrollLeft = 200
  })
  expect((await name.boundingBox())?.x).toBe(before?.x)
})

test.each(['light', 'dark'] as const)('charts are really drawn when it is %s', async (theme) => {
  await bench.choose('theme', theme)
  await bench.example('chart')
  for (const at of [0, 1]) await eventually(() => colours(canvases.nth(at))).toBeGreaterThan(1)
})

test('a chart is drawn anew in the colours of a new theme, and is the size of its place', async () => {
  await bench.example('chart')
  await eventually(() => canvases.count()).toBe(2)
  const size = () => canvases.first().boundingBox()
  const desk = await size()
  expect((desk?.width ?? 0) / (desk?.height ?? 1)).toBeCloseTo(4 / 3, 1)
  const brightest = () => canvases.first().evaluate(brightestWord)
  await eventually(brightest).toBeLessThan(200)
  await bench.choose('theme', 'dark')
  await eventually(brightest).toBeGreaterThan(200)
  await bench.choose('width', 'phone')
  await eventually(async () => (await size())?.width ?? 0).toBeLessThan(desk?.width ?? 0)
  await eventually(async () => Math.round((await canvases.nth(1).boundingBox())?.height ?? 0)).toBe(220)
})

test('a chart in a closed panel is drawn when the panel is opened', async () => {
  const chart = {
    tag: 'chart',
    aspect_ratio: '2:1',
    chart_spec: { type: 'bar', data: [{ id: 'd', values: [{ x: '甲', y: 3 }] }], xField: 'x', yField: 'y' },
  }
  await bench.draw(
    cardOf([{ tag: 'collapsible_panel', expanded: false, header: { title: words('图') }, elements: [chart] }]),
  )
  await page.evaluate(
    'new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(seen))))',
  )
  expect(await canvases.count()).toBe(0)
  await card.locator('summary').click()
  await eventually(() => colours(canvases.first())).toBeGreaterThan(0)
})

test('a chart has a name and its numbers for whoever does not see it', async () => {
  await bench.example('chart')
  const chart = card.getByRole('img', { name: '图表：填报进度' })
  const described = await chart.getAttribute('aria-describedby')
  expect(await page.locator(`#${described}`).textContent()).toContain('促进全面发展 已填 5')
})

test('a chart that cannot be drawn says so in its place', async () => {
  await bench.example('broken-chart')
  await card.getByText('图表加载失败').waitFor()
  expect(await canvases.count()).toBe(0)
})

test('a chart goes away with its card', async () => {
  await bench.example('chart')
  await eventually(() => canvases.count()).toBe(2)
  await bench.example('header')
  expect(await page.locator('canvas').count()).toBe(0)
})

test('pictures have their text, open large and close again', async () => {
  await bench.example('pictures')
  const large = card.getByRole('button', { name: '查看大图：操场' })
  await large.click()
  await page.locator('dialog img[alt="操场"]').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
  expect(await large.evaluate((each) => document.activeElement === (each as unknown))).toBe(true)
  expect(await card.getByRole('button', { name: '查看大图：小图' }).count(), 'without preview').toBe(0)
  const small = await card.getByAltText('小图').boundingBox()
  expect([small?.width, small?.height]).toEqual([80, 80])
})

test('people are shown by their names, and those nobody knows are dropped where the card says so', async () => {
  await bench.example('pictures')
  expect(await card.locator('.card-people .card-person').allInnerTexts()).toEqual([
    expect.stringContaining('林老师'),
    expect.stringContaining('陈主任'),
    expect.stringContaining('王老师'),
  ])
})

declare const document: { activeElement: unknown }

/** How light the lightest grey point in the upper left is, where the title of the chart stands. Runs in the page. */
function brightestWord(element: unknown): number {
  const canvas = element as {
    getContext(kind: '2d'): { getImageData(x: number, y: number, w: number, h: number): { data: Uint8ClampedArray } }
  }
  const { data } = canvas.getContext('2d').getImageData(0, 0, 120, 60)
  let most = 0
  for (let at = 0; at < data.length; at += 4) if ((data[at + 3] ?? 0) > 200) most = Math.max(most, data[at] ?? 0)
  return most
}
