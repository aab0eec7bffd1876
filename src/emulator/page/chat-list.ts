import { textOfMessage } from '../control/seen-message.ts'
import { messagesOf, p2pChat } from '../world/chats.ts'
import type { App, Chat, Message, Person, World } from '../world/world.ts'
import type { ChatLine } from './contract.ts'

const longestLine = 60

/**
 * The chats of a person, newest first. The private chat with every bot they can find is among them from the start, as in
 * the platform's client once somebody has looked for the bot.
 */
export function chatsOf(world: World, person: Person, now: Date): readonly ChatLine[] {
  for (const app of world.apps.values()) if (canFind(app, person)) p2pChat(world, app.id, person, now)
  const own = [...world.chats.values()].filter((chat) => chat.people.has(person.id))
  return own.map((chat) => chatLine(world, chat, person)).toSorted((a, b) => atOf(b) - atOf(a))
}

function canFind(app: App, person: Person): boolean {
  return app.published && app.botAbility && person.available && !person.resigned
}

function atOf({ last }: ChatLine): number {
  return last === null ? 0 : Date.parse(last.at)
}

/** One chat as its line in somebody's list. */
export function chatLine(world: World, chat: Chat, person: Person): ChatLine {
  const [appId = null] = chat.kind === 'p2p' ? chat.bots : []
  const seen = messagesOf(world, chat.id).filter((each) => sees(person, each))
  const last = seen.at(-1)
  const read = world.readMarks.get(markOf(person, chat)) ?? 0
  return {
    id: chat.id,
    kind: chat.kind === 'p2p' ? 'private' : 'group',
    name: appId === null ? chat.name : (world.apps.get(appId)?.botName ?? ''),
    appId,
    unread: seen.filter((each) => each.n > read && each.sender.id !== person.id).length,
    last: last === undefined ? null : lastLine(world, last),
  }
}

function lastLine(world: World, message: Message): NonNullable<ChatLine['last']> {
  const { sender } = message
  const from = sender.kind === 'app' ? world.apps.get(sender.id)?.botName : world.people.get(sender.id)?.name
  const [line = ''] = preview(world, message).split('\n')
  return { from: from ?? '', text: line.slice(0, longestLine), at: new Date(message.createdAt).toISOString() }
}

/** What the list and the push show: a card's own summary before its title (structure page, `summary`). */
function preview(world: World, message: Message): string {
  const config = message.card?.config as { summary?: { content?: unknown } } | undefined
  const summary = config?.summary?.content
  if (!message.deleted && typeof summary === 'string' && summary !== '') return summary
  return textOfMessage(world, message)
}

/** Whether a person sees a message of a chat they are in: a card for one is for one, and what was taken back is gone. */
export function sees(person: Person, message: Message): boolean {
  return !message.deleted && (message.onlyFor === null || message.onlyFor === person.id)
}

/** The key of a person's read mark in a chat. */
export function markOf(person: Person, chat: Chat): string {
  return `${person.id} ${chat.id}`
}
