import type { App, Person, World } from './world.ts'

/** open_id is another one for every app (contact v3, "id kinds"). */
export function openIdFor(world: World, appId: string, personId: string): string {
  return world.ids.of('ou_', appId, personId)
}

type Index = { readonly ids: Map<string, Person>; known: number }
const indexes = new WeakMap<World, Map<string, Index>>()

/** All ids of all people for one app. People are never taken out of the world, so it only grows. */
function indexOf(world: World, appId: string): Map<string, Person> {
  const ofWorld = indexes.get(world) ?? new Map<string, Index>()
  indexes.set(world, ofWorld)
  const index = ofWorld.get(appId) ?? { ids: new Map<string, Person>(), known: 0 }
  ofWorld.set(appId, index)
  if (index.known < world.people.size) {
    for (const person of [...world.people.values()].slice(index.known)) {
      for (const id of [person.id, person.unionId, openIdFor(world, appId, person.id)]) index.ids.set(id, person)
    }
    index.known = world.people.size
  }
  return index.ids
}

/** Who an open_id of this app, a union_id or a user_id belongs to; null when nobody. */
export function personByAnyId(world: World, app: App, id: string): Person | null {
  return indexOf(world, app.id).get(id) ?? null
}

/** Whether an open_id is real, but another app's: those are refused with a code of their own (99992361). */
export function isForeignOpenId(world: World, app: App, id: string): boolean {
  if (!id.startsWith('ou_')) return false
  const others = [...world.apps.values()].filter((each) => each.id !== app.id)
  return others.some((other) => other.botOpenId === id || indexOf(world, other.id).has(id))
}

export function hasScope(app: App, ...anyOf: readonly string[]): boolean {
  const { scopes } = app
  return scopes === 'all' || anyOf.length === 0 || anyOf.some((scope) => scopes.has(scope))
}

/** The three ids of a person as events carry them; user_id needs its scope. */
export function idsOf(world: World, app: App, person: Person): { open_id: string; union_id: string; user_id?: string } {
  return {
    union_id: person.unionId,
    ...(hasScope(app, 'contact:user.employee_id:readonly') ? { user_id: person.id } : {}),
    open_id: openIdFor(world, app.id, person.id),
  }
}
