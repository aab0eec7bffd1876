import type { World } from '../world/world.ts'

/** Something of the world by its id, or by anything that has one. */
export type Ref = string | { readonly id: string }

export function idOf(ref: Ref): string {
  return typeof ref === 'string' ? ref : ref.id
}

type Kinds = 'apps' | 'departments' | 'people' | 'chats' | 'messages' | 'files'
type Of<K extends Kinds> = World[K] extends Map<string, infer T> ? T : never

/** The thing itself; throws when there is none, because a control call with a wrong id is a slip of the caller. */
export function the<K extends Kinds>(world: World, kind: K, ref: Ref): Of<K> {
  const found = world[kind].get(idOf(ref))
  if (found === undefined) throw new Error(`nothing among ${kind} has the id ${idOf(ref)}`)
  return found as Of<K>
}
