import { sql } from 'kysely'
import type { CampaignId, DepartmentId, PersonId } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

export type Department = {
  readonly id: DepartmentId
  readonly name: string
  readonly heads: readonly { readonly id: PersonId; readonly name: string }[]
  /** Everybody in it, heads included, in the order in which they were first seen. */
  readonly people: readonly { readonly id: PersonId; readonly name: string }[]
}

/** A campaign's departments as last read, without those that have gone; people who left are not among them. */
export async function loadDepartments(tx: Tx, campaign: CampaignId): Promise<Department[]> {
  const rows = await tx
    .selectFrom('department')
    .leftJoin('membership', 'membership.department', 'department.id')
    .leftJoin('person', (join) => join.onRef('person.id', '=', 'membership.person').on('person.left_at', 'is', null))
    .select(['department.id', 'department.name', 'membership.is_head', 'person.id as person', 'person.name as called'])
    .where('department.campaign', '=', campaign)
    .where('department.gone_at', 'is', null)
    .orderBy('department.id')
    .orderBy('person.id')
    .execute()
  const departments = new Map<DepartmentId, Department>()
  for (const row of rows) {
    const known = departments.get(row.id) ?? { id: row.id, name: row.name, heads: [], people: [] }
    const one = row.person === null ? [] : [{ id: row.person, name: row.called ?? '' }]
    departments.set(row.id, {
      ...known,
      heads: row.is_head === true ? [...known.heads, ...one] : known.heads,
      people: [...known.people, ...one],
    })
  }
  return [...departments.values()]
}

/**
 * Replaces a campaign's departments and memberships by what the directory says. Those it no longer has stay, marked gone
 * and without anybody in them: requirements may still lie there.
 */
export async function saveDepartments(
  tx: Tx,
  campaign: CampaignId,
  departments: readonly {
    readonly directoryId: string
    readonly name: string
    readonly head: PersonId | null
    /** Null: not told this time; whoever was in it still is. */
    readonly people: readonly PersonId[] | null
  }[],
  now: Date,
): Promise<void> {
  await tx.updateTable('department').set({ gone_at: now }).where('campaign', '=', campaign).execute()
  for (const one of departments) {
    const { id } = await tx
      .insertInto('department')
      .values({ campaign, directory_id: one.directoryId, name: one.name, gone_at: null })
      .onConflict((clash) => clash.columns(['campaign', 'directory_id']).doUpdateSet({ name: one.name, gone_at: null }))
      .returning('id')
      .executeTakeFirstOrThrow()
    if (one.people !== null) await tx.deleteFrom('membership').where('department', '=', id).execute()
    const people = [...new Set([...(one.head === null ? [] : [one.head]), ...(one.people ?? [])])]
    if (people.length === 0) continue
    await tx
      .insertInto('membership')
      .values(people.map((person) => ({ department: id, person, is_head: person === one.head })))
      .onConflict((clash) =>
        clash.columns(['department', 'person']).doUpdateSet((eb) => ({ is_head: eb.ref('excluded.is_head') })),
      )
      .execute()
  }
  const gone = tx
    .selectFrom('department')
    .select('id')
    .where('campaign', '=', campaign)
    .where('gone_at', 'is not', null)
  await tx.deleteFrom('membership').where('department', 'in', gone).execute()
}

/** What the directory calls the departments a campaign has, those that have gone left out. */
export async function directoryIdsOf(tx: Tx, campaign: CampaignId): Promise<string[]> {
  const rows = await tx
    .selectFrom('department')
    .select('directory_id as id')
    .where('campaign', '=', campaign)
    .where('gone_at', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}

/** Departments of a campaign in which somebody is, those that have gone left out, with whether they head it. */
export async function departmentsOf(
  tx: Tx,
  campaign: CampaignId,
  person: PersonId,
): Promise<{ id: DepartmentId; name: string; isHead: boolean }[]> {
  const rows = await tx
    .selectFrom('membership')
    .innerJoin('department', 'department.id', 'membership.department')
    .select(['department.id', 'department.name', 'membership.is_head as isHead'])
    .where('department.campaign', '=', campaign)
    .where('membership.person', '=', person)
    .where('department.gone_at', 'is', null)
    .orderBy(sql`membership.is_head desc`)
    .orderBy('department.id')
    .execute()
  return rows
}

/** Who heads each of these departments, as far as they are still at the school. */
export async function headsOf(
  tx: Tx,
  departments: readonly DepartmentId[],
): Promise<{ department: DepartmentId; person: PersonId }[]> {
  if (departments.length === 0) return []
  return tx
    .selectFrom('membership')
    .innerJoin('department', 'department.id', 'membership.department')
    .innerJoin('person', 'person.id', 'membership.person')
    .select(['membership.department', 'membership.person'])
    .where('membership.department', 'in', departments)
    .where('membership.is_head', '=', true)
    .where('department.gone_at', 'is', null)
    .where('person.left_at', 'is', null)
    .orderBy('membership.person')
    .execute()
}

/** What a campaign's departments are called, those that have gone among them: something may still lie there. */
export async function departmentNames(tx: Tx, campaign: CampaignId): Promise<Map<DepartmentId, string>> {
  const rows = await tx.selectFrom('department').select(['id', 'name']).where('campaign', '=', campaign).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
