import { expect, test } from 'vitest'
import { lookAt } from '#src/emulator/client/look.ts'
import { person } from '#test/support/person.ts'
import { renderCard } from '#test/support/render-card.ts'
import { button, card, form, startTown, words } from './town.ts'

const sample = () =>
  card(
    { tag: 'markdown', content: '**第17条** <font color="red">未填</font>\n- 每学期&#42;体检*一次*' },
    form(
      { tag: 'markdown', content: '**自评** *' },
      {
        ...{ tag: 'select_static', name: 'rating', required: true, placeholder: words('请选择') },
        options: [{ text: words('已达到'), value: 'met' }],
      },
      { tag: 'input', name: 'fact', label: words('工作情况'), placeholder: words('写事实') },
      { tag: 'date_picker', name: 'due', placeholder: words('整改时限') },
      { tag: 'select_person', name: 'owner', placeholder: words('责任人') },
      { tag: 'checker', name: 'sure', text: words('已核对') },
      { tag: 'column_set', columns: [{ tag: 'column', elements: [button('上一条', { name: 'back' })] }] },
    ),
    button('停用', { disabled: true }),
  )

async function town() {
  const made = await startTown()
  await made.client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: made.lin.openId(made.app), msg_type: 'interactive', content: JSON.stringify(sample()) },
  })
  const lin = person(made.emulator, made.app, made.lin)
  return { made, lin, [Symbol.asyncDispose]: () => made[Symbol.asyncDispose]() }
}

test('labels come from the control, from the text above it, or from its placeholder', () => {
  expect(lookAt(sample()).fields.map((each) => each.label)).toEqual([
    '自评',
    '工作情况',
    '整改时限',
    '责任人',
    '已核对',
  ])
})

test('words are read without marks, tags and entities', () => {
  expect(lookAt(sample()).text).toContain('第17条 未填\n- 每学期*体检一次')
})

test('a person fills what they see, and the bot gets the values', async () => {
  await using all = await town()
  const { lin, made } = all
  await lin
    .on()
    .choose('自评', '已达到')
    .fill('工作情况', '体检')
    .pick('责任人', '林老师')
    .check('已核对')
    .press('提交')
  expect(made.bot.received[0]?.body.event.action.form_value).toEqual({
    ...{ rating: 'met', fact: '体检', due: '', owner: lin.openId(), sure: true },
  })
})

test('what a client does not offer is refused with the labels there are', async () => {
  await using all = await town()
  const { lin } = all
  expect(() => lin.on().fill('佐证材料', 'x')).toThrow('the card has no field 佐证材料; it has: 自评、工作情况')
  expect(() => lin.on().choose('自评', '优秀')).toThrow('自评 has no option 优秀; it has: 已达到')
  expect(() => lin.on().fill('自评', 'x')).toThrow('nothing can be typed')
  expect(() => lin.on().pick('责任人', '王老师')).toThrow('no option 王老师')
  await expect(lin.on().press('下一条')).rejects.toThrow('the card has no button 下一条; it has: 上一条、提交、停用')
  await expect(lin.on().press('停用')).rejects.toThrow('could not press 停用')
  await expect(lin.on().press('提交')).rejects.toThrow('required')
  expect(await lin.on().tryPress('提交')).toMatchObject({ kind: 'blocked' })
  expect(all.made.bot.received).toEqual([])
})

test('what was typed snaps back when the bot answers without a card, and stays when the phone sent nothing', async () => {
  await using all = await town()
  const hands = all.lin.on().fill('工作情况', '体检')
  await hands.tryPress('提交')
  expect(hands.value('工作情况')).toBe('体检')
  await hands.choose('自评', '已达到').press('提交')
  expect(hands.value('工作情况')).toBe('')
})

test('a reset empties what was typed, an answer that fails leaves it', async () => {
  await using town = await startTown()
  const json = card(
    form(
      { tag: 'input', name: 'fact', label: words('工作情况'), default_value: '旧' },
      { tag: 'button', name: 'reset', form_action_type: 'reset', text: words('重填') },
    ),
  )
  await town.client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: town.lin.openId(town.app), msg_type: 'interactive', content: JSON.stringify(json) },
  })
  const hands = person(town.emulator, town.app, town.lin).on().fill('工作情况', '新')
  town.bot.react = () => ({ toast: 'wrong' })
  expect(await hands.press('提交')).toMatchObject({ kind: 'failed', code: 200672 })
  expect(hands.value('工作情况')).toBe('新')
  await hands.press('重填')
  expect(hands.value('工作情况')).toBe('旧')
})

test('in a group the bot is mentioned, in a thread the answer goes into it', async () => {
  await using all = await town()
  const { made } = all
  await made.emulator.addBot(made.group, made.app)
  const lin = all.lin.in(made.group)
  const asked = await lin.say('/start')
  const data = { msg_type: 'interactive', content: JSON.stringify(card(button('好'))), reply_in_thread: true }
  const reply = await made.client.im.v1.message.reply({ path: { message_id: asked.id }, data })
  const inThread = all.lin.in(made.group, reply.data?.thread_id)
  expect(inThread.lastCard().buttons.map((each) => each.label)).toEqual(['好'])
  const said = await inThread.say('已落实')
  expect(said).toMatchObject({ threadId: reply.data?.thread_id, rootId: asked.id, text: '@对标 已落实' })
  await made.emulator.settle()
  expect(made.bot.events('im.message.receive_v1')).toHaveLength(2)
})

test('a card can be read in a terminal', () => {
  expect(renderCard(sample())).toBe(
    [
      '┌ 自查',
      '│ 第17条 未填',
      '│ - 每学期*体检一次',
      '│   自评 *',
      '│   ‹自评›* 请选择 {已达到}',
      '│   ‹工作情况› 写事实',
      '│   ‹整改时限› 整改时限',
      '│   ‹责任人› 责任人',
      '│   ‹已核对› ☐',
      '│     [上一条]',
      '│   [提交]',
      '│ (停用)',
      '└',
    ].join('\n'),
  )
})
