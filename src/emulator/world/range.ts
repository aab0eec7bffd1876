import type { App, Department, Person, World } from './world.ts'

/** A department and everything below it. */
export function subtree(world: World, rootId: string): ReadonlySet<string> {
  const found = new Set([rootId])
  // Departments are added after their parents, but may be moved: go on until nothing is new.
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const each of world.departments.values())
      if (each.parent !== null && found.has(each.parent)) found.add(each.id)
  }
  return found
}

/** Departments in the app's data range: the chosen ones with all below them. */
export function departmentsInRange(world: World, app: App): ReadonlySet<string> {
  if (app.contactRange === 'all') return new Set(world.departments.keys())
  const found = new Set<string>()
  for (const root of app.contactRange.departments) for (const id of subtree(world, root)) found.add(id)
  return found
}

export function personInRange(world: World, app: App, person: Person): boolean {
  if (app.contactRange === 'all') return true
  if (app.contactRange.users.includes(person.id)) return true
  const departments = departmentsInRange(world, app)
  return person.departments.some((id) => departments.has(id))
}

/** Children of a department (null: of the root), in the order of the console. */
export function childrenOf(world: World, parent: string | null, deep: boolean): readonly Department[] {
  const direct = [...world.departments.values()].filter((each) => each.parent === parent)
  const sorted = direct.sort((a, b) => a.order - b.order)
  return deep ? sorted.flatMap((each) => [each, ...childrenOf(world, each.id, true)]) : sorted
}

/** Direct members of a department (null: of the root), those who left excepted. */
export function membersOf(world: World, department: string | null): readonly Person[] {
  return [...world.people.values()].filter(
    (each) =>
      !each.resigned && (department === null ? each.departments.length === 0 : each.departments.includes(department)),
  )
}
