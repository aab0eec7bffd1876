import { expect, test } from 'vitest'
import type { Switches } from '#src/emulator/switches.ts'
import type { Reaction } from './fake-bot.ts'
import { button, card, form, refusal, startTown, words } from './town.ts'

type Town = Awaited<ReturnType<typeof startTown>>

async function sendCard(town: Town, json: object = card(button('好'))): Promise<string> {
  const sent = await town.client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: town.lin.openId(town.app), msg_type: 'interactive', content: JSON.stringify(json) },
  })
  return sent.data?.message_id ?? ''
}
const says = (body: string, status = 200, type = 'application/json'): Reaction => {
  return (_, response) => {
    response.statusCode = status
    response.setHeader('content-type', type)
    response.end(body)
    return undefined
  }
}
const raw = (data: unknown) => ({ card: { type: 'raw', data } })
const next = card({ tag: 'markdown', content: '下一张' })

type Case = {
  what: string
  code: number
  react?: Reaction
  switches?: Partial<Switches>
  arrange?: (town: Town) => void
}
const failures: readonly Case[] = [
  { what: 'no callback URL', code: 200340, arrange: ({ app }) => app.forceUrls({ callback: null }) },
  { what: 'an invalid URL', code: 200345, arrange: ({ app }) => app.forceUrls({ callback: 'ftp://x' }) },
  { what: 'an unpublished version', code: 200346, arrange: ({ app }) => app.setPublished(false) },
  { what: 'a callback that was not added', code: 200347, arrange: ({ app }) => app.setCardCallback(false) },
  { what: 'a closed port', code: 200342, arrange: ({ app }) => app.forceUrls({ callback: 'http://127.0.0.1:1/' }) },
  {
    what: 'an unknown host',
    code: 200343,
    arrange: ({ app }) => app.forceUrls({ callback: `http://${'a'.repeat(64)}/` }),
  },
  { what: 'silence', code: 200341, switches: { callbackTimeoutMs: 30 }, react: () => undefined },
  { what: 'a line cut in the middle', code: 200080, react: (_, response) => void response.destroy() },
  { what: 'an error of the server', code: 200671, react: says('{}', 500) },
  { what: 'a redirect', code: 200671, react: says('{}', 302) },
  { what: '204', code: 200671, react: says('', 204) },
  { what: 'an empty body', code: 200672, react: says('') },
  { what: 'no JSON', code: 200672, react: says('ok') },
  { what: 'a list', code: 200672, react: says('[]') },
  { what: 'a toast of no known type', code: 200672, react: () => ({ toast: { type: 'loud', content: '!' } }) },
  { what: 'a toast that is a string', code: 200672, react: () => ({ toast: 'ok' }) },
  { what: 'a card of no known type', code: 200672, react: () => ({ card: { type: 'v2', data: next } }) },
  { what: 'card data as a string', code: 200673, react: () => raw(JSON.stringify(next)) },
  { what: 'a card that breaks the rules', code: 200673, react: () => raw(card({ tag: 'action', actions: [] })) },
  {
    what: 'a card that is too long',
    code: 200673,
    react: () => raw(card({ tag: 'markdown', content: '长'.repeat(11_000) })),
  },
  {
    what: 'a template nobody made',
    code: 200673,
    react: () => ({ card: { type: 'template', data: { template_id: 'A' } } }),
  },
  { what: 'a card of 1.0', code: 200830, react: () => raw({ elements: [], header: {} }) },
  {
    what: 'a type other than JSON, where that is asked for',
    code: 200672,
    switches: { callbackContentType: 'json-only' },
    react: says('{}', 200, 'text/plain'),
  },
]

test.each(failures)('$what: the client shows $code, and the card stays', async ({ code, react, switches, arrange }) => {
  await using town = await startTown(switches ? { switches } : {})
  if (react) town.bot.react = react
  const id = await sendCard(town)
  arrange?.(town)
  const outcome = await town.emulator.press(town.lin, id, { button: '好' })
  expect(outcome).toMatchObject({ kind: 'failed', code, card: null })
  expect(town.emulator.message(id).card).toEqual(card(button('好')))
  await town.emulator.settle()
  // A callback is never tried again.
  expect(town.emulator.wire.entries.filter((each) => each.kind === 'callback')).toHaveLength(1)
  expect(town.bot.received.length).toBeLessThanOrEqual(1)
})

const accepted: readonly { what: string; react: Reaction; switches?: Partial<Switches>; replaced?: boolean }[] = [
  { what: 'an empty object', react: () => ({}) },
  { what: 'a toast alone', react: () => ({ toast: { type: 'info', content: '好' } }) },
  { what: 'a toast without a type', react: () => ({ toast: { content: '好' } }) },
  { what: 'a raw card', react: () => raw(next), replaced: true },
  { what: 'JSON declared as text, as the SDK does it', react: says('{}', 200, 'text/plain') },
  { what: 'an empty body, switched', react: says(''), switches: { emptyCallbackBody: 'accepted' } },
  { what: '201, switched', react: says('{}', 201), switches: { other2xx: 'accepted' } },
  {
    what: 'card data as a string, switched',
    react: () => raw(JSON.stringify(next)),
    switches: { cardAsString: 'accepted' },
    replaced: true,
  },
]

test.each(accepted)('$what is taken', async ({ react, switches, replaced = false }) => {
  await using town = await startTown(switches ? { switches } : {})
  town.bot.react = react
  const id = await sendCard(town)
  const outcome = await town.emulator.press(town.lin, id, { button: '好' })
  expect(outcome).toMatchObject({ kind: 'answered', code: 0, card: replaced ? next : null })
  expect(town.emulator.message(id).card).toEqual(replaced ? next : card(button('好')))
})

test('the toast is the Chinese one where there are several', async () => {
  await using town = await startTown()
  const i18n = { zh_cn: '已保存', en_us: 'Saved' }
  town.bot.react = () => ({ toast: { type: 'success', content: 'x', i18n } })
  const outcome = await town.emulator.press(town.lin, await sendCard(town), { button: '好' })
  expect(outcome.toast).toEqual({ type: 'success', content: '已保存' })
})

test('create_time has 13 digits where that is switched', async () => {
  await using town = await startTown({ switches: { callbackCreateTime: 'milliseconds' } })
  await town.emulator.press(town.lin, await sendCard(town), { button: '好' })
  expect(town.bot.received[0]?.body.header.create_time).toMatch(/^\d{13}$/)
})

const update = (town: Town, token: string, json: object = next) =>
  refusal(
    town.client.request({ method: 'POST', url: '/open-apis/interactive/v1/card/update', data: { token, card: json } }),
  )

test('the token of a callback updates the card twice, within 30 minutes, and not before the answer', async () => {
  let at = Date.parse('2026-03-02T08:00:00Z')
  await using town = await startTown({ now: () => new Date(at) })
  const id = await sendCard(town)
  let early = 0
  town.bot.react = async ({ body }) => {
    early = (await update(town, body.event.token)).code
    return {}
  }
  await town.emulator.press(town.lin, id, { button: '好' })
  expect(early).toBe(11311)
  const token = town.bot.received[0]?.body.event.token
  expect(await update(town, token)).toMatchObject({ code: 0 })
  expect(town.emulator.message(id).card).toEqual(next)
  expect(await update(town, token)).toMatchObject({ code: 0 })
  expect(await update(town, token)).toMatchObject({ status: 200, code: 300040 })
  expect(await update(town, 'c-unknown')).toMatchObject({ code: 300020 })
  town.bot.react = () => ({})
  await town.emulator.press(town.lin, await sendCard(town), { button: '好' })
  at += 30 * 60_000
  expect(await update(town, town.bot.received[1]?.body.event.token)).toMatchObject({ code: 300030 })
})

test('a callback that failed hands out no update', async () => {
  await using town = await startTown()
  town.bot.react = says('{}', 500)
  await town.emulator.press(town.lin, await sendCard(town), { button: '好' })
  expect(await update(town, town.bot.received[0]?.body.event.token)).toMatchObject({ code: 11311 })
})

test.each([
  { patchDuringCallback: 'refused' as const, code: 230099 },
  { patchDuringCallback: 'undone' as const, code: 0 },
])('a patch before the answer is $patchDuringCallback', async ({ patchDuringCallback, code }) => {
  await using town = await startTown({ switches: { patchDuringCallback } })
  const id = await sendCard(town)
  let patched = { code: -1, msg: '' }
  town.bot.react = async () => {
    const data = { content: JSON.stringify(next) }
    patched = await refusal(town.client.im.v1.message.patch({ path: { message_id: id }, data }))
    return {}
  }
  await town.emulator.press(town.lin, id, { button: '好' })
  expect(patched.code).toBe(code)
  if (code !== 0) expect(patched.msg).toContain('ErrCode: 11310')
  expect(town.emulator.message(id).card).toEqual(card(button('好')))
})

test('an ephemeral card is seen and pressed by one person only', async () => {
  await using town = await startTown()
  await town.emulator.addBot(town.group, town.app)
  const data = {
    chat_id: town.group.id,
    open_id: town.chen.openId(town.app),
    msg_type: 'interactive',
    card: card(button('好')),
  }
  const sent = (await town.client.request({ method: 'POST', url: '/open-apis/ephemeral/v1/send', data })) as {
    data: { message_id: string }
  }
  const id = sent.data.message_id
  expect(town.emulator.messages(town.group, { seenBy: town.lin })).toEqual([])
  expect(await town.emulator.press(town.lin, id, { button: '好' })).toMatchObject({ kind: 'blocked' })
  expect(await town.emulator.press(town.chen, id, { button: '好' })).toMatchObject({ kind: 'answered' })
  const patch = town.client.im.v1.message.patch({ path: { message_id: id }, data: { content: JSON.stringify(next) } })
  expect(await refusal(patch)).toMatchObject({ code: 230001 })
  const remove = () =>
    refusal(town.client.request({ method: 'POST', url: '/open-apis/ephemeral/v1/delete', data: { message_id: id } }))
  expect(await remove()).toMatchObject({ code: 0 })
  expect(await remove()).toMatchObject({ code: 18051 })
})

const emptyForm = card(
  form(
    { tag: 'input', name: 'note' },
    { tag: 'multi_select_static', name: 'tags', required: false, options: [{ text: words('甲'), value: 'a' }] },
    { tag: 'checker', name: 'sure', text: words('确认') },
  ),
)
const shapes: readonly { switches: Partial<Switches>; form_value: object }[] = [
  { switches: {}, form_value: { note: '', tags: [], sure: false } },
  { switches: { emptyFormField: 'empty-string' }, form_value: { note: '', tags: '', sure: false } },
  { switches: { emptyFormField: 'null' }, form_value: { note: null, tags: null, sure: false } },
  { switches: { emptyFormField: 'empty-array' }, form_value: { note: [], tags: [], sure: false } },
  { switches: { emptyFormField: 'missing' }, form_value: { sure: false } },
  { switches: { checkerInForm: 'string' }, form_value: { note: '', tags: [], sure: 'false' } },
  { switches: { checkerInForm: 'missing-when-unchecked' }, form_value: { note: '', tags: [] } },
]

test.each(shapes)('empty fields stand in form_value as switched: $switches', async ({ switches, form_value }) => {
  await using town = await startTown({ switches })
  await town.emulator.press(town.lin, await sendCard(town, emptyForm), { button: '提交' })
  expect(town.bot.received[0]?.body.event.action).toEqual({
    value: { do: '提交' },
    tag: 'button',
    name: 'submit',
    form_value,
    timezone: 'Asia/Shanghai',
  })
})

test('a submit comes without action.value where that is switched', async () => {
  await using town = await startTown({ switches: { submitValue: 'absent' } })
  await town.emulator.press(town.lin, await sendCard(town, emptyForm), { button: '提交' })
  expect(town.bot.received[0]?.body.event.action).not.toHaveProperty('value')
  expect(town.bot.received[0]?.body.event.action).toMatchObject({ name: 'submit' })
})

test.each([
  { plainButtonInForm: 'without-form-value' as const, kind: 'answered', hasValues: false },
  { plainButtonInForm: 'with-form-value' as const, kind: 'answered', hasValues: true },
  { plainButtonInForm: 'no-callback' as const, kind: 'local', hasValues: false },
])('a plain button in a form: $plainButtonInForm', async ({ plainButtonInForm, kind, hasValues }) => {
  await using town = await startTown({ switches: { plainButtonInForm } })
  const id = await sendCard(town, card(form({ tag: 'input', name: 'note' }, button('暂存', { name: 'keep' }))))
  expect(await town.emulator.press(town.lin, id, { button: '暂存' })).toMatchObject({ kind })
  expect('form_value' in (town.bot.received[0]?.body.event.action ?? {})).toBe(hasValues)
})
