import { expect, test } from 'vitest'
import { refusal, startTown } from './town.ts'

type Town = Awaited<ReturnType<typeof startTown>>

const children = (town: Town, department_id: string, params: object = {}) =>
  town.client.contact.v3.department.children({
    path: { department_id },
    params: { department_id_type: 'open_department_id', ...params },
  })
const members = (town: Town, department_id: string, params: object = {}) =>
  town.client.contact.v3.user.findByDepartment({ params: { department_id, ...params } })
const batch = (town: Town, ...user_ids: string[]) => town.client.contact.v3.user.batch({ params: { user_ids } })

test('children come direct or with all below, in pages of at most 50', async () => {
  await using town = await startTown()
  const { emulator, office } = town
  const sub = emulator.addDepartment({ name: '文印室', parent: office })
  const teaching = emulator.addDepartment({ name: '教导处', head: town.chen })
  const names = (answer: Awaited<ReturnType<typeof children>>) => answer.data?.items?.map((each) => each.name)
  expect(names(await children(town, '0'))).toEqual(['办公室', '教导处'])
  expect(names(await children(town, '0', { fetch_child: true }))).toEqual(['办公室', '文印室', '教导处'])
  expect(names(await children(town, office.id))).toEqual(['文印室'])
  const first = await children(town, '0', { page_size: 1 })
  expect(first.data).toMatchObject({ has_more: true })
  const second = await children(town, '0', { page_size: 1, page_token: first.data?.page_token })
  expect(second.data).toMatchObject({ has_more: false })
  expect(second.data?.items?.[0]).toMatchObject({
    open_department_id: teaching.id,
    parent_department_id: '0',
    leader_user_id: town.chen.openId(town.app),
    leaders: [{ leaderType: 1, leaderID: town.chen.openId(town.app) }],
  })
  expect(await refusal(children(town, '0', { page_size: 51 }))).toMatchObject({ code: 99992402 })
  expect(sub.name).toBe('文印室')
})

test('the root needs the full data range, a department outside is 40004 with HTTP 403', async () => {
  await using town = await startTown()
  const teaching = town.emulator.addDepartment({ name: '教导处' })
  const sub = town.emulator.addDepartment({ name: '文印室', parent: town.office })
  town.app.setContactRange({ departments: [town.office] })
  for (const id of ['0', teaching.id]) {
    expect(await refusal(children(town, id))).toMatchObject({ status: 403, code: 40004 })
    expect(await refusal(members(town, id))).toMatchObject({ status: 403, code: 40004 })
  }
  expect((await children(town, town.office.id)).data?.items?.map((each) => each.open_department_id)).toEqual([sub.id])
  expect(await refusal(children(town, 'od-unknown'))).toMatchObject({ status: 400, code: 43007 })
})

test('members are the direct ones, without those who left', async () => {
  await using town = await startTown()
  const sub = town.emulator.addDepartment({ name: '文印室', parent: town.office })
  const wang = town.emulator.addPerson({ name: '王老师', departments: [sub] })
  town.emulator.removePerson(town.chen)
  const names = async (id: string) => (await members(town, id)).data?.items?.map((each) => each.name)
  expect(await names(town.office.id)).toEqual(['林老师'])
  expect(await names(sub.id)).toEqual([wang.name])
})

test('people out of range are silently missing from a batch, refused alone, and 50 are the most', async () => {
  await using town = await startTown()
  const wang = town.emulator.addPerson({ name: '王老师' })
  town.app.setContactRange({ departments: [town.office] })
  const ids = [town.lin.openId(town.app), wang.openId(town.app), 'ou_nobody']
  expect((await batch(town, ...ids)).data?.items?.map((each) => each.name)).toEqual(['林老师'])
  const one = (user_id: string) =>
    town.client.contact.v3.user.get({ path: { user_id }, params: { user_id_type: 'open_id' } })
  expect((await one(ids[0] ?? '')).data?.user).toMatchObject({ name: '林老师', department_ids: [town.office.id] })
  expect(await refusal(one(ids[1] ?? ''))).toMatchObject({ status: 403, code: 41050 })
  expect(await refusal(batch(town, ...Array.from({ length: 51 }, (_, n) => `ou_${n}`)))).toMatchObject({
    code: 99992402,
  })
})

test('open_id is another one for every app, and a foreign one is refused', async () => {
  await using town = await startTown()
  const more = { appId: 'cli_ffffffffffffffff', appSecret: 's', verificationToken: 'v', botName: '别的' }
  const other = town.emulator.addApp(more)
  expect(town.lin.openId(other)).not.toBe(town.lin.openId(town.app))
  expect(await refusal(batch(town, town.lin.openId(other)))).toMatchObject({ code: 99992361 })
})

test.each([
  { scope: 'contact:user.base:readonly', field: 'name' },
  { scope: 'contact:user.department:readonly', field: 'department_ids' },
  { scope: 'contact:user.employee:readonly', field: 'job_title' },
  { scope: 'contact:user.employee_id:readonly', field: 'user_id' },
  { scope: 'contact:user.email:readonly', field: 'email' },
])('$field is absent without $scope, and that is no error', async ({ scope, field }) => {
  await using town = await startTown()
  town.emulator.updatePerson(town.lin, { email: 'lin@school.example' })
  const show = async () => (await batch(town, town.lin.openId(town.app))).data?.items?.[0]
  town.app.setScopes(['contact:contact.base:readonly'])
  expect(await show()).not.toHaveProperty(field)
  town.app.setScopes(['contact:contact.base:readonly', scope])
  expect(await show()).toHaveProperty(field)
})

test('departments can be asked for by their ids, one or several', async () => {
  await using town = await startTown()
  const teaching = town.emulator.addDepartment({ name: '教导处' })
  town.app.setContactRange({ departments: [town.office] })
  const asked = { department_ids: [town.office.id, teaching.id], department_id_type: 'open_department_id' as const }
  const found = await town.client.contact.v3.department.batch({ params: asked })
  expect(found.data?.items?.map((each) => each.name)).toEqual(['办公室'])
  const one = (department_id: string) => town.client.contact.v3.department.get({ path: { department_id } })
  expect((await one(town.office.id)).data?.department).toMatchObject({ name: '办公室', member_count: 2 })
  expect(await refusal(one(teaching.id))).toMatchObject({ status: 403, code: 40004 })
})

test('what the app may see is listed as it was chosen', async () => {
  await using town = await startTown()
  const scopes = async () => (await town.client.contact.v3.scope.list({ params: { page_size: 100 } })).data
  expect(await scopes()).toMatchObject({ department_ids: [town.office.id], user_ids: [], has_more: false })
  town.app.setContactRange({ users: [town.lin] })
  expect(await scopes()).toMatchObject({ department_ids: [], user_ids: [town.lin.openId(town.app)] })
})

test('groups are listed in pages without private chats, their members without bots', async () => {
  await using town = await startTown()
  const { emulator, app } = town
  const second = emulator.addGroup({ name: '教研组', members: [town.chen] })
  emulator.privateChat(town.lin, app)
  await emulator.addBot(town.group, app)
  await emulator.addBot(second, app)
  const list = (params: object) => town.client.im.v1.chat.list({ params })
  const first = (await list({ page_size: 1 })).data
  expect(first).toMatchObject({ has_more: true, items: [{ chat_id: town.group.id, name: '领导小组' }] })
  const rest = (await list({ page_size: 1, page_token: first?.page_token })).data
  expect(rest).toMatchObject({ has_more: false, items: [{ chat_id: second.id }] })
  expect(await refusal(list({ page_size: 101 }))).toMatchObject({ code: 99992402 })
  const got = (await town.client.im.v1.chat.get({ path: { chat_id: town.group.id } })).data
  expect(got).toMatchObject({ chat_mode: 'group', user_count: '2', bot_count: '1', owner_id: town.lin.openId(app) })
  const inside = (chat_id: string) =>
    town.client.im.v1.chatMembers.get({ path: { chat_id }, params: { member_id_type: 'open_id' } })
  const found = (await inside(town.group.id)).data
  expect(found).toMatchObject({ member_total: 2 })
  expect(found?.items?.map((each) => each.name)).toEqual(['林老师', '陈老师'])
  await emulator.removeBot(second, app)
  expect(await refusal(inside(second.id))).toMatchObject({ code: 232011 })
  const isIn = (chat_id: string) => town.client.im.v1.chatMembers.isInChat({ path: { chat_id } })
  expect((await isIn(town.group.id)).data?.is_in_chat).toBe(true)
  expect((await isIn(second.id)).data?.is_in_chat).toBe(false)
})
