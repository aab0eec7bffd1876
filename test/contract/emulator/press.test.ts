import { expect, test } from 'vitest'
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
