import { describe, expect, test } from 'vitest'
import {
  button,
  type Card,
  card,
  datePicker,
  div,
  form,
  input,
  markdown,
  panel,
  personPicker,
  remark,
  select,
  submit,
  table,
} from '#cards/card.ts'
import type { Root } from '#cards/elements.ts'
import { md, plainOf } from '#cards/markdown.ts'
import { refusalOf } from './platform.ts'

const press = { v: 1, do: 'create-campaign' } as const
const made = (...elements: Root[]): Card => card('标题', 'blue', elements)
const formWith = (...parts: Parameters<typeof form>[1]): Root => form('f', [...parts, submit('好', press)])
const options = (...values: string[]) => values.map((value) => ({ value, text: value }))

test('a card is plain JSON of version 2.0, shared, with its title as the preview', () => {
  expect(card('标题', 'blue', [div('一句话')], { subtitle: '副题', tags: ['已提交'] })).toEqual({
    schema: '2.0',
    config: { update_multi: true, summary: { content: '标题' } },
    header: {
      title: { tag: 'plain_text', content: '标题' },
      subtitle: { tag: 'plain_text', content: '副题' },
      text_tag_list: [{ tag: 'text_tag', text: { tag: 'plain_text', content: '已提交' }, color: 'neutral' }],
      template: 'blue',
    },
    body: { elements: [{ tag: 'div', text: { tag: 'plain_text', content: '一句话' } }] },
  })
})

test('a button of a form says in its name what it does, as the platform may leave out the value', () => {
  expect(submit('提交', { v: 1, do: 'skip', assignment: 12 as never, seen: 3 })).toEqual({
    tag: 'button',
    text: { tag: 'plain_text', content: '提交' },
    type: 'default',
    behaviors: [{ type: 'callback', value: { v: 1, do: 'skip', assignment: 12, seen: 3 } }],
    name: 'skip__v-1__assignment-12__seen-3',
    form_action_type: 'submit',
  })
})

test('choices have no label of their own, so one stands before each, and the placeholder names it too', () => {
  const [label, choice] = select({ name: 'rating', label: '自评', options: options('已达到'), chosen: '已达到' })
  expect(label).toEqual({ tag: 'div', text: { tag: 'plain_text', content: '自评' } })
  expect(choice).toEqual({
    tag: 'select_static',
    name: 'rating',
    placeholder: { tag: 'plain_text', content: '请选择自评' },
    options: [{ text: { tag: 'plain_text', content: '已达到' }, value: '已达到' }],
    initial_option: '已达到',
    width: 'fill',
  })
  expect(datePicker({ name: 'due', label: '整改时限', chosen: null })[0].text.content).toBe('整改时限')
  expect(personPicker({ name: 'who', label: '联络员', chosen: null })[1].options).toEqual([])
})

test('a remark is a sentence, not a page', () => {
  expect(plainOf(remark('长'.repeat(300)).content)).toHaveLength(200)
})

test('a preview longer than a line of the chat list is cut', () => {
  expect(card('标题', 'blue', [], { summary: '长'.repeat(150) }).config.summary.content).toHaveLength(100)
})

test('what is too long for a button or a placeholder is cut, because the platform would refuse the card', () => {
  const long = '长'.repeat(150)
  const drawn = made(
    button(long, press),
    formWith(...select({ name: 's', label: '选', placeholder: long, options: options('a'), chosen: null })),
  )
  expect(refusalOf(drawn)).toBeNull()
  expect(button(long, press).text.content).toHaveLength(100)
  const typed = input({ name: 'i', label: '甲', placeholder: long, value: null })
  expect(typed.placeholder?.content).toHaveLength(100)
})

describe('a card that the platform would refuse is not built', () => {
  const manyRows = Array.from({ length: 300 }, (_, n) => ({ name: `${'部'.repeat(40)}${n}` }))
  const column = { name: 'name', display_name: '部门', data_type: 'text' } as const
  const cases: [string, () => Card, RegExp][] = [
    ['too many bytes', () => made(table([column], manyRows)), /bytes, at most 30000/],
    ['too many elements', () => made(...Array.from({ length: 100 }, () => div('一'))), /201 elements, at most 200/],
    ['a form without a submit', () => made(form('f', [div('一')])), /form f has no submit/],
    [
      'two controls of one name',
      () => made(formWith(input({ name: 'f', label: '甲', value: null }))),
      /the name f twice/,
    ],
    ['an empty name', () => made(formWith(input({ name: '', label: '甲', value: null }))), /an empty name/],
    [
      'an option value twice',
      () => made(formWith(...select({ name: 's', label: '选', options: options('a', 'a'), chosen: null }))),
      /an option value twice/,
    ],
    [
      'a choice that is no option',
      () => made(formWith(...select({ name: 's', label: '选', options: options('a'), chosen: 'b' }))),
      /b is no option/,
    ],
    [
      'no options',
      () => made(formWith(...select({ name: 's', label: '选', options: [], chosen: null }))),
      /s: no options/,
    ],
    [
      'a value longer than its input',
      () => made(formWith(input({ name: 'i', label: '甲', value: '12345', most: 4 }))),
      /5 characters, at most 4/,
    ],
    [
      'an input of more than 1000',
      () => made(formWith(input({ name: 'i', label: '甲', value: null, most: 1001 }))),
      /max_length 1001/,
    ],
    ['six tables', () => made(...Array.from({ length: 6 }, () => table([column], []))), /more than 5 tables/],
    ['a row of another table', () => made(table([column], [{ stray: 1 }])), /stray is no column/],
  ]
  test.each(cases)('%s', (_, build, why) => {
    expect(build).toThrow(why)
    expect(build).toThrow(/^Card "标题": /)
  })

  test('while one at the very limit is', () => {
    const atLimit = made(...Array.from({ length: 99 }, () => div('一')), markdown(md`一`))
    expect(refusalOf(atLimit)).toBeNull()
    expect(refusalOf(made(panel('折叠', [div('一')]), table([column], [{ name: '一' }])))).toBeNull()
  })
})

test('what may not stand somewhere does not compile', () => {
  // @ts-expect-error a control outside a form
  const outside: Root = input({ name: 'i', label: '甲', value: null })
  // @ts-expect-error a table in a form
  const tableInForm = () => form('f', [table([], [])])
  // @ts-expect-error a button that sends nothing in a form
  const button_ = () => form('f', [button('好', press)])
  // @ts-expect-error a form in a folded part
  const formInPanel: Root = panel('折叠', [form('f', [])])
  // @ts-expect-error a submit outside a form
  const submitOutside: Root = submit('好', press)
  // @ts-expect-error text that nobody escaped
  const unescaped = () => markdown('<at id=all></at>')
  expect([outside, tableInForm, button_, formInPanel, submitOutside, unescaped]).toHaveLength(6)
})
