import { z } from 'zod'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import type { MessageEvent } from '#src/events.ts'
import type { Header } from './parse.ts'
import { readSaid } from './said.ts'
import { platformTime } from './time.ts'

/** `im.message.receive_v1` (im/message/events/receive); only what is read here. */
const shape = z.object({
  sender: z.object({ sender_type: z.string(), sender_id: z.object({ open_id: z.string().min(1) }) }),
  message: z.object({
    message_id: z.string().min(1),
    root_id: z.string().nullish(),
    parent_id: z.string().nullish(),
    create_time: z.unknown().optional(),
    chat_id: z.string().min(1),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(z.unknown()).nullish(),
  }),
})
/** @all has no open_id, and so has a person this app may not see: such mentions are left out. */
const mention = z.object({ id: z.object({ open_id: z.string().min(1) }), name: z.string().catch('') })

/** A message of a person; null for a bot's, or when the shape is unknown. */
export function parseMessage(header: Header, event: unknown): MessageEvent | null {
  const read = shape.safeParse(event)
  if (!read.success || read.data.sender.sender_type !== 'user') return null
  const { sender, message } = read.data
  const root = message.root_id || message.parent_id || null
  return {
    kind: 'message',
    message: message.message_id as MessageId,
    chat: message.chat_id as ChatId,
    place: message.chat_type === 'p2p' ? 'private' : 'group',
    sender: sender.sender_id.open_id as OpenId,
    said: readSaid(message.message_type, message.content),
    mentions: (message.mentions ?? []).flatMap((each) => {
      const one = mention.safeParse(each)
      return one.success ? [{ who: one.data.id.open_id as OpenId, name: one.data.name }] : []
    }),
    root: root === null ? null : (root as MessageId),
    at: platformTime(message.create_time) ?? header.at,
  }
}
