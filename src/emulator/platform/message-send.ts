import { z } from 'zod'
import type { Platform } from '../platform.ts'
import { addMessage, placeReply } from '../world/chats.ts'
import type { App, Chat, Message } from '../world/world.ts'
import { type Content, readContent } from './content.ts'
import { type Answer, type Call, type Endpoint, read } from './endpoint.ts'
import { PlatformError } from './error.ts'
import { messageView } from './message-view.ts'
import { mayWrite, recipient } from './recipient.ts'

const sendScopes = ['im:message', 'im:message:send_as_bot', 'im:message:send']
const uuidMs = 3_600_000

const sendBody = z.object({
  receive_id: z.string().min(1),
  msg_type: z.string().min(1),
  content: z.string(),
  uuid: z.string().max(50).optional(),
})
const replyBody = z.object({
  msg_type: z.string().min(1),
  content: z.string(),
  reply_in_thread: z.boolean().optional(),
  uuid: z.string().max(50).optional(),
})

export const sending: readonly Endpoint[] = [
  { method: 'post', path: '/open-apis/im/v1/messages', scopes: sendScopes, run: send },
  { method: 'post', path: '/open-apis/im/v1/messages/:message_id/reply', scopes: sendScopes, run: reply },
]

function send(call: Call): Answer {
  const { platform, app } = call
  const body = read(sendBody, call.body)
  const chat = recipient(platform, app, call.query.get('receive_id_type'), body.receive_id)
  return once(call, body.uuid, () => {
    const content = readContent(platform, app, body.msg_type, body.content)
    mayMentionAll(chat, content)
    call.limits.send(chat.id)
    return addMessage(
      platform.world,
      { chatId: chat.id, sender: { kind: 'app', id: app.id }, kind: body.msg_type, content: body.content, ...content },
      platform.now(),
    )
  })
}

function reply(call: Call): Answer {
  const { platform, app } = call
  const body = read(replyBody, call.body)
  const to = visibleMessage(platform, app, call.params.message_id ?? '')
  const chat = platform.world.chats.get(to.chatId)
  if (!chat) throw new PlatformError(230002, 'Bot/User can NOT be out of the chat.')
  mayWrite(platform, app, chat)
  if (to.deleted) throw new PlatformError(230011, 'The message was recalled.')
  if (to.onlyFor !== null) throw new PlatformError(230050, 'The message is invisible to the operator.')
  const inThread = body.reply_in_thread === true
  if (inThread && !chat.threadReplies && to.threadId === null) {
    throw new PlatformError(230071, 'The group does not support reply in thread.')
  }
  return once(call, body.uuid, () => {
    const content = readContent(platform, app, body.msg_type, body.content)
    call.limits.send(chat.id)
    return addMessage(
      platform.world,
      {
        chatId: chat.id,
        sender: { kind: 'app', id: app.id },
        kind: body.msg_type,
        content: body.content,
        ...content,
        ...placeReply(platform.world, to, inThread),
      },
      platform.now(),
    )
  })
}

/** A message the app may know of; others are as good as not there. */
export function visibleMessage(platform: Platform, app: App, id: string): Message {
  const message = platform.world.messages.get(id)
  if (!message)
    throw new PlatformError(230001, 'Your request contains an invalid request parameter: invalid message_id')
  const chat = platform.world.chats.get(message.chatId)
  if (!chat?.bots.has(app.id)) throw new PlatformError(230002, 'Bot/User can NOT be out of the chat.')
  return message
}

/** One uuid gives at most one message within an hour; what a second call gets is unconfirmed (send page, `uuid`). */
function once(call: Call, uuid: string | undefined, make: () => Message): Answer {
  const { world, switches } = call.platform
  const now = call.platform.now().getTime()
  const key = `${call.app.id} ${uuid}`
  const before = uuid ? world.uuids.get(key) : undefined
  if (before && now - before.at < uuidMs) {
    const sent = world.messages.get(before.messageId)
    if (switches.secondUuid === 'error' || !sent) {
      throw new PlatformError(230001, 'Your request contains an invalid request parameter: uuid was used before.')
    }
    return { data: messageView(world, call.app, sent) }
  }
  const message = make()
  if (uuid) world.uuids.set(key, { at: now, messageId: message.id })
  return { data: messageView(world, call.app, message) }
}

function mayMentionAll(chat: Chat, content: Content): void {
  if (chat.kind === 'p2p' && content.mentions.some((each) => each.who === 'all')) {
    throw new PlatformError(230001, 'Your request contains an invalid request parameter: @all is for groups')
  }
}
