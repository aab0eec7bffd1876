import { type Campaign, loadCampaign } from '#db/campaign.ts'
import { memberIds } from '#db/chat.ts'
import { saveDepartments } from '#db/department.ts'
import { savePeople } from '#db/person.ts'
import type { CampaignId } from '../domain/ids.ts'
import { type Directory, type DirectoryDepartment, type DirectoryPerson, MessengerError } from '../ports.ts'
import type { Deps } from './deps.ts'

type Staffed = DirectoryDepartment & { readonly people: readonly DirectoryPerson[] }

/** Requests to the directory under way at once: it allows far more, but other schools ask too. */
const atOnce = 5
const root = '0'

/**
 * Reads a school's departments and their people from the platform and keeps them with the campaign. Where the directory
 * shows nothing (a small range, a missing permission), the members of the leading group are taken as one department.
 * Throws MessengerError when the platform does not answer: what is known stays as it is.
 */
export async function readDirectory(deps: Deps, id: CampaignId, now: Date): Promise<void> {
  const campaign = await deps.db.transaction().execute((tx) => loadCampaign(tx, id))
  const staffed = (await readSchool(deps.directory, campaign)).filter(
    (one) => one.people.length > 0 || one.head !== null,
  )
  await deps.db.transaction().execute(async (tx) => {
    if (staffed.every((one) => one.people.length === 0)) {
      const people = await memberIds(tx, campaign.leadingChat)
      const group = { directoryId: campaign.leadingChat, name: campaign.school, head: null, people }
      return saveDepartments(tx, id, people.length === 0 ? [] : [group], now)
    }
    const everybody = staffed.flatMap((one) => [
      ...one.people,
      ...(one.head === null ? [] : [{ person: one.head, name: '' }]),
    ])
    const ids = await savePeople(tx, namedLast(everybody))
    await saveDepartments(
      tx,
      id,
      staffed.map((one) => ({
        directoryId: one.id,
        name: one.name,
        head: one.head === null ? null : (ids.get(one.head) ?? null),
        people: one.people.flatMap(({ person }) => ids.get(person) ?? []),
      })),
      now,
    )
  })
}

/** Of one person seen several times the entry with a name wins. */
function namedLast(people: readonly DirectoryPerson[]): DirectoryPerson[] {
  return people.toSorted((a, b) => Number(a.name !== '') - Number(b.name !== ''))
}

/**
 * The departments of one school. In the tenant of a county the school is itself a department, found by the name given at
 * set-up; otherwise everything the app may see is the school, people directly under the root included.
 */
async function readSchool(directory: Directory, campaign: Campaign): Promise<Staffed[]> {
  try {
    const top = await directory.departments(null, false)
    const itself = top.find((one) => one.name.trim() === campaign.school)
    const below = await directory.departments(itself?.id ?? null, true)
    const own = itself ?? { id: root, parent: null, name: campaign.school, head: null }
    return await withPeople(directory, [own, ...below])
  } catch (error) {
    // No permission to read is an answer ("nothing to see here"); no answer at all is not.
    if (error instanceof MessengerError && (error.kind === 'settings' || error.kind === 'content')) return []
    throw error
  }
}

async function withPeople(directory: Directory, departments: readonly DirectoryDepartment[]): Promise<Staffed[]> {
  const staffed: Staffed[] = []
  for (let from = 0; from < departments.length; from += atOnce) {
    const some = departments.slice(from, from + atOnce)
    staffed.push(
      ...(await Promise.all(some.map(async (one) => ({ ...one, people: await peopleOf(directory, one.id) })))),
    )
  }
  return staffed
}

/** A department the app may not look into counts as empty: the others still can be used. */
async function peopleOf(directory: Directory, department: string): Promise<DirectoryPerson[]> {
  try {
    return await directory.members(department)
  } catch (error) {
    if (error instanceof MessengerError && (error.kind === 'settings' || error.kind === 'content')) return []
    throw error
  }
}
