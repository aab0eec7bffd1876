import { expect, test } from 'vitest'
import { benchOfFile, cardOf, eventually, shown, words } from './bench.ts'

const bench = await benchOfFile()
const { card, page } = bench
const at = (index: number) => `body.elements[${index}]`

test('an input outside a form tells the bot on Enter or when it is left, once, and only when it has changed', async () => {
  await bench.example('loose')
  const input = card.getByLabel('一句话')
  await input.focus()
  await input.blur()
  await input.fill('你好')
  await input.press('Enter')
  expect(await bench.nextSent()).toEqual({ control: at(0), value: '你好' })
  expect(await input.inputValue(), 'no new card came, so it snaps back').toBe('')
  await input.blur()
  const area = card.getByLabel('一段话')
  await area.fill('一')
  await area.press('Enter')
  await area.pressSequentially('二')
  await area.blur()
  expect(await bench.nextSent()).toEqual({ control: at(1), value: '一\n二' })
})

test('selects outside a form tell the bot what was chosen', async () => {
  await bench.example('loose')
  const department = card.getByLabel('部门')
  expect(await department.inputValue()).toBe('v1')
  await department.selectOption('德育处')
  expect(await bench.nextSent()).toEqual({ control: at(3), value: 'v2' })
  expect(await department.inputValue()).toBe('v1')
  await card.getByLabel('请选择联络员').selectOption('王老师')
  expect(await bench.nextSent()).toEqual({ control: at(5), value: 'ou_wang' })
})

test('pickers tell the bot a whole date, not every date on the way to it', async () => {
  await bench.example('loose')
  const day = card.getByLabel('哪一天')
  await day.focus()
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
  const { control, value } = await bench.nextSent()
  expect(control).toBe(at(6))
  // Which part comes first is the browser's language: the month, the year or the day.
  expect(['2026-06-01', '2029-03-01', '2026-03-04']).toContain(value)
  await card.getByLabel('几点').fill('08:05')
  expect(await bench.nextSent()).toEqual({ control: at(7), value: '08:05' })
  await card.getByLabel('什么时候').fill('2026-04-01T09:30')
  expect(await bench.nextSent()).toEqual({ control: at(8), value: '2026-04-01 09:30' })
})

test('a picture, a checker and its button, and an overflow menu tell the bot', async () => {
  await bench.example('loose')
  await card.getByLabel('图片 2').click()
  expect(await bench.nextSent()).toEqual({ control: at(9), value: 'b' })
  await card.getByLabel('做完了').click()
  expect(await bench.nextSent()).toEqual({ control: at(12), value: true })
  await card.getByRole('button', { name: '详情' }).click()
  expect(await bench.nextSent()).toEqual({ button: `${at(12)}.button_area.buttons[0]` })
  const more = card.getByRole('button', { name: '更多' })
  await more.click()
  expect(await more.getAttribute('aria-expanded')).toBe('true')
  expect(await card.getByRole('link', { name: '打开网页' }).getAttribute('href')).toBe('https://example.org/menu')
  await card.getByRole('button', { name: '转交' }).click()
  expect(await bench.nextSent()).toEqual({ control: at(10), value: 'hand-over' })
  expect(await more.getAttribute('aria-expanded')).toBe('false')
  await more.press('Enter')
  await page.keyboard.press('Escape')
  expect(await more.getAttribute('aria-expanded')).toBe('false')
})

test('a checker without a behavior is the reader’s own', async () => {
  await bench.example('loose')
  const box = card.getByLabel('回传的勾选')
  await box.check()
  expect(await box.isChecked()).toBe(true)
  const text = card.locator('.card-checker-text').first()
  expect(await text.evaluate((each) => getComputedStyle(each as never).textDecorationLine)).toBe('line-through')
  expect(await bench.sent()).toEqual([])
})

test('a question comes before what the card wants confirmed; cancelled, nothing is sent and the value goes back', async () => {
  await bench.example('loose')
  const asked = card.getByLabel('要先问一句')
  await asked.selectOption('乙')
  const dialog = page.getByRole('dialog', { name: '换成这个？' })
  expect(await shown(dialog)).toContain('会通知所有人。')
  await dialog.getByRole('button', { name: '取消' }).click()
  await eventually(() => asked.inputValue()).toBe('')
  expect(await bench.sent()).toEqual([])
  await asked.selectOption('乙')
  await dialog.getByRole('button', { name: '确定' }).click()
  expect(await bench.nextSent()).toEqual({ control: at(4), value: 'v2' })
})

test('a button that wants to be confirmed asks first, Escape is no, and the focus comes back to it', async () => {
  await bench.example('buttons')
  const remove = card.getByRole('button', { name: '删除' })
  await remove.click()
  const dialog = page.getByRole('dialog', { name: '删除这一条？' })
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await remove.evaluate((each) => document.activeElement === (each as unknown))).toBe(true)
  expect(await bench.sent()).toEqual([])
  await remove.press('Enter')
  await dialog.getByRole('button', { name: '确定' }).press('Enter')
  expect(await bench.nextSent()).toEqual({ button: at(4) })
})

test('a disabled button says why and sends nothing', async () => {
  await bench.example('buttons')
  const off = card.getByRole('button', { name: '不能用' })
  expect(await off.getAttribute('aria-disabled')).toBe('true')
  await off.click({ force: true })
  expect(await shown(card.getByRole('status').filter({ hasText: '活动已经结束' }))).toBe('活动已经结束')
  await off.press('Enter')
  expect(await bench.sent()).toEqual([])
})

test('every look of a button presses, one that only leads somewhere is a link, an icon has a name', async () => {
  await bench.example('buttons')
  await card.getByRole('button', { name: 'primary_filled' }).click()
  expect(await bench.nextSent()).toEqual({ button: `${at(0)}.columns[6].elements[0]` })
  const link = card.getByRole('link', { name: '打开网页' })
  expect([await link.getAttribute('href'), await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
    'https://example.org/open',
    '_blank',
    'noopener noreferrer',
  ])
  await card.getByRole('button', { name: 'more vertical' }).click()
  expect(await bench.nextSent()).toEqual({ button: at(7) })
})

test('while a press is being answered its button turns and the others wait', async () => {
  await bench.example('form')
  await bench.choose('answer', 'waits')
  await card.getByLabel('自评').selectOption('已达到')
  await card.getByLabel('工作情况').fill('有')
  const button = card.getByRole('button', { name: '暂存' })
  await button.click()
  await bench.nextSent()
  expect(await button.getAttribute('aria-busy')).toBe('true')
  expect(await button.locator('.card-spinner').count()).toBe(1)
  expect(await button.evaluate((each) => document.activeElement === (each as unknown))).toBe(true)
  expect(await card.getByLabel('工作情况').isDisabled()).toBe(true)
  expect(await card.getByLabel('工作情况').inputValue()).toBe('有')
  await card.getByRole('button', { name: '提交并继续' }).click({ force: true })
  await button.click({ force: true })
  expect(await bench.sent()).toHaveLength(1)
})

test('an expired card says so and nothing on it can be used', async () => {
  await bench.example('loose')
  await bench.choose('answer', 'expired')
  expect(await shown(card)).toContain('卡片已过期')
  for (const name of ['一句话', '部门', '哪一天', '做完了']) expect(await card.getByLabel(name).isDisabled()).toBe(true)
  await card.getByRole('button', { name: '更多' }).click({ force: true })
  expect(await card.getByRole('button', { name: '转交' }).isVisible()).toBe(false)
  expect(await bench.sent()).toEqual([])
})

test('what is typed survives another drawing of the card, and gives way to a new card', async () => {
  await bench.example('form')
  await card.getByLabel('工作情况').fill('写到一半')
  await card.getByLabel('自评').selectOption('已达到')
  await card.getByRole('button', { name: '配合部门' }).click()
  await card.getByLabel('教务处').check()
  await bench.choose('theme', 'dark')
  await bench.choose('language', 'en_us')
  expect(await card.getByLabel('工作情况').inputValue()).toBe('写到一半')
  expect(await card.getByLabel('自评').inputValue()).toBe('v1')
  expect(await card.getByLabel('教务处').isChecked()).toBe(true)
  const input = { tag: 'input', name: 'fact', label: words('工作情况'), default_value: '新卡片的' }
  await bench.draw(cardOf([input]))
  expect(await card.getByLabel('工作情况').inputValue()).toBe('新卡片的')
})

declare const document: { activeElement: unknown }
declare const getComputedStyle: (element: never) => { textDecorationLine: string }
