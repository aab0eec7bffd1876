import { campaignLedBy, campaignsOf } from '#db/campaign.ts'
import { membersReadAt, saveChat, saveMembers } from '#db/chat.ts'
import { findPerson, savePeople } from '#db/person.ts'
import type { CommandName } from '../domain/command.ts'
import type { ChatId, OpenId } from '../domain/ids.ts'
import type { Deps } from './deps.ts'
import { readDirectory } from './read-directory.ts'

/** Who is in a chat is read again when it is older than this; roles hang on it. */
const membersLastMs = 5 * 60_000
/** In private a person's groups are read again; nobody is in more campaigns than this. */
const mostCampaigns = 5

/**
 * Reads from the platform what answering a message will need, before its transaction: names, who is in the leading group,
 * and for the division the directory. Throws MessengerError when the platform gives no answer.
 */
export async function refresh(
  deps: Deps,
  asked: { readonly sender: OpenId; readonly chat: ChatId | null; readonly command: CommandName | null },
  now: Date,
): Promise<void> {
  await meet(deps, asked.sender)
  if (asked.command === null) return
  const led = await campaignsAround(deps, asked)
  const chats = new Set([...(asked.chat === null ? [] : [asked.chat]), ...led.map((one) => one.leadingChat)])
  for (const chat of chats) await readMembers(deps, chat, now)
  if (asked.command !== 'assign') return
  const campaign = led.find((one) => one.leadingChat === asked.chat) ?? led[0]
  if (campaign !== undefined && campaign.status !== 'closed') await readDirectory(deps, campaign.id, now)
}

/** A name is asked for once, when somebody is first seen; later changes come as events. */
async function meet(deps: Deps, openId: OpenId): Promise<void> {
  const known = await deps.db.transaction().execute((tx) => findPerson(tx, openId))
  if (known?.named === true) return
  await readPerson(deps, openId)
}

/** Reads somebody's name again. */
export async function readPerson(deps: Deps, openId: OpenId): Promise<void> {
  const people = await deps.directory.people([openId])
  await deps.db.transaction().execute((tx) => savePeople(tx, people))
}

function campaignsAround(deps: Deps, asked: { readonly sender: OpenId; readonly chat: ChatId | null }) {
  return deps.db.transaction().execute(async (tx) => {
    const led = asked.chat === null ? null : await campaignLedBy(tx, asked.chat)
    if (led !== null) return [led]
    const person = await findPerson(tx, asked.sender)
    const own = person === null ? [] : await campaignsOf(tx, person.id)
    return own.filter((one) => one.status !== 'closed').slice(0, mostCampaigns)
  })
}

/** Reads a group's members when what we know is old. */
async function readMembers(deps: Deps, chat: ChatId, now: Date): Promise<void> {
  const readAt = await deps.db.transaction().execute((tx) => membersReadAt(tx, chat))
  if (readAt !== null && Math.abs(now.getTime() - readAt.getTime()) < membersLastMs) return
  const members = await deps.directory.chatMembers(chat)
  await deps.db.transaction().execute(async (tx) => {
    await saveChat(tx, chat, '')
    const people = await savePeople(tx, members)
    await saveMembers(tx, chat, [...people.values()], now)
  })
}
