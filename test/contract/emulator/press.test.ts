import { expect, test } from 'vitest'
import type { FormValues } from '#src/emulator/client/form.ts'
import { person } from '#test/support/person.ts'
import { button, card, form, startTown, words } from './town.ts'

const ratingForm = () =>
  card(
    form(
      { tag: 'markdown', content: '**自评**' },
      {
        ...{ tag: 'select_static', name: 'rating', required: true, placeholder: words('请选择') },
        options: [
          { text: words('已达到'), value: 'met' },
          { text: words('未达到'), value: 'unmet' },
        ],
      },
      {
        tag: 'input',
        name: 'fact',
        label: words('工作情况'),
        required: true,
        max_length: 20,
        input_type: 'multiline_text',
      },
      { tag: 'date_picker', name: 'due', placeholder: words('整改时限') },
    ),
  )

async function sendCard(town: Awaited<ReturnType<typeof startTown>>, json: object) {
  await town.client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: town.lin.openId(town.app), msg_type: 'interactive', content: JSON.stringify(json) },
  })
  return person(town.emulator, town.app, town.lin)
}

test('a filled form reaches the bot as the callback page shows it, and the answer replaces the card', async () => {
  await using town = await startTown()
  const lin = await sendCard(town, ratingForm())
  town.bot.react = () => ({
    toast: { type: 'success', content: '已保存' },
    card: { type: 'raw', data: card({ tag: 'markdown', content: '下一条' }, button('继续')) },
  })
  const outcome = await lin
    .on()
    .choose('自评', '已达到')
    .fill('工作情况', '每学期体检一次')
    .pick('整改时限', '2026-12-01')
    .press('提交')
  expect(outcome).toMatchObject({ kind: 'answered', code: 0, toast: { type: 'success', content: '已保存' } })
  const [callback] = town.bot.events('card.action.trigger')
  expect(callback?.body.header.create_time).toMatch(/^\d{16}$/)
  expect(callback?.body.event).toMatchObject({
    operator: { open_id: lin.openId(), user_id: lin.id },
    action: {
      value: { do: '提交' },
      tag: 'button',
      name: 'submit',
      form_value: { rating: 'met', fact: '每学期体检一次', due: '2026-12-01 +0800' },
      timezone: 'Asia/Shanghai',
    },
    host: 'im_message',
    context: { open_message_id: lin.lastCard().messageId, open_chat_id: lin.chatId },
  })
  expect(lin.lastCard().text).toContain('下一条')
  expect(lin.lastCard().buttons.map((each) => each.label)).toEqual(['继续'])
})

const everything = () =>
  card(
    { tag: 'select_static', name: 'outside', placeholder: words('外面'), options: [{ text: words('甲'), value: 'a' }] },
    { tag: 'checker', name: 'local', text: words('只在本地') },
    { tag: 'checker', name: 'told', text: words('会告诉'), behaviors: [{ type: 'callback', value: { c: 1 } }] },
    button('危险', { confirm: { title: words('真的吗'), text: words('不能撤销') } }),
    button('停用', { disabled: true, disabled_tips: words('还没到时间') }),
    { tag: 'button', text: words('网页'), behaviors: [{ type: 'open_url', default_url: 'https://school.example' }] },
    {
      tag: 'interactive_container',
      behaviors: [{ type: 'callback', value: { row: 3 } }],
      elements: [{ tag: 'markdown', content: '第三条' }],
    },
    form(
      { tag: 'input', name: 'fact', label: words('工作情况'), required: true, max_length: 5, default_value: '旧文' },
      {
        tag: 'select_static',
        name: 'rating',
        initial_option: 'met',
        options: [{ text: words('已达到'), value: 'met' }],
      },
      { tag: 'select_person', name: 'owner', placeholder: words('责任人') },
      { tag: 'picker_time', name: 'hour', initial_time: '08:00' },
      { tag: 'input', name: 'off', label: words('停用的'), disabled: true, default_value: '不变' },
      { tag: 'button', name: 'reset', form_action_type: 'reset', text: words('重填') },
    ),
  )

async function withEverything(more: Parameters<typeof startTown>[0] = {}) {
  const town = await startTown(more)
  const lin = await sendCard(town, everything())
  const press = (ask: Parameters<typeof town.emulator.press>[2]) =>
    town.emulator.press(town.lin, lin.lastCard().messageId, ask)
  const action = () => town.bot.events('card.action.trigger').at(-1)?.body.event.action
  return { town, lin, press, action, [Symbol.asyncDispose]: () => town[Symbol.asyncDispose]() }
}

test.each<{ what: string; form: FormValues; why: string }>([
  { what: 'an emptied required field', form: { fact: '' }, why: 'required: 工作情况' },
  { what: 'more than max_length', form: { fact: '一二三四五六' }, why: 'no more than 5' },
  { what: 'a second line in an input of one', form: { fact: '一\n二' }, why: 'one line' },
  { what: 'an option there is not', form: { rating: 'best' }, why: 'no option best' },
  { what: 'a person outside the chat', form: { owner: 'ou_x' }, why: 'cannot be chosen' },
  { what: 'a disabled field', form: { off: '改' }, why: 'disabled' },
  { what: 'a field there is not', form: { other: 'x' }, why: 'no field other' },
  { what: 'a time that is none', form: { hour: 'early' }, why: 'no date or time' },
])('$what never leaves the phone', async ({ form: typed, why }) => {
  await using all = await withEverything()
  const outcome = await all.press({ button: '提交', form: typed })
  expect(outcome).toMatchObject({ kind: 'blocked', why: expect.stringContaining(why) })
  expect(all.town.bot.received).toEqual([])
})

test('defaults go with the form, dates and times with the offset of the phone', async () => {
  await using all = await withEverything()
  all.town.emulator.updatePerson(all.town.lin, { timeZone: 'America/St_Johns' })
  await all.press({ button: '提交', form: { owner: all.lin.openId() } })
  expect(all.action()).toMatchObject({
    form_value: { fact: '旧文', rating: 'met', owner: all.lin.openId(), off: '不变' },
    timezone: 'America/St_Johns',
  })
  expect(all.action().form_value.hour).toMatch(/^08:00 -0[23]30$/)
})

test('blanks fill a required field, unless that is switched', async () => {
  for (const whitespaceIsFilled of [true, false]) {
    await using all = await withEverything({ switches: { whitespaceIsFilled } })
    const outcome = await all.press({ button: '提交', form: { fact: '  ' } })
    expect(outcome.kind).toBe(whitespaceIsFilled ? 'answered' : 'blocked')
  }
})

test('a dialog is shown before, and cancelling it sends nothing', async () => {
  await using all = await withEverything()
  const dialog = { title: '真的吗', text: '不能撤销' }
  expect(await all.press({ button: '危险', confirm: false })).toMatchObject({ kind: 'blocked', dialog })
  expect(all.town.bot.received).toEqual([])
  expect(await all.press({ button: '危险' })).toMatchObject({ kind: 'answered', dialog })
  expect(all.action()).toEqual({ value: { do: '危险' }, tag: 'button', timezone: 'Asia/Shanghai' })
})

test('a disabled button says why, a link opens, a reset and a local checker stay on the phone', async () => {
  await using all = await withEverything()
  expect(await all.press({ button: '停用' })).toMatchObject({ kind: 'blocked', why: '还没到时间' })
  expect(await all.press({ button: '网页' })).toMatchObject({ kind: 'local', opened: 'https://school.example' })
  expect(await all.press({ button: '重填' })).toMatchObject({ kind: 'local' })
  expect(await all.press({ control: 'local', value: true })).toMatchObject({ kind: 'local' })
  expect(await all.press({ control: 'fact', value: 'x' })).toMatchObject({ kind: 'local' })
  expect(all.town.bot.received).toEqual([])
})

test('outside a form a control calls the bot at once, with the field of its kind', async () => {
  await using all = await withEverything()
  await all.press({ control: 'outside', value: 'a' })
  expect(all.action()).toMatchObject({ tag: 'select_static', name: 'outside', option: 'a' })
  await all.press({ control: 'told', value: true })
  expect(all.action()).toMatchObject({ tag: 'checker', value: { c: 1 }, checked: true })
  await all.lin.on().use('外面', '甲')
  expect(all.action()).toMatchObject({ option: 'a' })
  await all.press({ button: 'body.elements[6]' })
  expect(all.action()).toMatchObject({ tag: 'interactive_container', value: { row: 3 } })
})

test('who is not in the chat, presses nothing; a recalled or a 15 days old card is dead', async () => {
  let at = Date.parse('2026-03-02T08:00:00Z')
  await using all = await withEverything({ now: () => new Date(at) })
  const { emulator, chen } = all.town
  const id = all.lin.lastCard().messageId
  expect(await emulator.press(chen, id, { button: '危险' })).toMatchObject({ kind: 'blocked' })
  at += 15 * 86_400_000
  expect(await all.press({ button: '危险' })).toMatchObject({
    kind: 'blocked',
    why: expect.stringContaining('14 days'),
  })
})
