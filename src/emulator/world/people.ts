import type { App, Person, World } from './world.ts'

/** open_id is another one for every app (contact v3, "id kinds"). */
export function openIdFor(world: World, appId: string, personId: string): string {
  return world.ids.of('ou_', appId, personId)
}

/** Who an open_id of this app, a union_id or a user_id belongs to; null when nobody. */
export function personByAnyId(world: World, app: App, id: string): Person | null {
  for (const person of world.people.values()) {
    if (person.id === id || person.unionId === id || openIdFor(world, app.id, person.id) === id) return person
  }
  return null
}

/** Whether an open_id is real, but another app's: those are refused with a code of their own (99992361). */
export function isForeignOpenId(world: World, app: App, id: string): boolean {
  for (const other of world.apps.values()) {
    if (other.id === app.id) continue
    if (other.botOpenId === id) return true
    for (const person of world.people.values()) if (openIdFor(world, other.id, person.id) === id) return true
  }
  return false
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
