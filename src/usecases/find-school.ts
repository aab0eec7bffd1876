import { unnamedDepartment } from '#cards/words.ts'
import type { DirectoryGap } from '#db/schema.ts'
import type { OpenId } from '../domain/ids.ts'
import { looksLikeOneSchool, mostDepartments, sameName } from '../domain/school.ts'
import { type Directory, type DirectoryDepartment, type DirectoryPerson, MessengerError } from '../ports.ts'

/** A department and who is in it; `people` null: the app may not look into it. */
export type Staffed = DirectoryDepartment & { readonly people: readonly DirectoryPerson[] | null }
/** A school by the name given at set-up, and those it must be the school of: the leading group and the coordinator. */
export type Wanted = { readonly school: string; readonly leaders: readonly OpenId[] }
/** `nothing`: the directory shows nobody, for want of a permission or because it is empty. */
export type FoundSchool =
  | { readonly kind: 'school'; readonly departments: readonly Staffed[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'gap'; readonly gap: DirectoryGap }

/** Requests to the directory under way at once: it allows far more, but other schools ask too. */
const atOnce = 5
/** Departments of one name that are looked into; a school's own is hardly ever shared. */
const mostNamesakes = 5
const root = '0'

/**
 * The departments of one school (decision 0010). In the tenant of a county the school is itself a department, at any
 * depth, found by its name, and somebody of the leading group has to be in it; otherwise everything the app may see is
 * the school, people directly under the root included, but only where that can be one school. Who is in the departments
 * is asked of those alone. Throws MessengerError when the platform does not answer, or refuses for any other reason than
 * a missing permission.
 */
export async function findSchool(directory: Directory, wanted: Wanted): Promise<FoundSchool> {
  const all = await orNotAllowed(directory.departments(null, true))
  if (all === null) return { kind: 'nothing' }
  const namesakes = all.filter((one) => sameName(one.name, wanted.school))
  return namesakes.length === 0 ? wholeTenant(directory, all, wanted) : oneOf(directory, namesakes, wanted)
}

async function oneOf(
  directory: Directory,
  namesakes: readonly DirectoryDepartment[],
  { leaders }: Wanted,
): Promise<FoundSchool> {
  let shown = false
  for (const itself of namesakes.slice(0, mostNamesakes)) {
    const below = (await orNotAllowed(directory.departments(itself.id, true))) ?? []
    // More than a school has: the whole county, or the bureau above it.
    if (below.length > mostDepartments) return { kind: 'gap', gap: 'school-not-found' }
    const departments = await withPeople(directory, [itself, ...below])
    const inside = everybody(departments)
    if (leaders.some((one) => inside.has(one))) return { kind: 'school', departments }
    shown ||= departments.some((one) => one.people !== null && one.people.length > 0)
  }
  return shown ? { kind: 'gap', gap: 'not-of-school' } : { kind: 'nothing' }
}

/** Half of the leading group, so that a school in the range of an app is not taken for another that is not. */
async function wholeTenant(
  directory: Directory,
  all: readonly DirectoryDepartment[],
  { school, leaders }: Wanted,
): Promise<FoundSchool> {
  if (!looksLikeOneSchool(all.map((one) => one.name))) return { kind: 'gap', gap: 'school-not-found' }
  const departments = await withPeople(directory, [{ id: root, parent: null, name: school, head: null }, ...all])
  if (departments.every((one) => one.people === null || one.people.length === 0)) return { kind: 'nothing' }
  const readable = (await orNotAllowed(directory.people(leaders)))?.map((one) => one.person) ?? leaders
  const inside = everybody(departments)
  const ours = readable.filter((one) => inside.has(one)).length
  return ours > 0 && ours * 2 >= readable.length
    ? { kind: 'school', departments }
    : { kind: 'gap', gap: 'school-not-found' }
}

function everybody(departments: readonly Staffed[]): Set<OpenId> {
  return new Set(
    departments.flatMap((one) => [
      ...(one.people ?? []).map(({ person }) => person),
      ...(one.head === null ? [] : [one.head]),
    ]),
  )
}

async function withPeople(directory: Directory, departments: readonly DirectoryDepartment[]): Promise<Staffed[]> {
  const staffed: Staffed[] = []
  for (let from = 0; from < departments.length; from += atOnce) {
    const some = departments.slice(from, from + atOnce).map(async (one) => ({
      ...one,
      name: one.name.trim() === '' ? unnamedDepartment : one.name,
      people: await orNotAllowed(directory.members(one.id)),
    }))
    staffed.push(...(await Promise.all(some)))
  }
  return staffed
}

/** No permission to read is an answer, null; no answer at all, or a refusal nobody knows, is not. */
async function orNotAllowed<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof MessengerError && error.kind === 'settings' && error.code !== null) return null
    throw error
  }
}
