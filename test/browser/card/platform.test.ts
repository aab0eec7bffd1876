import { expect, test } from 'vitest'
import type { Press } from '#src/emulator/client/press.ts'
import { startTown } from '#test/contract/emulator/town.ts'
import { benchOfFile, type Json, type Sent } from './bench.ts'

const bench = await benchOfFile()
const { card, page } = bench

/** The card of the workbench, sent to a real person of an emulated town by a real bot, who presses what was pressed here. */
async function pressForReal(presses: readonly Sent[]) {
  await using town = await startTown()
  const source = JSON.parse(await page.locator('#source').inputValue()) as Json
  const [lin, chen] = [town.lin.openId(town.app), town.chen.openId(town.app)]
  const real = <Value>(value: Value): Value =>
    JSON.parse(JSON.stringify(value).replaceAll('ou_lin', lin).replaceAll('ou_chen', chen))
  town.emulator.addBot(town.group, town.app)
  await town.client.im.v1.message.create({
    params: { receive_id_type: 'chat_id' },
    data: { receive_id: town.group.id, msg_type: 'interactive', content: JSON.stringify(real(source)) },
  })
  const message = town.emulator.messages(town.group).at(-1)
  const outcomes = []
  for (const each of presses) {
    const { kind, why } = await town.emulator.press(town.lin, message ?? '', real(each) as Press)
    outcomes.push({ kind, why })
  }
  const actions = town.bot.events('card.action.trigger').map((each) => each.body.event.action)
  return { outcomes, actions, lin, chen }
}

const answered = { kind: 'answered', why: null }

test('what a form sends from the browser is what the platform takes, for every control', async () => {
  await bench.example('form')
  await card.getByLabel('自评').selectOption('不适用')
  await card.getByLabel('工作情况').fill('没有')
  await card.getByLabel('整改时限').fill('2026-12-01')
  await card.getByLabel('开会的时间').fill('2026-11-30T14:05')
  await card.getByLabel('责任人').selectOption('陈主任')
  await card.getByRole('button', { name: '还有谁' }).click()
  await card.getByLabel('林老师').check()
  await card.getByRole('button', { name: '提交并继续' }).click()
  const { outcomes, actions, lin, chen } = await pressForReal([await bench.nextSent()])
  expect(outcomes).toEqual([answered])
  expect(actions[0]).toMatchObject({ tag: 'button', name: 'submit', value: { pressed: '提交并继续' } })
  expect(actions[0].form_value).toEqual({
    rating: 'v4',
    fact: '没有',
    evidence: '档案盒3-2',
    secret: '',
    due: '2026-12-01 +0800',
    hour: '09:30 +0800',
    meeting: '2026-11-30 14:05 +0800',
    departments: ['v2'],
    owner: chen,
    readers: [lin],
    photo: true,
    closed: '固定',
  })
})

test('what controls outside a form send is what the platform takes, for every control', async () => {
  await bench.example('loose')
  // Pictures belong to the app that has uploaded them; this one has none.
  const source = JSON.parse(await page.locator('#source').inputValue()) as { body: { elements: Json[] } }
  source.body.elements = source.body.elements.filter((each) => each.tag !== 'select_img')
  await bench.draw(source as never)
  const sent: Sent[] = []
  const does = async (deed: Promise<unknown>) => {
    await deed
    sent.push(await bench.nextSent())
  }
  await card.getByLabel('一句话').fill('好')
  await does(card.getByLabel('一句话').press('Enter'))
  await does(card.getByLabel('部门').selectOption('德育处'))
  await does(card.getByLabel('请选择联络员').selectOption('陈主任'))
  await does(card.getByLabel('哪一天').fill('2026-12-31'))
  await does(card.getByLabel('几点').fill('08:05'))
  await does(card.getByLabel('什么时候').fill('2026-04-01T09:30'))
  await does(card.getByLabel('做完了').click())
  await does(card.getByRole('button', { name: '详情' }).click())
  await card.getByRole('button', { name: '更多' }).click()
  await does(card.getByRole('button', { name: '转交' }).click())
  const { outcomes, actions, chen } = await pressForReal(sent)
  expect(outcomes).toEqual(sent.map(() => answered))
  expect(actions.map(({ input_value, option, checked, value }) => input_value ?? option ?? checked ?? value)).toEqual([
    '好',
    'v2',
    chen,
    '2026-12-31 +0800',
    '08:05 +0800',
    '2026-04-01 09:30 +0800',
    true,
    { pressed: '详情' },
    'hand-over',
  ])
})

test('a container and a button in it are found by the platform where the browser says they are', async () => {
  await bench.example('panels')
  await card.getByRole('button', { name: /第17条/ }).press('Enter')
  const whole = await bench.nextSent()
  await card.getByRole('button', { name: '里面的按钮优先', exact: true }).click()
  const { outcomes, actions } = await pressForReal([whole, await bench.nextSent()])
  expect(outcomes).toEqual([answered, answered])
  expect(actions.map(({ value }) => value)).toEqual([{ open: 17 }, { pressed: '里面的按钮优先' }])
})
