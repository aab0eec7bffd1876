import { expect, test } from 'vitest'
import { refusal, sdkClient, secret, startTown, text } from './town.ts'

const path = '/open-apis/auth/v3/tenant_access_token/internal'

async function askToken(url: string, body: object) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const mine = { app_id: 'cli_0123456789abcdef', app_secret: secret }

test('the same token comes again while it has 30 minutes left, and with less both hold', async () => {
  let at = Date.parse('2026-03-02T08:00:00Z')
  await using town = await startTown({ now: () => new Date(at) })
  const first = await askToken(town.emulator.url, mine)
  expect(first).toMatchObject({ status: 200, body: { code: 0, expire: 7200 } })
  expect(first.body.tenant_access_token).toMatch(/^t-/)
  at += 90 * 60_000
  expect((await askToken(town.emulator.url, mine)).body).toEqual({ ...first.body, expire: 1800 })
  at += 1000
  const second = await askToken(town.emulator.url, mine)
  expect(second.body.tenant_access_token).not.toBe(first.body.tenant_access_token)
  const info = (token: unknown) =>
    fetch(`${town.emulator.url}/open-apis/bot/v3/info`, { headers: { authorization: `Bearer ${token}` } })
  expect((await info(first.body.tenant_access_token)).status).toBe(200)
  at += 30 * 60_000
  expect(await (await info(first.body.tenant_access_token)).json()).toMatchObject({ code: 99991663 })
  expect((await info(second.body.tenant_access_token)).status).toBe(200)
})

test.each([
  { what: 'an unknown app', body: { ...mine, app_id: 'cli_ffffffffffffffff' }, code: 10014 },
  { what: 'a wrong secret', body: { ...mine, app_secret: 'no' }, code: 10014 },
  { what: 'no secret', body: { app_id: mine.app_id }, code: 10003 },
])('$what is HTTP 200 with a code', async ({ body, code }) => {
  await using town = await startTown()
  expect(await askToken(town.emulator.url, body)).toMatchObject({ status: 200, body: { code } })
})

test('a wrong secret is 10015 where that is switched', async () => {
  await using town = await startTown({ switches: { wrongSecretCode: 10015 } })
  expect((await askToken(town.emulator.url, { ...mine, app_secret: 'no' })).body.code).toBe(10015)
})

test('a call without a token is 99991661, with a revoked one 99991663', async () => {
  await using town = await startTown()
  const bare = await fetch(`${town.emulator.url}/open-apis/bot/v3/info`)
  expect(bare.status).toBe(400)
  expect(await bare.json()).toMatchObject({ code: 99991661 })
  const info = () => town.client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
  expect(await info()).toMatchObject({
    code: 0,
    bot: { open_id: town.app.botOpenId, app_name: '对标', activate_status: 2 },
  })
  town.app.revokeTokens()
  expect(await refusal(info())).toMatchObject({ status: 400, code: 99991663 })
})

test('a missing scope is 99991672 and names what would do', async () => {
  await using town = await startTown({ app: { scopes: ['im:chat:readonly'] } })
  const sent = town.client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: town.lin.openId(town.app), msg_type: 'text', content: text('hi') },
  })
  const refused = await refusal(sent)
  expect(refused).toMatchObject({ status: 400, code: 99991672 })
  expect(refused.msg).toContain('im:message:send_as_bot')
})

test('a client with the wrong secret gets no further', async () => {
  await using town = await startTown()
  const stranger = sdkClient(town.emulator.url, 'wrong')
  await expect(stranger.request({ method: 'GET', url: '/open-apis/bot/v3/info' })).rejects.toThrow('code: 10014')
})
