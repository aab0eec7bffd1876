import { seenMessage, textOfMessage } from '../control/seen-message.ts'
import { isOld } from '../platform/message-change.ts'
import type { Platform } from '../platform.ts'
import { messagesOf, opensThread } from '../world/chats.ts'
import type { Chat, Message, Person, World } from '../world/world.ts'
import type { Conversation, PageFile, PageMessage } from './contract.ts'

export type Which = {
  /** Only this thread: its root and its replies. null: the chat itself, without the replies inside threads. */
  readonly thread: string | null
  /** Only messages before this place. */
  readonly before: number
  readonly limit: number
}

/** A stretch of a chat as a person sees it, oldest first. Those who are not in the chat see nothing of it. */
export function conversation(platform: Platform, chat: Chat, person: Person, which: Which): Conversation {
  const { world } = platform
  const member = chat.people.has(person.id)
  const all = member ? messagesOf(world, chat.id).filter((each) => shows(world, each, person, which)) : []
  const wanted = all.slice(Math.max(0, all.length - which.limit))
  return {
    chat: {
      id: chat.id,
      kind: chat.kind === 'p2p' ? 'private' : 'group',
      name: chat.kind === 'p2p' ? botNames(world, chat) : chat.name,
      members: [...chat.people],
      apps: [...chat.bots],
      closed: closedFor(chat, person),
    },
    messages: wanted.map((each) => pageMessage(platform, each)),
    more: all.length > wanted.length,
  }
}

/** The root of a thread stands in the chat, its replies only in the thread (threads page). */
function shows(world: World, message: Message, person: Person, { thread, before }: Which): boolean {
  if (message.n >= before || (message.onlyFor ?? person.id) !== person.id) return false
  return thread === null ? message.threadId === null || opensThread(world, message) : message.threadId === thread
}

function closedFor(chat: Chat, person: Person): Conversation['chat']['closed'] {
  if (person.resigned) return 'resigned'
  if (chat.dissolved) return 'dissolved'
  return chat.people.has(person.id) ? null : 'not-a-member'
}

function botNames(world: World, chat: Chat): string {
  return [...chat.bots].map((id) => world.apps.get(id)?.botName ?? '').join('、')
}

/** One message as the page draws it. */
export function pageMessage(platform: Platform, message: Message): PageMessage {
  const { world } = platform
  const { id, chatId, threadId, rootId, from, kind, createdAt, deleted } = seenMessage(world, message)
  return {
    ...{
      id,
      n: message.n,
      version: message.version,
      cardVersion: message.cardVersion,
      chatId,
      threadId,
      rootId,
      from,
      kind,
      createdAt,
      deleted,
    },
    text: message.kind === 'interactive' && message.card !== null ? '' : textOfMessage(world, message),
    card: message.deleted ? null : message.card,
    expired: message.card !== null && isOld(platform, message),
    files: message.deleted ? [] : message.files.flatMap((key) => fileOf(world, key)),
    edited: message.edits > 0,
    quote: quoteOf(world, message),
    thread: threadOf(world, message),
  }
}

function fileOf(world: World, key: string): PageFile[] {
  const file = world.files.get(key)
  return file === undefined ? [] : [{ key, name: file.name, kind: file.kind, size: file.bytes.length }]
}

function quoteOf(world: World, message: Message): PageMessage['quote'] {
  const parent =
    message.parentId === null || message.threadId !== null ? undefined : world.messages.get(message.parentId)
  if (parent === undefined) return null
  const { id, from } = seenMessage(world, parent)
  return { id, from: from.name, text: textOfMessage(world, parent) }
}

function threadOf(world: World, message: Message): PageMessage['thread'] {
  if (message.threadId === null || !opensThread(world, message)) return null
  const replies = messagesOf(world, message.chatId).filter(
    (each) => each.threadId === message.threadId && each.id !== message.id && !each.deleted,
  )
  const last = replies.at(-1)?.createdAt ?? message.createdAt
  return { id: message.threadId, replies: replies.length, lastAt: new Date(last).toISOString() }
}
