import { type Campaign, campaignLedBy, campaignsOf } from '#db/campaign.ts'
import { leadingChatsReadBefore, membersReadAt, saveChat, saveMembers } from '#db/chat.ts'
import { findPerson, savePeople } from '#db/person.ts'
import type { CommandName } from '../domain/command.ts'
import type { ChatId, OpenId } from '../domain/ids.ts'
import { MessengerError } from '../ports.ts'
import type { Deps } from './deps.ts'
import { personLeaves } from './person-leaves.ts'
import { readDirectory } from './read-directory.ts'

/** Who is in a chat is read again when it is older than this; roles hang on it. */
const membersLastMs = 5 * 60_000
/** In private a person's groups are read again; nobody is in more campaigns than this. */
const mostCampaigns = 5

/**
 * Reads from the platform what answering a message will need, before its transaction: names, who is in the leading group,
 * and for the division the directory. Throws MessengerError when the platform gives no answer; what it refuses to tell
 * keeps nobody from asking for the rest, and is thrown at the end.
 */
export async function refresh(
  deps: Deps,
  asked: { readonly sender: OpenId; readonly chat: ChatId | null; readonly command: CommandName | null },
  now: Date,
): Promise<void> {
  const refusals: MessengerError[] = []
  const orRefused = (reading: Promise<void>) =>
    reading.catch((error: unknown) => {
      if (!(error instanceof MessengerError) || error.kind === 'again' || error.kind === 'unknown') throw error
      refusals.push(error)
    })
  await orRefused(meet(deps, asked.sender))
  if (asked.command !== null) {
    const led = await campaignsAround(deps, asked)
    const chats = new Set([...(asked.chat === null ? [] : [asked.chat]), ...led.map((one) => one.leadingChat)])
    for (const chat of chats) await orRefused(readMembers(deps, chat, now))
    const campaign = led.find((one) => one.status !== 'closed')
    if (asked.command === 'assign' && campaign !== undefined) await orRefused(readDirectory(deps, campaign.id, now))
  }
  if (refusals[0] !== undefined) throw refusals[0]
}

/** Half of how long the list gives somebody a right (roles.ts): whoever presses the next day is still known. */
const leadersLastMs = 12 * 3_600_000
const mostChatsAtOnce = 10

/**
 * Reads again who is in the leading groups, so that a leader who presses a card of yesterday need not write first, and
 * somebody taken out of the group loses their rights without anybody's doing. A group that cannot be read is left for
 * the next time; while the platform gives no answer, all are.
 */
export async function readLeadersAgain(deps: Deps, now: Date): Promise<void> {
  const before = new Date(now.getTime() - leadersLastMs)
  const chats = await deps.db.transaction().execute((tx) => leadingChatsReadBefore(tx, before, mostChatsAtOnce))
  for (const chat of chats) {
    try {
      await readMembers(deps, chat, now)
    } catch (error) {
      if (!(error instanceof MessengerError)) throw error
      if (error.kind === 'again' || error.kind === 'unknown') return
    }
  }
}

/** A name is asked for once, when somebody is first seen; later changes come as events. */
async function meet(deps: Deps, openId: OpenId): Promise<void> {
  const known = await deps.db.transaction().execute((tx) => findPerson(tx, openId))
  if (known?.named === true) return
  await readName(deps, openId)
}

/**
 * Reads somebody's entry again: a new name, or that they have left, which the platform may say by changing the entry
 * instead of taking it away. In a county most whose entry changes are nobody the bot has seen: nothing is asked.
 */
export async function readPerson(deps: Deps, openId: OpenId, key: string, now: Date): Promise<void> {
  const known = await deps.db.transaction().execute((tx) => findPerson(tx, openId))
  if (known === null) return
  const found = await deps.directory.person(openId)
  if (found === null) return
  await deps.db.transaction().execute(async (tx) => {
    if (found.left) await personLeaves(tx, deps, openId, key, now)
    else await savePeople(tx, [found])
  })
}

async function readName(deps: Deps, openId: OpenId): Promise<void> {
  const people = await deps.directory.people([openId])
  await deps.db.transaction().execute((tx) => savePeople(tx, people))
}

/** The campaign this group leads, else the running ones of the asker: those they coordinate first, as `/assign` means them. */
function campaignsAround(
  deps: Deps,
  asked: { readonly sender: OpenId; readonly chat: ChatId | null; readonly command: CommandName | null },
) {
  return deps.db.transaction().execute(async (tx) => {
    const led = asked.chat === null ? null : await campaignLedBy(tx, asked.chat)
    if (led !== null) return [led]
    const person = await findPerson(tx, asked.sender)
    const own = person === null ? [] : await campaignsOf(tx, person.id)
    // What waits for a reviewer waits on after the end, and who is a leader decides who that is.
    const reviewed = (one: Campaign) => asked.command === 'review' && one.review !== 'none'
    const running = own.filter((one) => one.status !== 'closed' || reviewed(one))
    const coordinated = running.filter((one) => one.coordinator === person?.id)
    return [...new Set([...coordinated, ...running])].slice(0, mostCampaigns)
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
