import { describe, expect, test } from 'vitest'
import type { ChatId, OpenId } from '#src/domain/ids.ts'
import { connect } from '#src/feishu/connection.ts'
import { makeDirectory } from '#src/feishu/directory.ts'
import { type Answer, type Call, ok, refused, startFake } from './fake-platform.ts'

const department = (id: string, parent: string, more: object = {}) => ({
  open_department_id: id,
  department_id: 'D097',
  parent_department_id: parent,
  name: `部门${id}`,
  leader_user_id: '',
  status: { is_deleted: false },
  ...more,
})
const person = (id: string, more: object = {}) => ({ open_id: id, union_id: 'on_1', name: `${id}老师`, ...more })
const page = (items: object[], next?: string): Answer =>
  ok({ items, has_more: next !== undefined, ...(next === undefined ? {} : { page_token: next }) })

async function ask(answer: (call: Call) => Answer) {
  const fake = await startFake(answer)
  return {
    fake,
    directory: makeDirectory(connect(fake.access)),
    [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
  }
}

describe('departments', () => {
  test('of the whole company, over all pages, with their heads', async () => {
    await using school = await ask(({ query }) =>
      query.get('page_token') === 'p2'
        ? page([
            department('od-2', 'od-1', { leader_user_id: 'ou_head' }),
            department('od-3', '0', { status: { is_deleted: true } }),
          ])
        : page([department('od-1', '0')], 'p2'),
    )
    expect(await school.directory.departments(null, true)).toEqual([
      { id: 'od-1', parent: null, name: '部门od-1', head: null },
      { id: 'od-2', parent: 'od-1', name: '部门od-2', head: 'ou_head' },
    ])
    const [first] = school.fake.calls
    expect(first?.path).toBe('/open-apis/contact/v3/departments/0/children')
    expect(Object.fromEntries(first?.query ?? [])).toMatchObject({
      user_id_type: 'open_id',
      department_id_type: 'open_department_id',
      fetch_child: 'true',
      page_size: '50',
    })
  })

  test('directly below one', async () => {
    await using school = await ask(() => ok({ has_more: false }))
    expect(await school.directory.departments('od-1', false)).toEqual([])
    expect(school.fake.calls[0]?.path).toBe('/open-apis/contact/v3/departments/od-1/children')
    expect(school.fake.calls[0]?.query.get('fetch_child')).toBe('false')
  })

  test('of an app that may not see the whole company: those it may, each once', async () => {
    await using school = await ask(({ path }) => {
      if (path.endsWith('/departments/0/children')) return refused(40004, 403)
      if (path.endsWith('/scopes')) return ok({ department_ids: ['od-1', 'od-2'], user_ids: ['ou_1'], has_more: false })
      if (path.endsWith('/departments/od-1/children')) return page([department('od-2', 'od-1')])
      if (path.endsWith('/children')) return page([])
      return ok({ department: department(path.split('/').at(-1) ?? '', 'od-0') })
    })
    const all = await school.directory.departments(null, true)
    expect(all.map(({ id }) => id)).toEqual(['od-1', 'od-2'])
    expect((await school.directory.departments(null, false)).map(({ id }) => id)).toEqual(['od-1', 'od-2'])
  })

  test('a page that fails fails the list: a part is never taken for the whole', async () => {
    await using school = await ask(({ query }) =>
      query.get('page_token') === 'p2' ? refused(99991400, 429) : page([department('od-1', '0')], 'p2'),
    )
    await expect(school.directory.departments(null, true)).rejects.toMatchObject({ kind: 'again' })
  })

  test.each(['same', ''])('a list that never ends is no list (next page %j)', async (next) => {
    await using school = await ask(() => page([department('od-1', '0')], next))
    await expect(school.directory.departments(null, true)).rejects.toMatchObject({ kind: 'unknown' })
    expect(school.fake.calls.length).toBeLessThan(3)
  })
})

describe('people', () => {
  test('of a department, without those who have left', async () => {
    await using school = await ask(() => page([person('ou_1'), person('ou_2', { status: { is_resigned: true } })]))
    expect(await school.directory.members('0')).toEqual([{ person: 'ou_1', name: 'ou_1老师' }])
    expect(school.fake.calls[0]?.query.get('department_id')).toBe('0')
  })

  test('of a chat', async () => {
    await using school = await ask(({ query }) =>
      page(
        [{ member_id_type: 'open_id', member_id: query.has('page_token') ? 'ou_2' : 'ou_1', name: '王' }],
        query.has('page_token') ? undefined : 'p2',
      ),
    )
    const members = await school.directory.chatMembers('oc_1' as ChatId)
    expect(members.map(({ person }) => person)).toEqual(['ou_1', 'ou_2'])
    expect(school.fake.calls[0]?.path).toBe('/open-apis/im/v1/chats/oc_1/members')
  })

  test('by their ids, 50 at a time, each once', async () => {
    await using school = await ask(({ query }) => ok({ items: query.getAll('user_ids').map((id) => person(id)) }))
    const who = Array.from({ length: 120 }, (_, n) => `ou_${n % 110}` as OpenId)
    expect(await school.directory.people(who)).toHaveLength(110)
    expect(school.fake.calls.map(({ query }) => query.getAll('user_ids').length)).toEqual([50, 50, 10])
    expect(await school.directory.people([])).toEqual([])
  })

  test('one without a name does not make the list an error', async () => {
    await using school = await ask(({ path }) =>
      path.endsWith('/children')
        ? page([department('od-1', '0', { name: '' }), department('od-2', '0')])
        : page([{ open_id: 'ou_1' }, person('ou_2')]),
    )
    expect((await school.directory.members('od-1')).map(({ name }) => name)).toEqual(['', 'ou_2老师'])
    expect((await school.directory.departments(null, true)).map(({ name }) => name)).toEqual(['', '部门od-2'])
  })

  test.each([
    ['still there', {}, { person: 'ou_1', name: 'ou_1老师', left: false }],
    ['resigned', { status: { is_resigned: true } }, { person: 'ou_1', name: 'ou_1老师', left: true }],
    ['gone of their own will', { status: { is_exited: true } }, { person: 'ou_1', name: 'ou_1老师', left: true }],
    ['frozen for a while', { status: { is_frozen: true } }, { person: 'ou_1', name: 'ou_1老师', left: false }],
  ])('one by their id, %s', async (_, more, expected) => {
    await using school = await ask(() => ok({ items: [person('ou_1', more)] }))
    expect(await school.directory.person('ou_1' as OpenId)).toEqual(expected)
    expect(school.fake.calls[0]?.query.getAll('user_ids')).toEqual(['ou_1'])
  })

  test('one the app may not see is nobody; one without a name means a missing scope, unless they have left', async () => {
    await using hidden = await ask(() => ok({ items: [] }))
    expect(await hidden.directory.person('ou_1' as OpenId)).toBeNull()
    await using nameless = await ask(() => ok({ items: [{ open_id: 'ou_1' }] }))
    await expect(nameless.directory.person('ou_1' as OpenId)).rejects.toMatchObject({ kind: 'settings' })
    await using gone = await ask(() => ok({ items: [{ open_id: 'ou_1', status: { is_resigned: true } }] }))
    expect(await gone.directory.person('ou_1' as OpenId)).toEqual({ person: 'ou_1', name: '', left: true })
  })

  test('a list without names is a list; asked for names, the app lacks a scope, and that is said', async () => {
    await using school = await ask(() => page([{ open_id: 'ou_1' }]))
    expect(await school.directory.members('od-1')).toEqual([{ person: 'ou_1', name: '' }])
    const asked = school.directory.people(['ou_1' as OpenId])
    await expect(asked).rejects.toMatchObject({ kind: 'settings', code: 99991672 })
  })
})

test('an id from elsewhere gets into no path', async () => {
  await using school = await ask(() => page([]))
  await expect(school.directory.departments('../users', true)).rejects.toMatchObject({ kind: 'content' })
  await expect(school.directory.chatMembers('oc_1/../x' as ChatId)).rejects.toMatchObject({ kind: 'content' })
  expect(school.fake.calls).toEqual([])
})
