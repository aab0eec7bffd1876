import type { ChatId, PersonId } from '#src/domain/ids.ts'
import type { Standard } from '#src/domain/standard.ts'
import type { Tx } from './tx.ts'

/** What stands before the number of a standard of one's own, so that it is told from the editions of the release. */
const prefix = 'own-'

/** The standards a leading group brought in, the newest first; no other group's. */
export async function ownStandards(tx: Tx, chat: ChatId): Promise<Standard[]> {
  const rows = await tx.selectFrom('own_standard').selectAll().where('chat', '=', chat).orderBy('id', 'desc').execute()
  return rows.map(({ id, title, document_number, duties, ratings }) => ({
    id: `${prefix}${id}`,
    title,
    documentNumber: document_number,
    duties,
    ratings,
  }))
}

/** Null: the group has one of this title, perhaps since this moment. */
export async function insertOwnStandard(
  tx: Tx,
  made: Omit<Standard, 'id'> & { readonly chat: ChatId; readonly person: PersonId },
  now: Date,
): Promise<number | null> {
  const row = await tx
    .insertInto('own_standard')
    .values({
      chat: made.chat,
      title: made.title,
      document_number: made.documentNumber,
      duties: JSON.stringify(made.duties),
      ratings: JSON.stringify(made.ratings),
      by_person: made.person,
      at: now,
    })
    .onConflict((clash) => clash.columns(['chat', 'title']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}
