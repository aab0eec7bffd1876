import { expect, test } from 'vitest'
import { violations } from '#test/browser/support/axe.ts'
import { benchOfFile, cardOf, markdown, openBench, shown, words } from './bench.ts'

const bench = await benchOfFile()
const { card, page } = bench

test('the platform says what it would say to the card', async () => {
  await bench.draw(cardOf([markdown('好的')]))
  await page.getByText('平台会接受这张卡片。').waitFor()
  await bench.draw(cardOf([{ tag: 'note', elements: [] }]))
  await page.getByText('平台会拒绝这张卡片：').waitFor()
  const said = await shown(page.locator('#verdict'))
  expect(said).toContain('200861')
  expect(said).toContain('ROOT -> body -> elements -> [0](tag: note)')
  await bench.draw(cardOf([markdown('长'.repeat(11_000))]))
  await page.getByText('230025').waitFor()
})

test('people and pictures of another tenant are no reason to refuse a card', async () => {
  await bench.draw(
    cardOf([
      { tag: 'person', user_id: 'ou_somebody_elsewhere' },
      { tag: 'img', img_key: 'img_elsewhere', alt: words('图') },
    ]),
  )
  await page.getByText('平台会接受这张卡片。').waitFor()
})

test('what is no JSON, or no card, is said so, and the drawing comes back with the next card', async () => {
  await page.locator('#source').fill('{ "schema": ')
  await page.getByText('这不是 JSON').waitFor()
  expect(await card.count()).toBe(0)
  await page.locator('#source').fill('[]')
  await page.getByText('这不是 JSON').waitFor()
  await bench.draw(cardOf([markdown('又好了')]))
  await card.getByText('又好了').waitFor()
})

test('the workbench speaks English too', async () => {
  await bench.choose('language', 'en_us')
  await page.getByRole('heading', { name: 'Card workbench' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
})

test('one card drawn at two places has its labels with its own controls at each', async () => {
  const twice = await page.evaluate(`(async () => {
    const { render, html } = await import('lit-html')
    const { drawCard } = await import('/page/card/draw-card.js')
    const { formExample } = await import('/page/card/examples/controls.js')
    const env = { language: 'zh_cn', nameOf: () => null, members: () => [], imageUrl: () => '', alive: true, busy: null }
    const place = document.createElement('div')
    const draw = () => render(html\`\${drawCard(formExample, env)}\${drawCard(formExample, env)}\`, place)
    draw()
    const ids = () => [...place.querySelectorAll('[id]')].map((each) => each.id)
    const before = ids()
    draw()
    return { before, after: ids() }
  })()`)
  const { before, after } = twice as { before: string[]; after: string[] }
  expect(before.length).toBeGreaterThan(40)
  expect(new Set(before).size).toBe(before.length)
  expect(after, 'drawn again they stay').toEqual(before)
})

test('people who come to be known later do not put another name where one was chosen', async () => {
  const chosen = await page.evaluate(`(async () => {
    const { render } = await import('lit-html')
    const { drawCard } = await import('/page/card/draw-card.js')
    const card = { schema: '2.0', body: { elements: [{ tag: 'select_person', placeholder: { content: '谁' } }] } }
    const place = document.createElement('div')
    const draw = (members) => render(drawCard(card, {
      language: 'zh_cn', nameOf: () => null, members: () => members, imageUrl: () => '', alive: true, busy: null, press() {},
    }), place)
    const [lin, chen] = [{ openId: 'ou_lin', name: '林' }, { openId: 'ou_chen', name: '陈' }]
    draw([lin])
    const select = place.querySelector('select')
    select.value = 'ou_lin'
    draw([chen, lin])
    return [select.value, select.selectedOptions[0].textContent]
  })()`)
  expect(chosen).toEqual(['ou_lin', '林'])
})

const names = [
  ...['header', 'markdown', 'form', 'images', 'loose', 'buttons', 'columns', 'panels', 'sideways', 'table', 'chart'],
  ...['pictures', 'languages', 'unknown', 'old'],
]

/** In the dark nothing is another element, only colours are others. */
const coloured = ['header', 'markdown', 'form', 'buttons', 'columns', 'panels', 'table', 'pictures']

test.each([
  ['light', names],
  ['dark', coloured],
])('nothing on the examples is hard to reach or to read when it is %s', async (theme, examples) => {
  // The measuring script brings styles of its own, which the policy refuses.
  await using measured = await openBench({ reducedMotion: true, expected: /style-src|inline style/ })
  await measured.choose('theme', theme)
  await measured.choose('width', 'phone')
  const found: string[] = []
  for (const name of examples) {
    await measured.example(name)
    found.push(...(await violations(measured.page)).map((each) => `${name}: ${each}`))
  }
  expect(found).toEqual([])
})

test('everything fits on the narrowest phone', async () => {
  await using narrow = await openBench({ width: 360, height: 740, touch: true })
  for (const name of names) {
    await narrow.example(name)
    const { whole, seen } = await narrow.page.locator('html').evaluate((root) => ({
      whole: (root as unknown as { scrollWidth: number }).scrollWidth,
      seen: (root as unknown as { clientWidth: number }).clientWidth,
    }))
    expect(whole, name).toBe(seen)
  }
})
