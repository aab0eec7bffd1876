import { openIdFor } from '../world/people.ts'
import type { Person, World } from '../world/world.ts'
import type { Town, TownPerson } from './contract.ts'

/** Who and what there is, as the page shows it: those who have left stand at the end. */
export function townOf(world: World): Pick<Town, 'apps' | 'people'> {
  const apps = [...world.apps.values()]
  const people = [...world.people.values()].toSorted((a, b) => Number(a.resigned) - Number(b.resigned))
  return {
    apps: apps.map(({ id, botName, botOpenId }) => ({ id, botName, botOpenId })),
    people: people.map((person) => personOf(world, person)),
  }
}

function personOf(world: World, person: Person): TownPerson {
  const departments = person.departments.flatMap((id) => world.departments.get(id) ?? [])
  const headed = [...world.departments.values()].filter((each) => each.head === person.id)
  return {
    id: person.id,
    name: person.name,
    jobTitle: person.jobTitle,
    departments: departments.map((each) => each.name),
    headOf: headed.map((each) => each.name),
    resigned: person.resigned,
    openIds: Object.fromEntries([...world.apps.keys()].map((app) => [app, openIdFor(world, app, person.id)])),
  }
}
