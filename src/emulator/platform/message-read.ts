import { z } from 'zod'
import { hasScope, personByAnyId } from '../world/people.ts'
import type { App, Message } from '../world/world.ts'
import { type Answer, type Call, choice, type Endpoint, page, read } from './endpoint.ts'
import { fieldError, PlatformError } from './error.ts'
import { visibleMessage } from './message-send.ts'
import { degradedCard, messageView } from './message-view.ts'

const readScopes = ['im:message', 'im:message:readonly', 'im:message.history:readonly']

export const reading: readonly Endpoint[] = [
  { method: 'get', path: '/open-apis/im/v1/messages', scopes: readScopes, run: list },
  { method: 'get', path: '/open-apis/im/v1/messages/:message_id', scopes: readScopes, run: one },
  {
    method: 'get',
    path: '/open-apis/im/v1/messages/:message_id/resources/:file_key',
    scopes: ['im:message', 'im:message:readonly'],
    run: resource,
  },
  {
    method: 'patch',
    path: '/open-apis/im/v1/messages/:message_id/urgent_app',
    scopes: ['im:message.urgent'],
    run: urgent,
  },
  { method: 'post', path: '/open-apis/im/v1/pins', scopes: ['im:message', 'im:message.pins'], run: pin },
]

/** Of a file that is handed out (message resource page); its code is the likeliest reading of the list there. */
const mostBytes = 100 * 1024 * 1024

function contentFor(call: Call, message: Message): string {
  if (message.kind !== 'interactive') return message.content
  return call.query.get('card_msg_content_type') === 'user_card_content' ? message.content : degradedCard(message.card)
}

/** Messages of a group also need the right to read the group (read page). */
function mayReadGroup(call: Call, app: App, chatId: string): void {
  const isGroup = call.platform.world.chats.get(chatId)?.kind === 'group'
  if (isGroup && !hasScope(app, 'im:message.group_msg'))
    throw new PlatformError(230027, 'Lack of necessary permissions.')
}

function one(call: Call): Answer {
  const message = visibleMessage(call.platform, call.app, call.params.message_id ?? '')
  mayReadGroup(call, call.app, message.chatId)
  return { data: { items: [messageView(call.platform.world, call.app, message, contentFor(call, message))] } }
}

function list(call: Call): Answer {
  const { platform, app, query } = call
  const by = choice(query, 'container_id_type', ['chat', 'thread'], 'chat')
  const id = query.get('container_id') ?? ''
  if (id === '') throw fieldError([{ field: 'container_id', description: 'container_id is required' }])
  const all = [...platform.world.messages.values()]
  const chatId = by === 'chat' ? id : (all.find((each) => each.threadId === id)?.chatId ?? '')
  const chat = platform.world.chats.get(chatId)
  if (!chat?.bots.has(app.id)) throw new PlatformError(230002, 'Bot/User can NOT be out of the chat.')
  mayReadGroup(call, app, chat.id)
  const from = Number(query.get('start_time') ?? 0) * 1000
  const to = query.has('end_time') ? Number(query.get('end_time')) * 1000 + 999 : Infinity
  const found = all.filter(
    (each) =>
      each.chatId === chat.id &&
      each.onlyFor === null &&
      // A chat shows the root of a topic; its replies are read by the topic (list page).
      (by === 'thread' ? each.threadId === id : each.threadId === null || each.rootId === null) &&
      each.createdAt >= from &&
      each.createdAt <= to,
  )
  const sort = choice(query, 'sort_type', ['ByCreateTimeAsc', 'ByCreateTimeDesc'], 'ByCreateTimeAsc')
  if (sort === 'ByCreateTimeDesc') found.reverse()
  const cut = page(found, query, 50, 20)
  const items = cut.items.map((each) => messageView(platform.world, app, each, contentFor(call, each)))
  return { data: { ...cut, items } }
}

/** What somebody sent: the key must belong to the message (234003), not to a card (234043). */
function resource(call: Call): Answer {
  const type = choice(call.query, 'type', ['image', 'file'], 'file')
  const message = call.platform.world.messages.get(call.params.message_id ?? '')
  if (!message || message.deleted) throw new PlatformError(234003, 'File not in msg.')
  if (!call.platform.world.chats.get(message.chatId)?.bots.has(call.app.id)) {
    throw new PlatformError(234004, 'App not in chat.')
  }
  if (message.kind === 'interactive' || message.kind === 'merge_forward') {
    throw new PlatformError(234043, 'Unsupported message type.')
  }
  const file = call.platform.world.files.get(call.params.file_key ?? '')
  if (!file || !message.files.includes(file.key)) throw new PlatformError(234003, 'File not in msg.')
  if (file.bytes.length > mostBytes) throw new PlatformError(234037, 'Downloaded file size exceeds limit.')
  if ((type === 'image') !== (file.kind === 'image')) throw new PlatformError(234001, 'Invalid request param: type')
  return { file }
}

function urgent(call: Call): Answer {
  const { user_id_list: ids } = read(z.object({ user_id_list: z.array(z.string()).min(1).max(200) }), call.body)
  const message = visibleMessage(call.platform, call.app, call.params.message_id ?? '')
  if (message.sender.id !== call.app.id) throw new PlatformError(230012, 'Bot is NOT the sender of the message.')
  const members = call.platform.world.chats.get(message.chatId)?.people ?? new Set<string>()
  const invalid: string[] = []
  for (const id of ids) {
    const person = personByAnyId(call.platform.world, call.app, id)
    if (person && members.has(person.id)) message.urgentFor.add(person.id)
    else invalid.push(id)
  }
  return { data: { invalid_user_id_list: invalid } }
}

function pin(call: Call): Answer {
  const { message_id: id } = read(z.object({ message_id: z.string() }), call.body)
  const message = visibleMessage(call.platform, call.app, id)
  call.limits.change(`pin ${message.id}`)
  message.pinned = true
  const create_time = String(call.platform.now().getTime())
  return {
    data: {
      pin: {
        message_id: id,
        chat_id: message.chatId,
        operator_id: call.app.id,
        operator_id_type: 'app_id',
        create_time,
      },
    },
  }
}
