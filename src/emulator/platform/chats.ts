import { openIdFor } from '../world/people.ts'
import type { App, Chat, World } from '../world/world.ts'
import { type Answer, type Call, choice, type Endpoint, page } from './endpoint.ts'
import { PlatformError } from './error.ts'

const chatScopes = ['im:chat', 'im:chat:readonly', 'im:chat:read']

export const chats: readonly Endpoint[] = [
  { method: 'get', path: '/open-apis/im/v1/chats', scopes: chatScopes, run: list },
  { method: 'get', path: '/open-apis/im/v1/chats/:chat_id', scopes: chatScopes, run: one },
  {
    method: 'get',
    path: '/open-apis/im/v1/chats/:chat_id/members',
    scopes: [...chatScopes, 'im:chat.members:read', 'im:chat.group_info:readonly'],
    run: members,
  },
  { method: 'get', path: '/open-apis/im/v1/chats/:chat_id/members/is_in_chat', scopes: chatScopes, run: isInChat },
]

/** Groups the bot is in, no private chats. */
function list(call: Call): Answer {
  const { world } = call.platform
  choice(call.query, 'sort_type', ['ByCreateTimeAsc', 'ByActiveTimeDesc'], 'ByCreateTimeAsc')
  const mine = [...world.chats.values()].filter(
    (each) => each.kind === 'group' && each.bots.has(call.app.id) && !each.dissolved,
  )
  mine.sort((a, b) => a.createdAt - b.createdAt)
  const cut = page(mine, call.query, 100, 20)
  return {
    data: {
      ...cut,
      items: cut.items.map((each) => ({
        chat_id: each.id,
        avatar: '',
        name: each.name,
        description: '',
        ...ownerOf(world, call.app, each),
        external: false,
        tenant_key: world.tenantKey,
        chat_status: 'normal',
      })),
    },
  }
}

function one(call: Call): Answer {
  const { world } = call.platform
  const chat = world.chats.get(call.params.chat_id ?? '')
  if (!chat) throw new PlatformError(232006, 'Your request specifies a chat_id which is invalid.')
  if (chat.dissolved) throw new PlatformError(232009, 'Your request specifies a chat which has already been dissolved.')
  return {
    data: {
      name: chat.name,
      description: '',
      ...ownerOf(world, call.app, chat),
      chat_mode: chat.kind === 'p2p' ? 'p2p' : chat.mode,
      chat_type: 'private',
      group_message_type: chat.mode === 'topic' ? 'thread' : 'chat',
      external: false,
      tenant_key: world.tenantKey,
      user_count: String(chat.people.size),
      bot_count: String(chat.bots.size),
      chat_status: 'normal',
    },
  }
}

/** People only: bots are not listed (members page). */
function members(call: Call): Answer {
  const { world } = call.platform
  const type = choice(call.query, 'member_id_type', ['open_id', 'union_id', 'user_id'], 'open_id')
  const chat = world.chats.get(call.params.chat_id ?? '')
  if (!chat) throw new PlatformError(232006, 'Your request specifies a chat_id which is invalid.')
  if (chat.dissolved) throw new PlatformError(232009, 'Your request specifies a chat which has already been dissolved.')
  if (!chat.bots.has(call.app.id)) throw new PlatformError(232011, 'Operator can NOT be out of the chat.')
  const people = [...chat.people].flatMap((id) => world.people.get(id) ?? [])
  const cut = page(people, call.query, 100, 20)
  return {
    data: {
      ...cut,
      items: cut.items.map((each) => ({
        member_id_type: type,
        member_id: { open_id: openIdFor(world, call.app.id, each.id), union_id: each.unionId, user_id: each.id }[type],
        name: each.name,
        tenant_key: world.tenantKey,
      })),
      member_total: people.length,
    },
  }
}

/** Whether the bot is in the chat. */
function isInChat(call: Call): Answer {
  const chat = call.platform.world.chats.get(call.params.chat_id ?? '')
  if (!chat) throw new PlatformError(232006, 'Your request specifies a chat_id which is invalid.')
  return { data: { is_in_chat: chat.bots.has(call.app.id) && !chat.dissolved } }
}

function ownerOf(world: World, app: App, chat: Chat): object {
  return chat.owner === null ? {} : { owner_id: openIdFor(world, app.id, chat.owner), owner_id_type: 'open_id' }
}
