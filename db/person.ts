import type { OpenId, PersonId } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

export type Person = {
  readonly id: PersonId
  readonly openId: OpenId
  /** As the platform has it, or a placeholder while it is not known (`named` is false then). */
  readonly name: string
  readonly named: boolean
  readonly left: boolean
}

const columns = ['id', 'open_id', 'name', 'left_at'] as const
/** `left_at` as a moment or as its text: it is only asked whether there is one. */
export type PersonRow = { id: PersonId; open_id: OpenId; name: string; left_at: Date | string | null }
export const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  openId: row.open_id,
  name: row.name === '' ? '（未知姓名）' : row.name,
  named: row.name !== '',
  left: row.left_at !== null,
})

/** The person behind an open_id, made on first sight: the platform vouches that they exist, the name comes later. */
export async function meetPerson(tx: Tx, openId: OpenId): Promise<Person> {
  const known = await tx.selectFrom('person').select(columns).where('open_id', '=', openId).executeTakeFirst()
  if (known !== undefined) return toPerson(known)
  await tx
    .insertInto('person')
    .values({ open_id: openId, name: '', left_at: null })
    .onConflict((clash) => clash.doNothing())
    .execute()
  return toPerson(await tx.selectFrom('person').select(columns).where('open_id', '=', openId).executeTakeFirstOrThrow())
}

export async function loadPerson(tx: Tx, id: PersonId): Promise<Person> {
  return toPerson(await tx.selectFrom('person').select(columns).where('id', '=', id).executeTakeFirstOrThrow())
}

export async function findPerson(tx: Tx, openId: OpenId): Promise<Person | null> {
  const row = await tx.selectFrom('person').select(columns).where('open_id', '=', openId).executeTakeFirst()
  return row === undefined ? null : toPerson(row)
}

/** Saves people as the platform names them (an empty name keeps the one we know); who is seen again has not left. */
export async function savePeople(
  tx: Tx,
  people: readonly { readonly person: OpenId; readonly name: string }[],
): Promise<Map<OpenId, PersonId>> {
  const saved = new Map<OpenId, PersonId>()
  const unique = [...new Map(people.map((one) => [one.person, one])).values()]
  // In one order everywhere, or two processes saving the same people could wait for each other.
  for (const one of unique.toSorted((a, b) => (a.person < b.person ? -1 : 1))) {
    const row = await tx
      .insertInto('person')
      .values({ open_id: one.person, name: one.name, left_at: null })
      .onConflict((clash) =>
        clash.column('open_id').doUpdateSet((eb) => ({
          name: eb.fn<string>('coalesce', [
            eb.fn('nullif', [eb.ref('excluded.name'), eb.val('')]),
            eb.ref('person.name'),
          ]),
          left_at: null,
        })),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    saved.set(one.person, row.id)
  }
  return saved
}

/** Notes that somebody has left; false when that was known already, also by what another process is just doing. */
export async function markLeft(tx: Tx, person: PersonId, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('person')
    .set({ left_at: now })
    .where('id', '=', person)
    .where('left_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes somebody out of all departments and groups as we know them. */
export async function takeFromLists(tx: Tx, person: PersonId): Promise<void> {
  await tx.deleteFrom('membership').where('person', '=', person).execute()
  await tx.deleteFrom('chat_member').where('person', '=', person).execute()
}

/** Which of these people are still at the school. */
export async function stillHere(tx: Tx, people: readonly PersonId[]): Promise<Set<PersonId>> {
  if (people.length === 0) return new Set()
  const rows = await tx
    .selectFrom('person')
    .select('id')
    .where('id', 'in', people)
    .where('left_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** These people, in no order in particular. */
export async function loadPeople(tx: Tx, people: readonly PersonId[]): Promise<Person[]> {
  if (people.length === 0) return []
  return (await tx.selectFrom('person').select(columns).where('id', 'in', people).execute()).map(toPerson)
}
