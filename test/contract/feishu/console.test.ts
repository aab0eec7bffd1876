import { expect, test } from 'vitest'
import { connect } from '#src/feishu/connection.ts'
import { makeConsole } from '#src/feishu/console.ts'
import { type Answer, type Call, ok, startFake } from './fake-platform.ts'

async function ask(answer: (call: Call) => Answer) {
  const fake = await startFake(answer)
  return { fake, console: makeConsole(connect(fake.access)), [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose]() }
}

// The numbers are those of the page 获取机器人信息.
test.each([
  [0, 'not-installed'],
  [1, 'stopped'],
  [2, 'ready'],
  [3, 'not-enabled'],
  [4, 'not-enabled'],
  [5, 'lapsed'],
  [6, 'lapsed'],
  // Of a later page: what is new to us keeps nobody from working.
  [17, 'ready'],
])('an app of status %i is %s', async (activate_status, activation) => {
  await using school = await ask(() => ({ body: { code: 0, msg: 'ok', bot: { app_name: '对标', activate_status } } }))
  expect(await school.console.self()).toEqual({ name: '对标', activation })
})

test('granted scopes are those of status 1, as the page 查询租户授权状态 has them; no list is an empty one', async () => {
  const scopes = [
    { scope_name: 'im:resource', grant_status: 1 },
    { scope_name: 'im:chat:readonly', grant_status: 2 },
  ]
  await using school = await ask(() => ok({ scopes }))
  expect([...(await school.console.scopes())]).toEqual(['im:resource'])
  expect(school.fake.calls[0]).toMatchObject({ method: 'GET', path: '/open-apis/application/v6/scopes' })
  await using empty = await ask(() => ok({}))
  expect((await empty.console.scopes()).size).toBe(0)
})

test('range and groups are read over all their pages', async () => {
  await using school = await ask(({ path, query }) => {
    const isLast = query.get('page_token') === 'p2'
    const more = isLast ? { has_more: false } : { has_more: true, page_token: 'p2' }
    if (path.endsWith('/chats')) return ok({ ...more, items: [{ chat_id: isLast ? 'oc_2' : 'oc_1', name: '群' }] })
    return ok(isLast ? { ...more, user_ids: ['ou_1'] } : { ...more, department_ids: ['od-1'] })
  })
  expect(await school.console.range()).toEqual({ departments: ['od-1'], people: ['ou_1'] })
  expect((await school.console.groups()).map((one) => one.chat)).toEqual(['oc_1', 'oc_2'])
})
