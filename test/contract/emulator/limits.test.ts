import { expect, test } from 'vitest'
import { PlatformError } from '#src/emulator/platform/error.ts'
import { makeLimits } from '#src/emulator/platform/limits.ts'
import { card, refusal, startTown, text } from './town.ts'

const codeOf = (call: () => void) => {
  try {
    call()
    return 0
  } catch (error) {
    return error instanceof PlatformError ? error.code : -1
  }
}

test('50 a second and 1000 a minute for one API, told apart by key', () => {
  let ms = 0
  const limits = makeLimits(
    () => true,
    () => ms,
  )
  for (let n = 0; n < 50; n++) limits.api('a')
  expect(codeOf(() => limits.api('a'))).toBe(99991400)
  expect(codeOf(() => limits.api('b'))).toBe(0)
  for (let second = 1; second < 20; second++) {
    ms = second * 1000
    for (let n = 0; n < 50; n++) limits.api('a')
  }
  ms = 20_000
  let refused: unknown
  try {
    limits.api('a')
  } catch (error) {
    refused = error
  }
  expect(refused).toMatchObject({ code: 99991400, status: 429, headers: { 'x-ogw-ratelimit-reset': '40' } })
  ms = 60_000
  expect(codeOf(() => limits.api('a'))).toBe(0)
})

test('the sixth message in a second to one person is 230020, the sixth patch of one message 429', async () => {
  await using town = await startTown()
  const send = (content: string, msg_type = 'text') =>
    town.client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: town.lin.openId(town.app), msg_type, content },
    })
  const sent = await Promise.all(Array.from({ length: 6 }, () => refusal(send(text('hi')))))
  expect(sent.filter((each) => each.code === 230020)).toMatchObject([{ status: 400 }])
  town.emulator.switches.limits = false
  const shown = JSON.stringify(card())
  const message_id = (await send(shown, 'interactive')).data?.message_id ?? ''
  town.emulator.switches.limits = true
  const patch = () => refusal(town.client.im.v1.message.patch({ path: { message_id }, data: { content: shown } }))
  const patched = await Promise.all(Array.from({ length: 6 }, patch))
  const limited = patched.filter((each) => each.code !== 0)
  expect(limited).toMatchObject([{ status: 429, code: 99991400 }])
  expect(limited[0]?.headers['x-ogw-ratelimit-reset']).toBe('1')
})

test('with limits off nothing is counted', async () => {
  await using town = await startTown({ switches: { limits: false } })
  const info = () => refusal(town.client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }))
  const answers = await Promise.all(Array.from({ length: 60 }, info))
  expect(answers.filter((each) => each.code !== 0)).toEqual([])
})
