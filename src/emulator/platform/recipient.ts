import type { Platform } from '../platform.ts'
import { p2pChat } from '../world/chats.ts'
import { isForeignOpenId, openIdFor } from '../world/people.ts'
import type { App, Chat, Person } from '../world/world.ts'
import { fieldError, PlatformError } from './error.ts'

const kinds = ['open_id', 'union_id', 'user_id', 'email', 'chat_id']

/** The chat a receive_id means, if this bot may write there. */
export function recipient(platform: Platform, app: App, kind: string | null, id: string): Chat {
  if (kind === null || !kinds.includes(kind)) {
    throw fieldError([{ field: 'receive_id_type', description: `must be one of ${kinds.join(', ')}` }])
  }
  const chat = kind === 'chat_id' ? chatById(platform, id) : p2pWith(platform, app, kind, id)
  mayWrite(platform, app, chat)
  return chat
}

/** Whether the bot may write to a chat: it is there, the chat is, and the person can be reached. */
export function mayWrite(platform: Platform, app: App, chat: Chat): void {
  if (!app.botAbility) throw new PlatformError(230006, 'Bot ability is not activated.')
  if (!app.published) throw new PlatformError(230013, 'Bot has NO availability to this user.')
  if (chat.dissolved) throw new PlatformError(232009, 'Your request specifies a chat which has already been dissolved.')
  if (!chat.bots.has(app.id)) throw new PlatformError(230002, 'Bot/User can NOT be out of the chat.')
  if (chat.kind === 'group') {
    if (!chat.botsMaySpeak) throw new PlatformError(230018, 'The chat settings do not allow the bot to speak.')
    return
  }
  for (const id of chat.people) mayReach(platform, app, platform.world.people.get(id))
}

function mayReach(platform: Platform, app: App, person: Person | undefined): void {
  if (!person || person.resigned) {
    const code = platform.switches.resignedCode
    throw new PlatformError(code, code === 230029 ? 'The user has resigned.' : 'Bot has NO availability to this user.')
  }
  if (!person.available) throw new PlatformError(230013, 'Bot has NO availability to this user.')
  if (person.stopped.has(app.id)) throw new PlatformError(230053, 'The user has stopped the bot from sending messages.')
}

function chatById(platform: Platform, id: string): Chat {
  const chat = platform.world.chats.get(id)
  if (!chat) throw new PlatformError(230034, 'The receive_id is invalid.')
  return chat
}

function p2pWith(platform: Platform, app: App, kind: string, id: string): Chat {
  const { world } = platform
  if (!app.botAbility) throw new PlatformError(230006, 'Bot ability is not activated.')
  for (const person of world.people.values()) {
    const known = { open_id: openIdFor(world, app.id, person.id), union_id: person.unionId, user_id: person.id }
    if ({ ...known, email: person.email }[kind] !== id) continue
    mayReach(platform, app, person)
    return p2pChat(world, app.id, person, platform.now())
  }
  if (kind === 'open_id' && isForeignOpenId(world, app, id)) throw new PlatformError(99992361, 'open_id cross app')
  if (kind === 'open_id' && !id.startsWith('ou_')) throw new PlatformError(99992351, 'The open_id is not exist.')
  throw new PlatformError(230034, 'The receive_id is invalid.')
}
