import type { ChatId, OpenId } from '../domain/ids.ts'
import type { Target } from '../ports.ts'
import type { Platform } from './platform.ts'

/** Who is asked to help with the test. */
export type Recipient = { readonly target: Target; readonly place: 'private' | 'group'; readonly name: string }
export type Found =
  | { readonly kind: 'one'; readonly recipient: Recipient }
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  | { readonly kind: 'nobody' }
  /** Looking through all of a county would take minutes. */
  | { readonly kind: 'too-many-departments' }

const mostDepartments = 300

/**
 * Finds whoever `--to` names: an open_id, a chat_id, the name of a group the bot is in, or of somebody in the directory
 * range, as it is written there. Throws MessengerError.
 */
export async function findRecipient({ console, directory }: Platform, to: string): Promise<Found> {
  if (to.startsWith('ou_')) return one(person(to as OpenId, to))
  if (to.startsWith('oc_')) return one(group(to as ChatId, to))
  const groups = (await console.groups()).filter((each) => each.name === to).map((each) => group(each.chat, to))
  const departments = await directory.departments(null, true)
  if (groups.length === 0 && departments.length > mostDepartments) return { kind: 'too-many-departments' }
  const found = new Map(groups.map((each) => [idOf(each), each]))
  const add = (who: OpenId) => found.set(who, person(who, to))
  if (groups.length === 0) {
    for (const { id } of departments) {
      for (const each of await directory.members(id)) if (each.name === to) add(each.person)
    }
    const { people } = await console.range()
    for (const each of await directory.people(people)) if (each.name === to) add(each.person)
  }
  const [first, ...others] = found.values()
  if (first === undefined) return { kind: 'nobody' }
  return others.length === 0 ? one(first) : { kind: 'several', ids: [...found.keys()] }
}

function one(recipient: Recipient): Found {
  return { kind: 'one', recipient }
}

function person(who: OpenId, name: string): Recipient {
  return { target: { to: 'person', person: who }, place: 'private', name }
}

function group(chat: ChatId, name: string): Recipient {
  return { target: { to: 'chat', chat }, place: 'group', name }
}

function idOf({ target }: Recipient): string {
  return target.to === 'person' ? target.person : target.chat
}
