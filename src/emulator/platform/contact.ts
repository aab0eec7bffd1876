import { z } from 'zod'
import { isForeignOpenId, openIdFor, personByAnyId } from '../world/people.ts'
import { childrenOf, departmentsInRange, membersOf, personInRange } from '../world/range.ts'
import type { Department, Person, World } from '../world/world.ts'
import { departmentId, departmentView, userView } from './contact-view.ts'
import { type Answer, type Call, choice, type Endpoint, page, read } from './endpoint.ts'
import { fieldError, PlatformError } from './error.ts'

const base = ['contact:contact.base:readonly', 'contact:contact:readonly', 'contact:contact:readonly_as_app']
const scopes = [...base, 'contact:contact:access_as_app']
const departmentScopes = [...scopes, 'contact:department.organize:readonly']

export const contact: readonly Endpoint[] = [
  { method: 'get', path: '/open-apis/contact/v3/scopes', scopes, run: range },
  { method: 'get', path: '/open-apis/contact/v3/departments/:id/children', scopes: departmentScopes, run: children },
  { method: 'get', path: '/open-apis/contact/v3/departments/batch', scopes, run: departmentBatch },
  { method: 'get', path: '/open-apis/contact/v3/departments/:id', scopes, run: department },
  { method: 'get', path: '/open-apis/contact/v3/users/find_by_department', scopes, run: members },
  { method: 'get', path: '/open-apis/contact/v3/users/batch', scopes, run: batch },
  {
    method: 'post',
    path: '/open-apis/contact/v3/users/basic_batch',
    scopes: ['contact:user.basic_profile:readonly'],
    run: names,
  },
  {
    method: 'post',
    path: '/open-apis/contact/v3/users/batch_get_id',
    scopes: ['contact:user.id:readonly'],
    run: idsByEmail,
  },
  { method: 'get', path: '/open-apis/contact/v3/users/:id', scopes, run: user },
]

const userIdType = (call: Call) => choice(call.query, 'user_id_type', ['open_id', 'union_id', 'user_id'], 'open_id')
const departmentIdType = (call: Call) =>
  choice(call.query, 'department_id_type', ['open_department_id', 'department_id'], 'open_department_id')

/** What the app may see, as it was chosen: not spelled out below the chosen departments (scopes page). */
function range(call: Call): Answer {
  const { world } = call.platform
  const { contactRange } = call.app
  const everybody = contactRange === 'all'
  const users = everybody ? membersOf(world, null).map((each) => each.id) : contactRange.users
  const tops = everybody ? childrenOf(world, null, false).map((each) => each.id) : contactRange.departments
  const all = [
    ...tops.map((id) => ({ kind: 'department', id: departmentId(world, id, departmentIdType(call)) })),
    ...users.map((id) => ({ kind: 'user', id: openIdFor(world, call.app.id, id) })),
  ]
  const { items, ...rest } = page(all, call.query, 100, 50)
  const of = (kind: string) => items.filter((each) => each.kind === kind).map((each) => each.id)
  return { data: { ...rest, department_ids: of('department'), user_ids: of('user'), group_ids: [] } }
}

/** A department the app may see; the root (null) only with the full data range (40004, HTTP 403). */
function seen(call: Call, id: string): Department | null {
  const { world } = call.platform
  const denied = new PlatformError(40004, 'no dept authority error', 403)
  if (id === '0') {
    if (call.app.contactRange !== 'all') throw denied
    return null
  }
  const found = byId(world, id, departmentIdType(call))
  if (!found) throw new PlatformError(43007, 'department_id is invalid')
  if (!departmentsInRange(world, call.app).has(found.id)) throw denied
  return found
}

function byId(world: World, id: string, type: string): Department | undefined {
  if (type === 'open_department_id') return world.departments.get(id)
  return [...world.departments.values()].find((each) => each.departmentId === id)
}

function children(call: Call): Answer {
  const { world } = call.platform
  const parent = seen(call, call.params.id ?? '')
  const all = childrenOf(world, parent?.id ?? null, call.query.get('fetch_child') === 'true')
  const { items, ...rest } = page(all, call.query, 50, 10)
  const views = items.map((each) => departmentView(world, call.app, each, userIdType(call), departmentIdType(call)))
  return { data: { ...rest, items: views } }
}

function department(call: Call): Answer {
  const found = seen(call, call.params.id ?? '')
  if (found === null) throw new PlatformError(43007, 'department_id is invalid')
  return {
    data: {
      department: departmentView(call.platform.world, call.app, found, userIdType(call), departmentIdType(call)),
    },
  }
}

/** At most 50; whatever is out of range is silently missing. */
function departmentBatch(call: Call): Answer {
  const ids = call.query.getAll('department_ids')
  if (ids.length === 0 || ids.length > 50) {
    throw fieldError([{ field: 'department_ids', description: 'the number of values must be within 1 and 50' }])
  }
  const { world } = call.platform
  const inRange = departmentsInRange(world, call.app)
  const found = ids
    .flatMap((id) => byId(world, id, departmentIdType(call)) ?? [])
    .filter((each) => inRange.has(each.id))
  const items = found.map((each) => departmentView(world, call.app, each, userIdType(call), departmentIdType(call)))
  return { data: { items } }
}

function view(call: Call, person: Person): object {
  return userView(call.platform.world, call.app, person, userIdType(call), departmentIdType(call))
}

/** Direct members only. */
function members(call: Call): Answer {
  const id = call.query.get('department_id') ?? ''
  if (id === '') throw fieldError([{ field: 'department_id', description: 'department_id is required' }])
  const found = seen(call, id)
  const all = membersOf(call.platform.world, found?.id ?? null)
  const { items, ...rest } = page(all, call.query, 50, 10)
  return { data: { ...rest, items: items.map((each) => view(call, each)) } }
}

/** Somebody by the kind of id that was announced. */
function person(call: Call, id: string): Person | null {
  const { world } = call.platform
  const type = userIdType(call)
  const found = personByAnyId(world, call.app, id)
  if (found !== null) {
    const own = { open_id: openIdFor(world, call.app.id, found.id), union_id: found.unionId, user_id: found.id }[type]
    return own === id ? found : null
  }
  if (type === 'open_id' && isForeignOpenId(world, call.app, id)) throw new PlatformError(99992361, 'open_id cross app')
  return null
}

/** At most 50; whoever is out of range is silently missing. */
function batch(call: Call): Answer {
  const ids = call.query.getAll('user_ids')
  if (ids.length === 0 || ids.length > 50) {
    throw fieldError([{ field: 'user_ids', description: 'the number of values must be within 1 and 50' }])
  }
  const found = ids.flatMap((id) => person(call, id) ?? [])
  const visible = found.filter((each) => personInRange(call.platform.world, call.app, each))
  return { data: { items: visible.map((each) => view(call, each)) } }
}

function user(call: Call): Answer {
  const found = person(call, call.params.id ?? '')
  if (!found) throw new PlatformError(99992351, 'The user id is not exist.')
  if (!personInRange(call.platform.world, call.app, found))
    throw new PlatformError(41050, 'no user authority error', 403)
  return { data: { user: view(call, found) } }
}

function names(call: Call): Answer {
  const { user_ids: ids } = read(z.object({ user_ids: z.array(z.string()).min(1).max(10) }), call.body)
  const found = ids.flatMap((id) => person(call, id) ?? [])
  return { data: { users: found.map((each) => ({ user_id: ids[found.indexOf(each)], name: each.name })) } }
}

function idsByEmail(call: Call): Answer {
  const body = z.object({
    emails: z.array(z.string()).max(50).default([]),
    mobiles: z.array(z.string()).max(50).default([]),
  })
  const { emails, mobiles } = read(body, call.body)
  const people = [...call.platform.world.people.values()]
  const list = emails.map((email) => {
    const found = people.find((each) => each.email === email && personInRange(call.platform.world, call.app, each))
    return { email, ...(found ? { user_id: openIdFor(call.platform.world, call.app.id, found.id) } : {}) }
  })
  return { data: { user_list: [...list, ...mobiles.map((mobile) => ({ mobile }))] } }
}
