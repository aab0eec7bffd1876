import { expect, test } from 'vitest'
import { benchOfFile, cardOf, markdown, shown, words } from './bench.ts'

const bench = await benchOfFile()

const templates = [
  ...['blue', 'wathet', 'turquoise', 'green', 'yellow', 'orange', 'red', 'carmine', 'violet', 'purple', 'indigo'],
  ...['grey', 'default'],
]

test('a header shows its title, its line below, its tags and the colours of its template', async () => {
  await bench.example('header')
  const header = bench.card.locator('header')
  expect(await header.getByRole('heading', { name: '自查进度（第二周）' }).count()).toBe(1)
  expect(await shown(header)).toContain('光明小学 · 2026年对照整改年活动')
  expect(await header.locator('.card-tag').allInnerTexts()).toEqual(['进行中', '第二周'])
  expect(await bench.card.getByRole('link', { name: '打开链接' }).getAttribute('href')).toBe(
    'https://example.org/progress',
  )
})

test.each(['light', 'dark'] as const)('every template keeps its words readable when it is %s', async (theme) => {
  await bench.choose('theme', theme)
  const seen = new Set<string>()
  for (const template of templates) {
    await bench.draw(cardOf([], { header: { title: words('标题'), template } }))
    const { ratio, ground } = await bench.card.locator('header').evaluate(contrast)
    expect(ratio, template).toBeGreaterThanOrEqual(4.5)
    seen.add(ground)
  }
  expect(seen.size).toBe(templates.length)
})

test('sizes of text are those of the platform, and a card may have its own for phones', async () => {
  await bench.example('header')
  const own = bench.card.getByText('自定义字号')
  const size = () => own.evaluate((element) => getComputedStyle(element as never).fontSize)
  expect(await size()).toBe('20px')
  await bench.choose('width', 'phone')
  expect(await size()).toBe('12px')
  expect(await bench.card.getByText('小字的一行').evaluate((each) => getComputedStyle(each as never).fontSize)).toBe(
    '12px',
  )
})

test('markdown is drawn as what it means', async () => {
  await bench.example('markdown')
  const { card } = bench
  expect(await card.getByRole('heading', { name: '一级标题' }).count()).toBe(1)
  expect(await shown(card.locator('.card-text strong').first())).toBe('粗体')
  expect(await shown(card.locator('.card-text em'))).toBe('斜体')
  expect(await shown(card.locator('.card-text s'))).toBe('删除')
  expect(await shown(card.locator('ul ul li'))).toBe('里面一项')
  expect(await card.locator('ol').getAttribute('start')).toBe('3')
  expect(await shown(card.locator('blockquote'))).toBe('引用的一段')
  expect(await shown(card.locator('pre'))).toContain('42 < 43')
  expect(await shown(card.locator('.toned strong'))).toBe('粗体')
  const text = await shown(card)
  for (const part of ['👌 👍', '@林老师', '@所有人', '陈主任', '截止：2025年12月31日']) expect(text).toContain(part)
  const link = card.getByRole('link', { name: '链接', exact: true })
  expect([await link.getAttribute('href'), await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
    'https://example.org/',
    '_blank',
    'noopener noreferrer',
  ])
})

test('a line that ends goes on below, and a sign written as an entity is only a sign', async () => {
  await bench.draw(
    cardOf([markdown('一\n二&#42;&#42;三&#42;&#42; &#60;at id=all&#62;&#60;/at&#62;&#10;四 &#58;OK&#58;')]),
  )
  const text = bench.card.locator('.card-text').last()
  expect(await shown(text)).toBe('一\n二**三** <at id=all></at>\n四 :OK:')
  expect(await text.locator('strong, .card-at').count()).toBe(0)
})

test('tags of the platform nest, and a tag that is not closed or not known stays words', async () => {
  const source = [
    "<font color='red'>红<font color='green'>绿 `</font>`</font>尾</font>",
    '<font>没有关',
    '<blink>没有这个</blink>',
    '<at id=ou_nobody></at><at id=nobody></at>',
  ]
  await bench.draw(cardOf([markdown(source.join('\n'))]))
  const text = bench.card.locator('.card-text').last()
  expect(await shown(text)).toBe('红绿 </font>尾\n<font>没有关\n<blink>没有这个</blink>\n@用户body @未知用户')
  expect(await shown(text.locator('.toned .toned'))).toBe('绿 </font>')
})

test('a table in markdown has five rows a page', async () => {
  await bench.example('markdown')
  const rows = bench.card.locator('tbody tr')
  expect(await rows.count()).toBe(5)
  expect(await bench.card.getByRole('group', { name: '表格 条款、部门、状态' }).count()).toBe(1)
  const next = bench.card.getByRole('button', { name: '下一页' })
  await next.click()
  await next.click()
  expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('第11条'), expect.stringContaining('第12条')])
  expect(await next.getAttribute('aria-disabled')).toBe('true')
  await bench.choose('language', 'en_us')
  expect(await rows.count(), 'the page stays when the card is drawn again').toBe(2)
})

test('a card speaks the language of its reader, or falls back to another it has', async () => {
  await bench.example('languages')
  const { card } = bench
  expect(await shown(card)).toContain('中文标题')
  expect(await shown(card.locator('.card-tag'))).toBe('中文标签')
  expect(await card.getByLabel('工作情况').inputValue()).toBe('中文默认')
  expect(await card.getByRole('button', { name: 'Submit' }).count(), 'Chinese is missing, English is there').toBe(1)
  expect(await card.getByAltText('中文图').count()).toBe(1)
  await bench.choose('language', 'en_us')
  expect(await shown(card)).toContain('English title')
  expect(await shown(card)).toContain('English body')
  expect(await card.getByLabel('Facts').inputValue()).toBe('English default')
  expect(await shown(card.locator('.card-tag'))).toBe('English tag')
})

test('a text of many lines is cut where the card says', async () => {
  await bench.example('header')
  const long = bench.card.getByText('很长的文字只显示两行')
  const { height, whole } = await long.evaluate((element) => ({
    height: (element as never as { clientHeight: number }).clientHeight,
    whole: (element as never as { scrollHeight: number }).scrollHeight,
  }))
  expect(height).toBeLessThan(whole)
  expect(height).toBeLessThan(50)
})

declare const getComputedStyle: (element: never) => { fontSize: string; color: string; backgroundColor: string }

/** The contrast of a header's words on its ground, as WCAG counts it. Runs in the page. */
function contrast(element: unknown): { ratio: number; ground: string } {
  const styles = getComputedStyle(element as never)
  const transparent = styles.backgroundColor === 'rgba(0, 0, 0, 0)'
  const around = (element as { parentElement: never }).parentElement
  const ground = transparent ? getComputedStyle(around).backgroundColor : styles.backgroundColor
  const light = (colour: string) => {
    const parts = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part) / 255)
    const [r = 0, g = 0, b = 0] = parts.map((part) =>
      part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [one, other] = [light(styles.color), light(ground)]
  return { ratio: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05), ground }
}
