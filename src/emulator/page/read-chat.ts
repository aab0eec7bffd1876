import type { Platform } from '../platform.ts'
import { messagesOf } from '../world/chats.ts'
import { idsOf } from '../world/people.ts'
import type { Chat, Person } from '../world/world.ts'
import { markOf, sees } from './chat-list.ts'

/**
 * Somebody has looked at a chat to its end. In a private chat the bot is told which of its messages were read
 * (im.message.message_read_v1, private chats only).
 */
export function readChat(platform: Platform, person: Person, chat: Chat): void {
  const { world } = platform
  if (person.resigned || !chat.people.has(person.id)) throw new Error(`${person.name} is not in this chat`)
  const mark = markOf(person, chat)
  const before = world.readMarks.get(mark) ?? 0
  const unread = messagesOf(world, chat.id).filter((each) => each.n > before && sees(person, each))
  const last = unread.at(-1)
  if (last === undefined) return
  world.readMarks.set(mark, last.n)
  world.news.tell({ kind: 'read', person: person.id, chat: chat.id })
  if (chat.kind !== 'p2p') return
  for (const appId of chat.bots) {
    const app = world.apps.get(appId)
    const ofBot = unread.filter((each) => each.sender.id === appId).map((each) => each.id)
    if (app === undefined || ofBot.length === 0) continue
    const reader = {
      reader_id: idsOf(world, app, person),
      read_time: String(platform.now().getTime()),
      tenant_key: world.tenantKey,
    }
    platform.emit(appId, 'im.message.message_read_v1', { reader, message_id_list: ofBot }, chat.id)
  }
}
