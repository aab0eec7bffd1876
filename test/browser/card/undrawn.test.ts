import { expect, test } from 'vitest'
import { openSchool } from '../shell/school.ts'
import { openPage } from '../support/browser.ts'
import { benchOfFile, cardOf, eventually, type Json, openBench, shown } from './bench.ts'

const bench = await benchOfFile()
const { card, page } = bench
const tableOf = (type: string, value: unknown): Json => ({
  tag: 'table',
  columns: [{ name: 'a', display_name: '一列', data_type: type }],
  rows: [{ a: value }],
})
/** Nothing of JSON becomes a text less willingly. */
const undrawable = cardOf([tableOf('text', { toString: 0 })])
const chartOf = (more: string): string =>
  `{"schema":"2.0","body":{"elements":[{"tag":"chart","chart_spec":{"type":"bar",
    "data":[{"id":"d","values":[{"x":"甲","count":90000}]}],"xField":"x","yField":"count",${more}}}]}}`

test('a date that is none is shown as it was given', async () => {
  await bench.draw(cardOf([tableOf('date', 1e308)]))
  expect(await shown(card.locator('td'))).toBe('1e+308')
})

test('a card that cannot be drawn says so in its place, once in the console, and makes room for the next one', async () => {
  await using own = await openBench({ expected: /could not be drawn/ })
  const told: string[] = []
  own.page.on('console', (message) => void (message.type() === 'error' && told.push(message.text())))
  await own.draw(undrawable)
  expect(await shown(own.card)).toBe('卡片加载失败')
  await own.choose('language', 'en_us')
  expect(await shown(own.card)).toBe('The card could not be loaded')
  expect(told).toHaveLength(1)
  await own.draw(cardOf([tableOf('date', 0)]))
  expect(await own.card.locator('td').count()).toBe(1)
})

test('beside a card that cannot be drawn the rest of the chat is', async () => {
  await using school = await openSchool()
  const { emulator, lin, group } = school
  await emulator.person(lin).say(group, '卡片之前')
  await school.sendCard(group, cardOf([tableOf('text', '好的')]))
  await emulator.person(lin).say(group, '卡片之后')
  await using opened = await openPage({ url: `${school.emulator.url}/page/icon.svg`, expected: /could not be drawn/ })
  await opened.page.route(/\/messages\?/, async (route) => {
    const answer = await (await route.fetch()).text()
    await route.fulfill({ body: answer.replace('"好的"', '{"toString":0}'), contentType: 'application/json' })
  })
  await opened.page.goto(school.at(lin, group))
  const talk = opened.page.locator('main.talk')
  for (const text of ['卡片之前', '卡片加载失败', '卡片之后']) await talk.getByText(text).waitFor()
})

test.each([
  ['ticks', '"axes":[{"orient":"left","tick":{"tickCount":1000000000}}]'],
  ['a step', '"axes":[{"orient":"left","min":0,"max":1000000000,"tick":{"tickStep":0.001}}]'],
  ['depth', `"x":${'['.repeat(4000)}${']'.repeat(4000)}`],
])('a chart of endless %s does not hold up the page', async (what, more) => {
  await page.locator('#source').fill(chartOf(more))
  if (what === 'depth') await card.getByText('图表加载失败').waitFor()
  else await eventually(() => card.locator('canvas').count()).toBe(1)
  expect(await page.evaluate('new Promise((seen) => requestAnimationFrame(() => seen(1)))')).toBe(1)
})

test('what a chart says of its data is left alone, however large', async () => {
  await page.locator('#source').fill(chartOf('"title":{"text":"数"}'))
  await eventually(() => card.locator('canvas').count()).toBe(1)
  const module = '/page/card/chart/chart-spec.js'
  const spec = {
    type: 'bar',
    data: [{ values: [{ count: 90_000 }] }],
    axes: [{ tick: { tickCount: 90_000, tickStep: 500 } }],
  }
  const drawn = await page.evaluate(`import('${module}').then((m) => m.drawnSpec(${JSON.stringify(spec)}, null))`)
  expect(drawn).toMatchObject({
    data: [{ values: [{ count: 90_000 }] }],
    axes: [{ tick: { tickCount: 1000, tickStep: 500 } }],
  })
})
