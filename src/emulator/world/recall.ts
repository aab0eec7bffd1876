import type { Platform } from '../platform.ts'
import { noteChange } from './chats.ts'
import type { Message } from './world.ts'

/** Takes a message back and tells the bots of the chat (im.message.recalled_v1). */
export function recall(platform: Platform, message: Message, type: 'message_owner' | 'group_owner'): void {
  const now = platform.now().getTime()
  message.deleted = true
  message.updatedAt = now
  noteChange(platform.world, message)
  const event = { message_id: message.id, chat_id: message.chatId, recall_time: String(now), recall_type: type }
  const bots = platform.world.chats.get(message.chatId)?.bots ?? []
  for (const appId of bots) platform.emit(appId, 'im.message.recalled_v1', event, message.chatId)
}
