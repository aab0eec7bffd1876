import { expect, test } from 'vitest'
import { benchOfFile, cardOf, shown, words } from './bench.ts'

const bench = await benchOfFile()
const { card, page } = bench
const submit = () => card.getByRole('button', { name: '提交并继续' })
const error = (label: string) => card.locator('.card-field', { has: page.getByLabel(label) }).locator('.card-error')

test('a form sends every field by its name, each in the shape of its control', async () => {
  await bench.example('form')
  await card.getByLabel('自评').selectOption('部分达到')
  await card.getByLabel('工作情况').fill('第一行\n第二行')
  await card.getByLabel('口令').fill('abc')
  await card.getByLabel('整改时限').fill('2026-12-01')
  await card.getByLabel('开会的时间').fill('2026-11-30T14:05')
  await card.getByRole('button', { name: '配合部门' }).click()
  await card.getByLabel('总务处').check()
  await card.getByLabel('责任人').selectOption('陈主任')
  await card.getByLabel('有照片').uncheck()
  await submit().click()
  expect(await bench.nextSent()).toEqual({
    button: 'body.elements[1].elements[15].columns[0].elements[0]',
    form: {
      rating: 'v2',
      fact: '第一行\n第二行',
      evidence: '档案盒3-2',
      secret: 'abc',
      due: '2026-12-01',
      hour: '09:30',
      meeting: '2026-11-30 14:05',
      departments: ['v2', 'v3'],
      owner: 'ou_chen',
      readers: [],
      photo: false,
    },
  })
})

test('a required field that is empty holds the form back, says so and keeps everything typed', async () => {
  await bench.example('form')
  await card.getByLabel('佐证材料').fill('档案盒5')
  await card.getByRole('button', { name: '配合部门' }).click()
  await card.getByLabel('德育处').uncheck()
  await submit().click()
  expect(await bench.sent()).toEqual([])
  for (const label of ['自评', '工作情况']) {
    expect(await shown(error(label))).toBe('此项必填')
    expect(await card.getByLabel(label).getAttribute('aria-invalid')).toBe('true')
  }
  expect(await card.getByText('此项必填').count()).toBe(3)
  const rating = card.getByLabel('自评')
  expect(await rating.evaluate(isFocused)).toBe(true)
  const described = await rating.getAttribute('aria-describedby')
  expect(await shown(page.locator(`#${described}`))).toBe('此项必填')
  expect(await card.getByLabel('佐证材料').inputValue()).toBe('档案盒5')
  await rating.selectOption('已达到')
  expect(await error('自评').textContent()).toBe('')
  expect(await rating.getAttribute('aria-invalid')).toBeNull()
})

test('the field that holds the form back is shown also when it lies in a closed panel', async () => {
  await bench.draw(
    cardOf([
      {
        tag: 'form',
        name: 'f',
        elements: [
          {
            tag: 'collapsible_panel',
            expanded: false,
            header: { title: words('更多') },
            elements: [{ tag: 'input', name: 'inner', required: true, label: words('里面的') }],
          },
          { tag: 'button', name: 's', form_action_type: 'submit', text: words('提交并继续') },
        ],
      },
    ]),
  )
  await submit().click()
  expect(await card.getByLabel('里面的').evaluate(isFocused)).toBe(true)
  expect(await card.getByText('此项必填').isVisible()).toBe(true)
})

test('an input counts what is typed and takes no more than its limit', async () => {
  await bench.example('form')
  const fact = card.getByLabel('工作情况')
  expect(await card.getByText('0/20').count()).toBe(1)
  await fact.pressSequentially('一二三四五六七八九十一二三四五六七八九十多出来')
  expect(await fact.inputValue()).toHaveLength(20)
  expect(await card.getByText('20/20').count()).toBe(1)
})

test('a text that the card itself made too long is not sent', async () => {
  await bench.draw(
    cardOf([
      {
        tag: 'form',
        name: 'f',
        elements: [
          { tag: 'input', name: 'i', label: words('简短'), max_length: 3, default_value: '一二三四' },
          { tag: 'button', name: 's', form_action_type: 'submit', text: words('提交并继续') },
        ],
      },
    ]),
  )
  await submit().click()
  expect(await shown(error('简短'))).toBe('最多 3 个字')
  expect(await bench.sent()).toEqual([])
})

test('an input grows with its text up to its last row', async () => {
  await bench.example('form')
  const fact = card.getByLabel('工作情况')
  const height = async () => (await fact.boundingBox())?.height ?? 0
  const low = await height()
  await fact.fill('1\n2\n3\n4\n5')
  const middle = await height()
  await fact.fill('1\n2\n3\n4\n5\n6\n7\n8\n9')
  const high = await height()
  expect(middle).toBeGreaterThan(low)
  expect(high).toBeGreaterThan(middle)
  await fact.fill('1\n'.repeat(10))
  expect(await height()).toBe(high)
})

test('a reset puts back what the card says and sends nothing', async () => {
  await bench.example('form')
  await card.getByLabel('工作情况').fill('白写了')
  await card.getByLabel('佐证材料').fill('别的')
  await card.getByLabel('自评').selectOption('已达到')
  await card.getByLabel('整改时限').fill('2026-12-01')
  await card.getByLabel('有照片').uncheck()
  const chosen = card.locator('.card-chosen').first()
  await card.getByRole('button', { name: '配合部门' }).click()
  await card.getByLabel('教务处').check()
  expect(await shown(chosen)).toBe('教务处、德育处')
  await card.getByRole('button', { name: '重置' }).click()
  expect(await card.getByLabel('工作情况').inputValue()).toBe('')
  expect(await card.getByText('0/20').count()).toBe(1)
  expect(await card.getByLabel('佐证材料').inputValue()).toBe('档案盒3-2')
  expect(await card.getByLabel('自评').inputValue()).toBe('')
  expect(await card.getByLabel('整改时限').inputValue()).toBe('')
  expect(await card.getByLabel('有照片').isChecked()).toBe(true)
  expect(await shown(chosen)).toBe('德育处')
  expect(await bench.sent()).toEqual([])
})

test('each submit button sends the form as its own', async () => {
  await bench.example('form')
  await card.getByLabel('自评').selectOption('已达到')
  await card.getByLabel('工作情况').fill('有')
  await card.getByRole('button', { name: '暂存' }).click()
  const first = await bench.nextSent()
  expect(first.button).toBe('body.elements[1].elements[15].columns[1].elements[0]')
})

test('a field that is disabled cannot be changed and is not among what is sent', async () => {
  await bench.example('form')
  expect(await card.getByLabel('不能改的').isDisabled()).toBe(true)
  await card.getByLabel('自评').selectOption('已达到')
  await card.getByLabel('工作情况').fill('有')
  await submit().click()
  expect((await bench.nextSent()).form).not.toHaveProperty('closed')
})

test('pictures are chosen one or several at a time', async () => {
  await bench.example('images')
  const send = card.getByRole('button', { name: '确定' })
  await send.click()
  expect(await card.getByText('此项必填').count()).toBe(1)
  const several = card.getByRole('group', { name: '选几张' })
  await several.getByLabel('图片 1').check()
  await several.getByLabel('图片 3').check()
  await card.getByRole('radiogroup', { name: '选一张' }).getByLabel('图片 2').check()
  await send.click()
  expect((await bench.nextSent()).form).toEqual({ several: ['a', 'c'], one: 'e' })
})

test('controls are called by the text before them, by their placeholder, or by their own label', async () => {
  await bench.example('form')
  const named = [
    ...([
      ['combobox', '自评'],
      ['textbox', '工作情况'],
      ['textbox', '佐证材料'],
      ['button', /^配合部门：\s*德育处$/],
    ] as const),
    ...([
      ['combobox', '责任人'],
      ['checkbox', '有照片'],
      ['textbox', '不能改的'],
    ] as const),
  ] as const
  for (const [role, name] of named)
    expect(await card.getByRole(role, { name, exact: true }).count(), String(name)).toBe(1)
  for (const name of ['整改时限', '几点', '开会的时间'])
    expect(await card.getByLabel(name, { exact: true }).count()).toBe(1)
})

declare const document: { activeElement: unknown }

function isFocused(element: unknown): boolean {
  return document.activeElement === element
}
