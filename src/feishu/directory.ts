import { z } from 'zod'
import type { ChatId, OpenId } from '#src/domain/ids.ts'
import { type Directory, type DirectoryDepartment, type DirectoryPerson, MessengerError } from '#src/ports.ts'
import { type Connection, readAnswer } from './connection.ts'
import { everyPage } from './pages.ts'
import { pathId } from './path-id.ts'

const idTypes = { user_id_type: 'open_id', department_id_type: 'open_department_id' } as const
const root = '0'
/** The whole company is not in this app's range (facts page, section 3.6). */
const notAllowed: ReadonlySet<number | null> = new Set([40004, 40014])
const batchSize = 50

const department = z.object({
  open_department_id: z.string().min(1),
  parent_department_id: z.string().nullish(),
  name: z.string().nullish(),
  leader_user_id: z.string().nullish(),
  status: z.object({ is_deleted: z.boolean().nullish() }).nullish(),
})
const person = z.object({
  open_id: z.string().min(1),
  name: z.string().nullish(),
  status: z.object({ is_resigned: z.boolean().nullish(), is_exited: z.boolean().nullish() }).nullish(),
})
const member = z.object({ member_id: z.string().min(1), name: z.string().nullish() })
/** An empty list may be left out. */
const items = <T>(item: z.ZodType<T>) => z.object({ data: z.object({ items: z.array(item).nullish() }) })
const departmentItems = items(department)
const personItems = items(person)
const memberItems = items(member)
const oneDepartment = z.object({ data: z.object({ department }) })
const range = z.object({ data: z.object({ department_ids: z.array(z.string()).nullish() }) })

/** Who is who, over the platform's API. Everything that fails is a `MessengerError`; a list is whole or an error. */
export function makeDirectory(connection: Connection): Directory {
  return {
    departments: async (under, deep) =>
      named(under === null ? await visible(connection, deep) : await below(connection, under, deep)),
    members: (of) => members(connection, of),
    chatMembers: (chat) => chatMembers(connection, chat),
    people: (who) => people(connection, who),
    person: (who) => onePerson(connection, who),
  }
}

/** From the root; an app that may not see the whole company is told which departments it may, and starts there. */
async function visible(connection: Connection, deep: boolean): Promise<DirectoryDepartment[]> {
  try {
    return await below(connection, root, deep)
  } catch (error) {
    if (!(error instanceof MessengerError) || !notAllowed.has(error.code)) throw error
  }
  const found = new Map<string, DirectoryDepartment>()
  for (const id of await tops(connection)) {
    const top = await one(connection, id)
    const all = top === null ? [] : deep ? [top, ...(await below(connection, id, true))] : [top]
    for (const each of all) found.set(each.id, each)
  }
  return [...found.values()]
}

async function below({ call, client }: Connection, id: string, deep: boolean): Promise<DirectoryDepartment[]> {
  const path = { department_id: departmentPath(id) }
  const params = { ...idTypes, fetch_child: deep, page_size: 50 }
  const pages = await everyPage('departments', departmentItems, (after) =>
    call((auth) => client.contact.v3.department.children({ path, params: { ...params, ...after } }, auth)),
  )
  return pages.flatMap((page) => (page.data.items ?? []).flatMap((each) => ourDepartment(each) ?? []))
}

async function one({ call, client }: Connection, id: string): Promise<DirectoryDepartment | null> {
  const path = { department_id: departmentPath(id) }
  const answer = await call((auth) => client.contact.v3.department.get({ path, params: idTypes }, auth))
  return ourDepartment(readAnswer(oneDepartment, answer, 'department').data.department)
}

async function tops({ call, client }: Connection): Promise<string[]> {
  const params = { ...idTypes, page_size: 100 }
  const pages = await everyPage('directory range', range, (after) =>
    call((auth) => client.contact.v3.scope.list({ params: { ...params, ...after } }, auth)),
  )
  return pages.flatMap((page) => page.data.department_ids ?? [])
}

async function members({ call, client }: Connection, of: string): Promise<DirectoryPerson[]> {
  const params = { ...idTypes, department_id: of, page_size: 50 }
  const pages = await everyPage('members of a department', personItems, (after) =>
    call((auth) => client.contact.v3.user.findByDepartment({ params: { ...params, ...after } }, auth)),
  )
  return pages.flatMap((page) => (page.data.items ?? []).flatMap((each) => ourPerson(each) ?? []))
}

async function chatMembers({ call, client }: Connection, chat: ChatId): Promise<DirectoryPerson[]> {
  const path = { chat_id: pathId(chat) }
  const params = { member_id_type: 'open_id', page_size: 100 } as const
  const pages = await everyPage('members of a chat', memberItems, (after) =>
    call((auth) => client.im.v1.chatMembers.get({ path, params: { ...params, ...after } }, auth)),
  )
  return pages.flatMap((page) =>
    (page.data.items ?? []).map((each) => ({ person: each.member_id as OpenId, name: each.name ?? '' })),
  )
}

async function people({ call, client }: Connection, who: readonly OpenId[]): Promise<DirectoryPerson[]> {
  const all = [...new Set(who)]
  const found: DirectoryPerson[] = []
  for (let from = 0; from < all.length; from += batchSize) {
    const params = { ...idTypes, user_ids: all.slice(from, from + batchSize) }
    const answer = await call((auth) => client.contact.v3.user.batch({ params }, auth))
    const { data } = readAnswer(personItems, answer, 'people')
    found.push(...(data.items ?? []).flatMap((each) => ourPerson(each) ?? []))
  }
  return named(found)
}

async function onePerson({ call, client }: Connection, who: OpenId): ReturnType<Directory['person']> {
  const params = { ...idTypes, user_ids: [who] }
  const answer = await call((auth) => client.contact.v3.user.batch({ params }, auth))
  const [found] = readAnswer(personItems, answer, 'person').data.items ?? []
  if (found === undefined) return null
  const one = { person: who, name: found.name ?? '', left: hasLeft(found) }
  if (!one.left) named([one])
  return one
}

function ourDepartment(each: z.infer<typeof department>): DirectoryDepartment | null {
  if (each.status?.is_deleted) return null
  return {
    id: each.open_department_id,
    // The root itself is in no list.
    parent: each.parent_department_id === root ? null : each.parent_department_id || null,
    name: each.name ?? '',
    head: each.leader_user_id ? (each.leader_user_id as OpenId) : null,
  }
}

/** Resigned, or gone of their own will. An account that is only frozen belongs to somebody who may be back next week. */
function hasLeft({ status }: z.infer<typeof person>): boolean {
  return status?.is_resigned === true || status?.is_exited === true
}

/** Whoever has left is nobody to ask. */
function ourPerson(each: z.infer<typeof person>): DirectoryPerson | null {
  return hasLeft(each) ? null : { person: each.open_id as OpenId, name: each.name ?? '' }
}

/**
 * A name is left out when its scope is missing, without an error (facts page, section 3.6): then all are, and that is one
 * here, where names are what is asked for. A list of members is of use without them.
 */
function named<T extends { readonly name: string }>(list: T[]): T[] {
  if (list.length === 0 || list.some((each) => each.name !== '')) return list
  throw new MessengerError('settings', 'names in the directory (needs contact:user.base:readonly)', 99991672, 200)
}

function departmentPath(id: string): string {
  return id === root ? root : pathId(id)
}
