import { expect, test } from 'vitest'
import { benchOfFile, cardOf, eventually, type Json, markdown, shown, words } from './bench.ts'

const bench = await benchOfFile()
const { card, page } = bench
const addresses = () => card.locator('a').evaluateAll((all) => all.map((each) => String(each.getAttribute('href'))))

test('whatever stands in a text stays a text', async () => {
  page.on('dialog', () => {
    throw new Error('a text became a program')
  })
  await bench.example('hostile')
  await eventually(() => card.locator('canvas').count()).toBe(1)
  expect(await card.locator('script, iframe, object, embed, [onerror], [onclick], img[src="x"]').count()).toBe(0)
  const text = await shown(card)
  const kept = ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<at id=all></at>', '<b>提交</b>']
  for (const part of kept) expect(text).toContain(part)
  expect(await card.locator('.card-at').count()).toBe(0)
  expect(await addresses()).toEqual([])
  const typed = card.getByRole('textbox')
  expect(await typed.inputValue()).toBe('</textarea><img src=x onerror=alert(1)>')
  expect(await typed.getAttribute('placeholder')).toBe('"><script>')
  expect(await card.locator('[style*="position: fixed"]').count()).toBe(0)
})

const places: Readonly<Record<string, (text: string) => Json>> = {
  markdown: (text: string) => markdown(text),
  lark_md: (text: string) => ({ tag: 'div', text: { tag: 'lark_md', content: text } }),
  'a cell': (text: string) => ({
    tag: 'table',
    columns: [{ name: 'a', display_name: 'a', data_type: 'markdown' }],
    rows: [{ a: text }],
  }),
}
const wrongLinks = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#115;cript:alert(1))',
  '[x](data:text/html,<script>)',
  '[x](vbscript:x)',
  '[x](file:///etc/passwd)',
  '[x](//example.net/x)',
  '[x](img_key)',
  '<javascript:alert(1)>',
  "<a href='java\tscript:alert(1)'>x</a>",
  "<a href='&#106;avascript:alert(1)'>x</a>",
  "<link url='blob:https://example.net/x'>x</link>",
]

test.each(Object.entries(places))('%s leads nowhere but to the web and to the client', async (_, at) => {
  await bench.draw(cardOf(wrongLinks.map(at)))
  expect(await addresses()).toEqual([])
  await bench.draw(
    cardOf(['[x](https://example.org/a)', '[x](lark://client/chat)', "<a href='http://example.org/b'>x</a>"].map(at)),
  )
  expect(await addresses()).toEqual(['https://example.org/a', 'lark://client/chat', 'http://example.org/b'])
})

test('buttons, containers, columns, menus and the card itself lead nowhere else either', async () => {
  const bad = 'javascript:alert(1)'
  const open = [{ type: 'open_url', default_url: bad }]
  await bench.draw(
    cardOf(
      [
        { tag: 'button', text: words('按钮'), behaviors: open },
        { tag: 'interactive_container', behaviors: open, elements: [markdown('容器')] },
        { tag: 'column_set', action: { multi_url: { url: bad } }, columns: [] },
        { tag: 'overflow', options: [{ text: words('菜单'), value: 'a', multi_url: { url: bad } }] },
      ],
      { card_link: { url: bad } },
    ),
  )
  await card.getByRole('button', { name: '按钮' }).click()
  await card.getByRole('button', { name: '容器' }).press('Enter')
  expect(await addresses()).toEqual([])
  expect(page.context().pages()).toHaveLength(1)
})

test('pictures come from the page’s own server only, whatever their key looks like', async () => {
  const keys = ['https://example.net/a.png', '../../a', 'data:image/png,x', 'a b', '//example.net/a']
  await bench.draw(
    cardOf([
      ...keys.map((key) => ({ tag: 'img', img_key: key, alt: words(key) })),
      ...keys.map((key) => markdown(`![${key.replaceAll(/\W/g, '')}](${key})`)),
      { tag: 'div', icon: { tag: 'custom_icon', img_key: 'https://example.net/i.png' }, text: words('图标') },
    ]),
  )
  expect(await card.locator('img').count()).toBe(0)
})

test('colours and sizes of a card cannot carry anything else into a style', async () => {
  const evil = 'red; background: url(https://example.net/x)'
  await bench.draw(
    cardOf(
      [
        markdown(`<font color="${evil}">一</font>`, { margin: evil, text_size: evil }),
        { tag: 'div', text: { ...words('二'), text_color: 'own' }, width: `100px; ${evil}` },
        {
          tag: 'collapsible_panel',
          background_color: evil,
          header: { title: words('三') },
          padding: evil,
          elements: [],
        },
      ],
      { config: { style: { color: { own: { light_mode: `url(x)`, dark_mode: evil } } } } },
    ),
  )
  const styles = await card.locator('[style]').evaluateAll((all) => all.map((each) => each.getAttribute('style')))
  expect(styles.join()).not.toMatch(/url|example|background/)
})

test('very deep and very many tags are drawn without harm', async () => {
  const deep = `${"<font color='red'>".repeat(300)}里${'</font>'.repeat(300)}`
  const many = `${"<font color='red'>".repeat(1500)}x</font>`
  await bench.draw(cardOf([markdown(deep), markdown(many), markdown('**'.repeat(3000)), markdown('最后')]))
  expect(await shown(card)).toContain('最后')
})
