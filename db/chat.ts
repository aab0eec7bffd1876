import type { ChatId, OpenId, PersonId } from '#src/domain/ids.ts'
import type { GroupMember } from '#src/domain/leading-group.ts'
import { fixed, write } from './statement.ts'
import type { Tx } from './tx.ts'

/** A group the bot is in; private chats are not kept, so a chat that is not here is private. */
export async function saveChat(tx: Tx, chat: ChatId, name: string): Promise<void> {
  await tx
    .insertInto('chat')
    .values({ id: chat, name, bot_left_at: null, members_read_at: null })
    .onConflict((clash) =>
      clash.column('id').doUpdateSet((eb) => ({
        name: eb.fn<string>('coalesce', [eb.fn('nullif', [eb.ref('excluded.name'), eb.val('')]), eb.ref('chat.name')]),
        bot_left_at: null,
      })),
    )
    .execute()
}

export async function markBotLeft(tx: Tx, chat: ChatId, now: Date): Promise<void> {
  await tx.updateTable('chat').set({ bot_left_at: now }).where('id', '=', chat).execute()
}

/** When the members of a chat were last read from the platform; null for never. */
export async function membersReadAt(tx: Tx, chat: ChatId): Promise<Date | null> {
  const row = await tx.selectFrom('chat').select('members_read_at').where('id', '=', chat).executeTakeFirst()
  return row?.members_read_at ?? null
}

/**
 * Leading groups of campaigns that are run or whose issues still are, with the bot in them, whose members were read
 * before a moment: those read last first, so that one which always refuses keeps nobody from their turn.
 */
export async function leadingChatsReadBefore(tx: Tx, moment: Date, most: number): Promise<ChatId[]> {
  const rows = await tx
    .selectFrom('chat')
    .select('id')
    .where('bot_left_at', 'is', null)
    .where('members_read_at', '<', moment)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('campaign')
          .select('campaign.id')
          .whereRef('campaign.leading_chat', '=', 'chat.id')
          .where((one) =>
            one.or([
              one('campaign.status', '<>', 'closed'),
              one.exists(
                one
                  .selectFrom('issue')
                  .select('issue.id')
                  .whereRef('issue.campaign', '=', 'campaign.id')
                  .where('issue.state', 'in', ['open', 'awaiting']),
              ),
            ]),
          ),
      ),
    )
    .orderBy('members_read_at', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => row.id)
}

/** Replaces what we know of a chat's members by what the platform says now. */
export async function saveMembers(tx: Tx, chat: ChatId, people: readonly PersonId[], now: Date): Promise<void> {
  await tx.updateTable('chat').set({ members_read_at: now }).where('id', '=', chat).execute()
  await tx.deleteFrom('chat_member').where('chat', '=', chat).execute()
  if (people.length === 0) return
  await tx
    .insertInto('chat_member')
    .values(people.map((person) => ({ chat, person })))
    .onConflict((clash) => clash.doNothing())
    .execute()
}

const seeing = fixed((db, { chat, person }: { chat: ChatId; person: PersonId }) =>
  db
    .insertInto('chat_member')
    .values({ chat, person })
    .onConflict((clash) => clash.doNothing()),
)

/** Whoever writes or presses in a chat is a member of it: the platform vouches for both. */
export async function seenInChat(tx: Tx, chat: ChatId, person: PersonId): Promise<void> {
  await write(tx, seeing({ chat, person }))
}

/** The groups somebody is in, as far as their members were read since a moment. */
export async function chatsReadSince(tx: Tx, person: PersonId, moment: Date): Promise<ChatId[]> {
  const rows = await tx
    .selectFrom('chat_member')
    .innerJoin('chat', 'chat.id', 'chat_member.chat')
    .select('chat.id')
    .where('chat_member.person', '=', person)
    .where('chat.members_read_at', '>=', moment)
    .execute()
  return rows.map((row) => row.id)
}

export async function isMember(tx: Tx, chat: ChatId, person: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('chat_member')
    .select('chat')
    .where('chat', '=', chat)
    .where('person', '=', person)
    .executeTakeFirst()
  return row !== undefined
}

/** The members of a chat in the order in which we met them; a name not known yet is ''. */
export async function chatMembers(tx: Tx, chat: ChatId): Promise<GroupMember[]> {
  return tx
    .selectFrom('chat_member')
    .innerJoin('person', 'person.id', 'chat_member.person')
    .select(['person.id', 'person.open_id as openId', 'person.name'])
    .where('chat', '=', chat)
    .where('person.left_at', 'is', null)
    .orderBy('person.id')
    .execute()
}

export async function memberIds(tx: Tx, chat: ChatId): Promise<PersonId[]> {
  const rows = await tx.selectFrom('chat_member').select('person').where('chat', '=', chat).orderBy('person').execute()
  return rows.map((row) => row.person)
}

/** The members of a chat as the platform calls them. */
export async function memberOpenIds(tx: Tx, chat: ChatId): Promise<OpenId[]> {
  const rows = await tx
    .selectFrom('chat_member')
    .innerJoin('person', 'person.id', 'chat_member.person')
    .select('person.open_id as id')
    .where('chat', '=', chat)
    .orderBy('person.id')
    .execute()
  return rows.map((row) => row.id)
}

/** The only member of a chat with this name; null when there is none or more than one. */
export async function memberNamed(tx: Tx, chat: ChatId, name: string): Promise<PersonId | null> {
  const rows = await tx
    .selectFrom('chat_member')
    .innerJoin('person', 'person.id', 'chat_member.person')
    .select('person.id')
    .where('chat', '=', chat)
    .where('person.name', '=', name)
    .limit(2)
    .execute()
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}

/** The members of these chats whose lists were read since a moment (null: whenever), those who left the school not. */
export async function membersOf(
  tx: Tx,
  chats: readonly ChatId[],
  readSince: Date | null,
): Promise<{ chat: ChatId; person: PersonId }[]> {
  if (chats.length === 0) return []
  const all = tx
    .selectFrom('chat_member')
    .innerJoin('chat', 'chat.id', 'chat_member.chat')
    .innerJoin('person', 'person.id', 'chat_member.person')
    .select(['chat_member.chat', 'chat_member.person'])
    .where('chat_member.chat', 'in', chats)
    .where('person.left_at', 'is', null)
    .orderBy('chat_member.person')
  return (readSince === null ? all : all.where('chat.members_read_at', '>=', readSince)).execute()
}
