import type { Department } from '#db/department.ts'
import { findPerson } from '#db/person.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Scene } from './scene.ts'

/**
 * Somebody of the campaign's departments, chosen from a list (their number), named as only one of them is, or
 * mentioned; null when it is nobody of theirs.
 */
export async function findOwner(
  scene: Scene,
  departments: readonly Department[],
  given: string,
): Promise<PersonId | null> {
  const people = new Map(departments.flatMap((one) => one.people.map((person) => [person.id, person.name])))
  const [mentioned] = scene.via.kind === 'message' ? scene.via.mentioned : []
  if (mentioned !== undefined) {
    const person = await findPerson(scene.tx, mentioned)
    return person !== null && people.has(person.id) ? person.id : null
  }
  const named = [...people].filter(([id, name]) => String(id) === given || name === given)
  return named.length === 1 ? (named[0]?.[0] ?? null) : null
}
