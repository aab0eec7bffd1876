import { type Campaign, changeCampaign, loadCampaign, lockCampaign } from '#db/campaign.ts'
import { memberIds, memberOpenIds } from '#db/chat.ts'
import { directoryIdsOf, saveDepartments } from '#db/department.ts'
import { loadPerson, savePeople } from '#db/person.ts'
import type { DirectoryGap } from '#db/schema.ts'
import type { Tx } from '#db/tx.ts'
import type { CampaignId } from '../domain/ids.ts'
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
  await deps.db.transaction().execute(async (tx) => {
    const campaign = await lockCampaign(tx, id)
    if (campaign === null) return
    await changeCampaign(tx, id, { directoryGap: await keep(tx, campaign, found, now) })
  })
}

/** Keeps what was found; answers why it could not be. */
async function keep(tx: Tx, campaign: Campaign, found: FoundSchool, now: Date): Promise<DirectoryGap | null> {
  if (found.kind === 'gap') return found.gap
  const known = new Set(await directoryIdsOf(tx, campaign.id))
  if (found.kind === 'school' && found.departments.some((one) => (one.people ?? []).length > 0)) {
    await keepSchool(tx, campaign, found.departments, known, now)
    return null
  }
  if ([...known].some((one) => one !== campaign.leadingChat)) return 'directory-unread'
  const people = await memberIds(tx, campaign.leadingChat)
  const group = { directoryId: campaign.leadingChat, name: campaign.school, head: null, people }
  await saveDepartments(tx, campaign.id, people.length === 0 ? [] : [group], now)
  return null
}

/** Departments without people and without a head are left out; one that may not be looked into keeps whom it had. */
async function keepSchool(
  tx: Tx,
  campaign: Campaign,
  departments: readonly Staffed[],
  known: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const used = departments.filter((one) =>
    one.people === null ? one.head !== null || known.has(one.id) : one.people.length > 0 || one.head !== null,
  )
  const ids = await savePeople(
    tx,
    namedLast(
      used.flatMap((one) => [...(one.people ?? []), ...(one.head === null ? [] : [{ person: one.head, name: '' }])]),
    ),
  )
  await saveDepartments(
    tx,
    campaign.id,
    used.map((one) => ({
      directoryId: one.id,
      name: one.name,
      head: one.head === null ? null : (ids.get(one.head) ?? null),
      people: one.people?.flatMap(({ person }) => ids.get(person) ?? []) ?? null,
    })),
    now,
  )
}

/** Of one person seen several times the entry with a name wins. */
function namedLast(people: readonly DirectoryPerson[]): DirectoryPerson[] {
  return people.toSorted((a, b) => Number(a.name !== '') - Number(b.name !== ''))
}
