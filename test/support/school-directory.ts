import type { ChatId, OpenId } from '#src/domain/ids.ts'
import type { Directory, DirectoryDepartment, DirectoryPerson, MessengerError } from '#src/ports.ts'

/** Somebody of the table: the departments they are in by name, and which of them they head. */
export type TablePerson = {
  readonly name: string
  readonly in?: readonly string[]
  readonly heads?: string
  /** The directory still shows them, as somebody who has left. */
  readonly left?: true
}

/** A directory that answers from a small table, as whole lists; it can be told to refuse. */
export type SchoolDirectory = Directory & {
  /** By name: what departments are below what (null: the root). Ids are `od_` and the name. */
  readonly departmentsTable: Map<string, string | null>
  readonly peopleTable: Map<OpenId, TablePerson>
  readonly chats: Map<ChatId, OpenId[]>
  /** What the calls of these names throw from now on. */
  readonly refuses: Map<keyof Directory, MessengerError>
  /** Every call, to see what was asked. */
  readonly asked: string[]
}

export function openIdOf(who: string): OpenId {
  return `ou_${who}` as OpenId
}

/** An empty table; whoever is put in is found at once. */
export function schoolDirectory(): SchoolDirectory {
  const departmentsTable = new Map<string, string | null>()
  const peopleTable = new Map<OpenId, TablePerson>()
  const chats = new Map<ChatId, OpenId[]>()
  const refuses = new Map<keyof Directory, MessengerError>()
  const asked: string[] = []
  const ask = (call: keyof Directory, of: unknown) => {
    asked.push(`${call} ${String(of)}`)
    const trouble = refuses.get(call)
    if (trouble !== undefined) throw trouble
  }
  const named = (who: OpenId): DirectoryPerson[] => {
    const found = peopleTable.get(who)
    return found === undefined ? [] : [{ person: who, name: found.name }]
  }
  const below = (under: string | null, deep: boolean): DirectoryDepartment[] =>
    [...departmentsTable].flatMap(([name, parent]) => {
      if (parent !== under) return []
      const head = [...peopleTable].find(([, one]) => one.heads === name)?.[0] ?? null
      const own = { id: `od_${name}`, parent: parent === null ? null : `od_${parent}`, name, head }
      return deep ? [own, ...below(name, true)] : [own]
    })
  return {
    departmentsTable,
    peopleTable,
    chats,
    refuses,
    asked,
    departments: async (under, deep) => {
      ask('departments', under)
      return below(under === null ? null : under.slice('od_'.length), deep)
    },
    members: async (department) => {
      ask('members', department)
      const name = department === '0' ? '' : department.slice('od_'.length)
      return [...peopleTable].flatMap(([who, one]) => ((one.in ?? []).includes(name) ? named(who) : []))
    },
    chatMembers: async (chat) => {
      ask('chatMembers', chat)
      return (chats.get(chat) ?? []).flatMap(named)
    },
    person: async (who) => {
      ask('person', who)
      const found = peopleTable.get(who)
      return found === undefined ? null : { person: who, name: found.name, left: found.left ?? false }
    },
    people: async (who) => {
      ask('people', who)
      return who.flatMap(named)
    },
  }
}
