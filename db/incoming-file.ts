import type { CampaignId, ChatId, FileId, MessageId, PersonId } from '#src/domain/ids.ts'
import type { Expected, FilePurpose } from '#src/domain/incoming-file.ts'
import type { Tx } from './tx.ts'

/** A file for the bot's tables, as it was sent, for whoever fetches and reads it. */
export type IncomingFile = {
  readonly id: FileId
  readonly person: PersonId
  readonly purpose: FilePurpose
  readonly campaign: CampaignId | null
  readonly chat: ChatId | null
  readonly name: string
  readonly message: MessageId
  readonly key: string
}

/** Notes that somebody was asked for a file; what they were asked for before is forgotten. */
export async function expectFile(tx: Tx, person: PersonId, { askedAt, ...about }: Expected): Promise<void> {
  const asked = { ...about, asked_at: askedAt }
  await tx
    .insertInto('expected_file')
    .values({ person, ...asked })
    .onConflict((clash) => clash.column('person').doUpdateSet(asked))
    .execute()
}

export async function expectedOf(tx: Tx, person: PersonId): Promise<Expected | null> {
  const row = await tx.selectFrom('expected_file').selectAll().where('person', '=', person).executeTakeFirst()
  if (row === undefined) return null
  const { purpose, campaign, chat, asked_at: askedAt } = row
  return { purpose, campaign, chat, askedAt }
}

export async function forgetExpected(tx: Tx, person: PersonId): Promise<void> {
  await tx.deleteFrom('expected_file').where('person', '=', person).execute()
}

/** Notes that a file has come. Null when it is known already. */
export async function insertIncoming(tx: Tx, file: Omit<IncomingFile, 'id'>, now: Date): Promise<FileId | null> {
  const row = await tx
    .insertInto('incoming_file')
    .values({ ...file, received_at: now, settled_at: null })
    .onConflict((clash) => clash.columns(['message', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** A file nothing has come of yet; null when its sender has had an answer. */
export async function findUnread(tx: Tx, id: FileId): Promise<IncomingFile | null> {
  return (await unread(tx, id).executeTakeFirst()) ?? null
}

/** Like findUnread, held until the transaction ends: of two runs of its job the second finds it answered. */
export async function lockUnread(tx: Tx, id: FileId): Promise<IncomingFile | null> {
  return (await unread(tx, id).forNoKeyUpdate().executeTakeFirst()) ?? null
}

function unread(tx: Tx, id: FileId) {
  return tx
    .selectFrom('incoming_file')
    .select(['id', 'person', 'purpose', 'campaign', 'chat', 'name', 'message', 'key'])
    .where('id', '=', id)
    .where('settled_at', 'is', null)
}

export async function markRead(tx: Tx, id: FileId, now: Date): Promise<void> {
  await tx.updateTable('incoming_file').set({ settled_at: now }).where('id', '=', id).execute()
}
