import { expect, test } from 'vitest'
import { checkCard, countElements } from '#src/emulator/cards/check.ts'
import type { CardContext } from '#src/emulator/cards/context.ts'
import { CardProblem } from '#src/emulator/cards/problem.ts'
import { button, card, form, refusal, startTown, words } from './town.ts'

const context: CardContext = {
  knowsPerson: (id) => id === 'ou_lin',
  ownsImage: (key) => key === 'img_mine',
  chartInForm: 'refused',
  markdownTablesCount: true,
}

function problem(json: object, more: Partial<CardContext> = {}): CardProblem | null {
  try {
    checkCard(json as Record<string, unknown>, { ...context, ...more })
    return null
  } catch (error) {
    if (error instanceof CardProblem) return error
    throw error
  }
}

const markdown = (content: string) => ({ tag: 'markdown', content })
const option = (value: string, text = value) => ({ text: words(text), value })
const select = (more: object = {}) => ({
  tag: 'select_static',
  name: 's',
  options: [option('a'), option('b')],
  ...more,
})
const input = (more: object = {}) => ({ tag: 'input', name: 'i', ...more })
const columns = (...elements: object[]) => ({ tag: 'column_set', columns: [{ tag: 'column', elements }] })
const panel = (...elements: object[]) => ({ tag: 'collapsible_panel', header: { title: words('更多') }, elements })
const table = (more: object = {}) => ({
  ...{ tag: 'table', columns: [{ name: 'n', display_name: '部门', data_type: 'text' }], rows: [{ n: '教导处' }] },
  ...more,
})
const chart = { tag: 'chart', chart_spec: { type: 'bar', data: {} } }
const markdownTable = '| a | b |\n| --- | --- |\n| 1 | 2 |\n\n'
const nested = (depth: number): object => (depth === 0 ? markdown('x') : columns(nested(depth - 1)))
const times = (n: number, make: (n: number) => object) => Array.from({ length: n }, (_, at) => make(at))

test.each<{ what: string; json: object }>([
  {
    what: 'a card with everything in its place',
    json: card(markdown('**好**'), form(select(), input()), table(), chart),
  },
  { what: '200 elements', json: card(...times(198, () => ({ tag: 'hr' })), markdown('x')) },
  { what: 'five levels of containers', json: card(nested(5)) },
  {
    what: 'a mention of somebody there is, of all, and a known image',
    json: card(markdown('<at id=ou_lin></at><at id=all></at>![x](img_mine)')),
  },
  { what: 'an at written as code', json: card(markdown('`<at id=ou_x></at>`')) },
  { what: 'five tables, markdown ones among them', json: card(...times(4, () => table()), markdown(markdownTable)) },
  { what: 'a button in a column of a form', json: card(form(columns(button('上一条', { name: 'back' })))) },
  {
    what: 'a person list that drops strangers',
    json: card({ tag: 'person_list', persons: [{ id: 'ou_x' }], drop_invalid_user_id: true }),
  },
  { what: 'an initial option among the options', json: card(select({ initial_option: 'b' })) },
  {
    what: 'a picker with a placeholder',
    json: card({ tag: 'date_picker', name: 'd', placeholder: words('整改时限') }),
  },
])('$what is taken', ({ json }) => {
  expect(problem(json)?.text).toBeUndefined()
})

test.each<{ what: string; json: object; code: number; path?: string }>([
  { what: 'an unknown key at the root', json: { ...card(), elements: [] }, code: 200621, path: 'ROOT' },
  { what: 'an unknown key of config', json: { ...card(), config: { wide_screen_mode: true } }, code: 200621 },
  { what: 'a card that is not shared', json: { ...card(), config: { update_multi: false } }, code: 200621 },
  { what: 'an unknown width', json: { ...card(), config: { width_mode: 'huge' } }, code: 200621 },
  { what: 'a header without a title', json: { ...card(), header: {} }, code: 200621 },
  { what: 'an unknown colour', json: { ...card(), header: { title: words('x'), template: 'pink' } }, code: 200621 },
  {
    what: 'four tags in the header',
    json: {
      ...card(),
      header: { title: words('x'), text_tag_list: times(4, () => ({ tag: 'text_tag', text: words('x') })) },
    },
    code: 200621,
  },
  { what: 'a link with one platform', json: { ...card(), card_link: { pc_url: 'https://x' } }, code: 200621 },
  { what: 'an unknown tag', json: card({ tag: 'video' }), code: 200621 },
  { what: 'an element without a tag', json: card({}), code: 200621 },
  {
    what: 'an unknown key of an element',
    json: card({ ...markdown('x'), href: {} }),
    code: 200621,
    path: 'ROOT -> body -> elements -> [0](tag: markdown)',
  },
  { what: 'an unknown key of a text', json: card({ tag: 'div', text: { ...words('x'), bold: true } }), code: 200621 },
  { what: 'the action module of 1.0', json: card({ tag: 'action', actions: [] }), code: 200861 },
  { what: 'the note of 1.0', json: card({ tag: 'note', elements: [] }), code: 200861 },
  { what: '201 elements', json: card(...times(199, () => ({ tag: 'hr' })), markdown('x')), code: 11310 },
  { what: 'text objects beyond 200', json: card(...times(100, (n) => button(`b${n}`))), code: 11310 },
  { what: 'six tables', json: card(...times(6, () => table())), code: 11310 },
  { what: 'five tables in one markdown', json: card(markdown(markdownTable.repeat(5))), code: 11310 },
  { what: 'a form in a column', json: card(columns(form())), code: 200621 },
  { what: 'a form in a form', json: card(form({ ...form(), name: 'g' })), code: 200621 },
  { what: 'a form in a panel', json: card(panel(form())), code: 200621 },
  { what: 'a table in a form', json: card(form(table())), code: 200621 },
  { what: 'a table in a column', json: card(columns(table())), code: 200621 },
  { what: 'a table in a panel', json: card(panel(table())), code: 200621 },
  { what: 'a chart in a form', json: card(form(chart)), code: 200621 },
  { what: 'a column alone', json: card({ tag: 'column', elements: [] }), code: 200621 },
  { what: 'something else in a column_set', json: card({ tag: 'column_set', columns: [markdown('x')] }), code: 200621 },
  { what: 'six levels of containers', json: card(nested(6)), code: 200621 },
  {
    what: 'an element_id twice',
    json: card({ ...markdown('x'), element_id: 'a' }, { ...markdown('y'), element_id: 'a' }),
    code: 300301,
  },
  { what: 'an element_id of no form', json: card({ ...markdown('x'), element_id: '1a' }), code: 200621 },
  {
    what: 'an element_id of 21 characters',
    json: card({ ...markdown('x'), element_id: 'a'.repeat(21) }),
    code: 200621,
  },
  { what: 'a form without a name', json: card({ ...form(), name: '' }), code: 200530 },
  { what: 'a form child without a name', json: card(form(input({ name: '' }))), code: 200530 },
  { what: 'a form button without a name', json: card(form(columns(button('x')))), code: 200530 },
  { what: 'a name twice', json: card(form(input(), input())), code: 200621 },
  { what: 'a name twice over two forms', json: card(form(input()), { ...form(select()), name: 'g' }), code: 200621 },
  { what: 'a form without a submit', json: card({ tag: 'form', name: 'f', elements: [input()] }), code: 200621 },
  { what: 'a submit outside a form', json: card(button('x', { form_action_type: 'submit' })), code: 200621 },
  {
    what: 'a multi select outside a form',
    json: card({ tag: 'multi_select_static', name: 'm', options: [option('a')] }),
    code: 200621,
  },
  { what: 'an option value twice', json: card(select({ options: [option('a'), option('a')] })), code: 200621 },
  { what: 'an option without a value', json: card(select({ options: [option('')] })), code: 200621 },
  { what: 'no options', json: card(select({ options: [] })), code: 200621 },
  { what: 'an initial option not among them', json: card(select({ initial_option: 'c' })), code: 200621 },
  { what: 'an initial index beyond them', json: card(select({ initial_index: 3 })), code: 200621 },
  {
    what: 'a selected value not among them',
    json: card(form({ ...select({ tag: 'multi_select_static' }), selected_values: ['c'] })),
    code: 200621,
  },
  { what: 'max_length 0', json: card(input({ max_length: 0 })), code: 200621 },
  { what: 'max_length 1001', json: card(input({ max_length: 1001 })), code: 200621 },
  {
    what: 'a default longer than max_length',
    json: card(input({ max_length: 2, default_value: 'abc' })),
    code: 200621,
  },
  { what: 'a default beyond 1000', json: card(input({ default_value: 'x'.repeat(1001) })), code: 200621 },
  { what: 'a placeholder beyond 100', json: card(input({ placeholder: words('x'.repeat(101)) })), code: 200621 },
  { what: 'a button text beyond 100', json: card(button('x'.repeat(101))), code: 200621 },
  { what: 'a button without text and icon', json: card({ tag: 'button' }), code: 200621 },
  { what: 'an unknown button type', json: card(button('x', { type: 'big' })), code: 200621 },
  { what: 'a behavior of no kind', json: card(button('x', { behaviors: [{ type: 'post' }] })), code: 200621 },
  { what: 'a callback without a value', json: card(button('x', { behaviors: [{ type: 'callback' }] })), code: 200621 },
  { what: 'a confirm without a title', json: card(button('x', { confirm: { text: words('x') } })), code: 200621 },
  { what: 'a container without behaviors', json: card({ tag: 'interactive_container', elements: [] }), code: 200621 },
  { what: 'a picker with neither value nor placeholder', json: card({ tag: 'date_picker', name: 'd' }), code: 200621 },
  { what: 'a date of no form', json: card({ tag: 'date_picker', name: 'd', initial_date: '1.12.2026' }), code: 200621 },
  { what: 'a row key that is no column', json: card(table({ rows: [{ x: '1' }] })), code: 200915 },
  { what: 'rows that are none', json: card(table({ rows: 'x' })), code: 200914 },
  { what: 'a cell of the wrong kind', json: card(table({ rows: [{ n: 1 }] })), code: 200914 },
  { what: 'a page of 11 rows', json: card(table({ page_size: 11 })), code: 200621 },
  { what: 'an unknown data type', json: card(table({ columns: [{ name: 'n', data_type: 'money' }] })), code: 200621 },
  { what: '51 columns', json: card(table({ columns: times(51, (n) => ({ name: `c${n}` })), rows: [] })), code: 11310 },
  { what: 'a chart without a type', json: card({ tag: 'chart', chart_spec: {} }), code: 200550 },
  { what: 'an at of nobody', json: card(markdown('<at id=ou_x></at>')), code: 100290 },
  { what: 'one of several ats of nobody', json: card(markdown("<at ids='ou_lin, ou_x'></at>")), code: 100290 },
  {
    what: 'a person of nobody in lark_md',
    json: card({ tag: 'div', text: { tag: 'lark_md', content: "<person id='ou_x'></person>" } }),
    code: 100290,
  },
  { what: 'a person element of nobody', json: card({ tag: 'person', user_id: 'ou_x' }), code: 100290 },
  {
    what: 'a person list with a stranger',
    json: card({ tag: 'person_list', persons: [{ id: 'ou_x' }] }),
    code: 100290,
  },
  { what: 'an unknown image', json: card({ tag: 'img', img_key: 'img_x', alt: words('') }), code: 200570 },
  { what: 'an image without an alt', json: card({ tag: 'img', img_key: 'img_mine' }), code: 200621 },
  { what: 'an unknown image in markdown', json: card(markdown('![x](img_x)')), code: 200570 },
])('$what is refused with $code', ({ json, code, path }) => {
  const found = problem(json)
  expect(found?.code).toBe(code)
  if (path !== undefined) expect(found?.path).toBe(path)
})

test('what is unconfirmed goes either way: a chart in a form, markdown tables among the five', () => {
  expect(problem(card(form(chart)), { chartInForm: 'accepted' })).toBeNull()
  const six = card(...times(5, () => table()), markdown(markdownTable))
  expect(problem(six)?.code).toBe(11310)
  expect(problem(six, { markdownTablesCount: false })).toBeNull()
})

test('the count takes elements and text objects, but no icons, data or carried values', () => {
  const counted = card(button('x', { icon: { tag: 'standard_icon' } }), {
    ...chart,
    chart_spec: { type: 'bar', tag: 'x' },
  })
  // The title, the button, its text and the chart.
  expect(countElements(counted)).toBe(4)
})

test('a send is refused with 230099, and says where and why', async () => {
  await using town = await startTown()
  const send = (json: object) =>
    town.client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: town.lin.openId(town.app), msg_type: 'interactive', content: JSON.stringify(json) },
    })
  expect(await refusal(send(card(columns({ tag: 'note' }))))).toMatchObject({
    status: 400,
    code: 230099,
    msg: expect.stringContaining(
      'ErrCode: 200861; ErrPath: ROOT -> body -> elements -> [0](tag: column_set) -> columns -> [0](tag: column) -> elements -> [0](tag: note); ErrMsg: ',
    ),
  })
  const image = await town.client.im.v1.image.create({
    data: { image_type: 'message', image: Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1') },
  })
  const shown = { tag: 'img', img_key: image?.image_key, alt: words('') }
  expect(await refusal(send(card(shown, markdown(`<at id=${town.lin.openId(town.app)}></at>`))))).toMatchObject({
    code: 0,
  })
  expect(await refusal(send({ type: 'template', data: {} }))).toMatchObject({ code: 230099 })
})
