import { type Campaign, changeCampaign, loadCampaign, lockCampaign } from '#db/campaign.ts'
import { memberIds, memberOpenIds } from '#db/chat.ts'
import { directoryIdsOf, saveDepartments } from '#db/department.ts'
import { loadPerson, savePeople } from '#db/person.ts'
import type { DirectoryGap } from '#db/schema.ts'
import type { Tx } from '#db/tx.ts'
import type { CampaignId, OpenId, PersonId } from '../domain/ids.ts'
import { type DirectoryPerson, MessengerError } from '../ports.ts'
import type { Deps } from './deps.ts'
import { type FoundSchool, findSchool, type Staffed } from './find-school.ts'

/**
 * Reads a school's departments and their people from the platform and keeps them with the campaign. Where the directory
 * shows nothing (a small range, a missing permission), the members of the leading group are taken as one department, but
 * only by a campaign that knows no others. Otherwise what is known stays as it is, and the campaign notes why. Throws
 * MessengerError when the platform does not answer (nothing is noted then) or refuses for a reason nobody knows.
 */
export async function readDirectory(deps: Deps, id: CampaignId, now: Date): Promise<void> {
  const wanted = await deps.db.transaction().execute(async (tx) => {
    const campaign = await loadCampaign(tx, id)
    const coordinator = await loadPerson(tx, campaign.coordinator)
    const leaders = new Set([...(await memberOpenIds(tx, campaign.leadingChat)), coordinator.openId])
    return { school: campaign.school, leaders: [...leaders] }
  })
  const found = await findSchool(deps.directory, wanted).catch(async (error: unknown) => {
    if (error instanceof MessengerError && error.kind !== 'again' && error.kind !== 'unknown') {
      await deps.db.transaction().execute((tx) => changeCampaign(tx, id, { directoryGap: 'directory-unread' }))
    }
    throw error
  })
  const people = found.kind === 'school' ? await withNames(deps, everybody(found.departments)) : []
  await deps.db.transaction().execute(async (tx) => {
    // People before the campaign: somebody new who presses meanwhile is written down first and then waits for it.
    const ids = await savePeople(tx, people)
    const campaign = await lockCampaign(tx, id)
    if (campaign === null) return
    await changeCampaign(tx, id, { directoryGap: await keep(tx, campaign, found, ids, now) })
  })
}

/** Keeps what was found; answers why it could not be. */
async function keep(
  tx: Tx,
  campaign: Campaign,
  found: FoundSchool,
  ids: ReadonlyMap<OpenId, PersonId>,
  now: Date,
): Promise<DirectoryGap | null> {
  if (found.kind === 'gap') return found.gap
  const known = new Set(await directoryIdsOf(tx, campaign.id))
  if (found.kind === 'school' && found.departments.some((one) => (one.people ?? []).length > 0)) {
    await saveDepartments(tx, campaign.id, asKept(found.departments, known, ids), now)
    return null
  }
  if ([...known].some((one) => one !== campaign.leadingChat)) return 'directory-unread'
  const people = await memberIds(tx, campaign.leadingChat)
  const group = { directoryId: campaign.leadingChat, name: campaign.school, head: null, people }
  await saveDepartments(tx, campaign.id, people.length === 0 ? [] : [group], now)
  return null
}

/** Departments without people and without a head are left out; one that may not be looked into keeps whom it had. */
function asKept(
  departments: readonly Staffed[],
  known: ReadonlySet<string>,
  ids: ReadonlyMap<OpenId, PersonId>,
): Parameters<typeof saveDepartments>[2] {
  const used = departments.filter(({ id, head, people }) => {
    return head !== null || (people === null ? known.has(id) : people.length > 0)
  })
  return used.map(({ id, name, head, people }) => ({
    directoryId: id,
    name,
    head: head === null ? null : (ids.get(head) ?? null),
    people: people?.flatMap(({ person }) => ids.get(person) ?? []) ?? null,
  }))
}

/** Whoever a list leaves nameless is asked for by name; who stays nameless can be given work all the same. */
async function withNames(deps: Deps, people: readonly DirectoryPerson[]): Promise<DirectoryPerson[]> {
  const named = new Set(people.filter((one) => one.name !== '').map((one) => one.person))
  const nameless = [...new Set(people.map((one) => one.person).filter((one) => !named.has(one)))]
  if (nameless.length === 0) return [...people]
  const asked = await deps.directory.people(nameless).catch((error: unknown) => {
    if (error instanceof MessengerError) return []
    throw error
  })
  return [...people, ...asked.filter((one) => one.name !== '')]
}

/** Of one person seen several times the entry with a name comes last, and wins. */
function everybody(departments: readonly Staffed[]): DirectoryPerson[] {
  const all = departments.flatMap(({ head, people }) => [
    ...(people ?? []),
    ...(head === null ? [] : [{ person: head, name: '' }]),
  ])
  return all.toSorted((a, b) => Number(a.name !== '') - Number(b.name !== ''))
}
