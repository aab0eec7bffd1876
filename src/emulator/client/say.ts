import type { Platform } from '../platform.ts'
import { addMessage, placeReply } from '../world/chats.ts'
import { hasScope, idsOf } from '../world/people.ts'
import type { App, Chat, Mention, Message, Person, Sender, World } from '../world/world.ts'

export type Said = {
  readonly kind: string
  /** The content as it goes over the wire to bots. */
  readonly content: string
  readonly mentions?: readonly Mention[]
  readonly files?: readonly string[]
  /** The message this one answers, and whether the answer opens (or goes into) its thread. */
  readonly replyTo?: Message
  readonly inThread?: boolean
}

/** Puts what a person sends into a chat and tells the bots that may hear it (im.message.receive_v1). */
export function sayAs(platform: Platform, person: Person, chat: Chat, said: Said): Message {
  if (chat.dissolved || !chat.people.has(person.id)) throw new Error(`${person.name} is not in the chat ${chat.name}`)
  if (chat.kind === 'p2p') for (const id of chat.bots) mayTalkTo(platform.world, id, person)
  const { replyTo, inThread = false, ...rest } = said
  const place = replyTo ? placeReply(platform.world, replyTo, inThread || chat.mode === 'topic') : {}
  const sender: Sender = { kind: 'person', id: person.id }
  const message = addMessage(platform.world, { chatId: chat.id, sender, ...rest, ...place }, platform.now())
  for (const id of chat.bots) {
    const app = platform.world.apps.get(id)
    if (app?.published && hears(app, chat, message)) {
      platform.emit(id, 'im.message.receive_v1', receiveEvent(platform.world, app, chat, message, person), chat.id)
    }
  }
  return message
}

/** A private chat has no input box for those outside the availability range, or without the right to receive (FAQ). */
function mayTalkTo(world: World, appId: string, person: Person): void {
  const app = world.apps.get(appId)
  if (!app?.published || !app.botAbility || !person.available || person.resigned) {
    throw new Error(`${person.name} cannot find the bot ${app?.botName ?? appId}`)
  }
  const hasBox = hasScope(app, 'im:message.p2p_msg:readonly', 'im:message.p2p_msg')
  if (!hasBox) throw new Error(`the private chat with ${app.botName} has no input box: im:message.p2p_msg is missing`)
}

/** In a group a bot hears what mentions it; all of it only with the sensitive scope; never other bots. */
function hears(app: App, chat: Chat, message: Message): boolean {
  if (chat.kind === 'p2p') return true
  if (hasScope(app, 'im:message.group_msg')) return true
  const mentioned = message.mentions.some(({ who }) => who !== 'all' && who.kind === 'app' && who.id === app.id)
  return mentioned && hasScope(app, 'im:message.group_at_msg:readonly', 'im:message.group_at_msg')
}

function receiveEvent(world: World, app: App, chat: Chat, message: Message, person: Person): object {
  return {
    sender: { sender_id: idsOf(world, app, person), sender_type: 'user', tenant_key: world.tenantKey },
    message: {
      message_id: message.id,
      ...(message.rootId === null ? {} : { root_id: message.rootId }),
      ...(message.parentId === null ? {} : { parent_id: message.parentId }),
      ...(message.threadId === null ? {} : { thread_id: message.threadId }),
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: chat.id,
      chat_type: chat.kind,
      message_type: message.kind,
      content: message.content,
      ...(message.mentions.length === 0
        ? {}
        : { mentions: message.mentions.map((each) => mentionOf(world, app, each)) }),
      ...(hasScope(app, 'im:user_agent:read') ? { user_agent: 'Mozilla/5.0 (emulated phone)' } : {}),
    },
  }
}

function mentionOf(world: World, app: App, { key, who, name }: Mention): object {
  const common = { key, name, tenant_key: world.tenantKey }
  if (who === 'all') return { ...common, id: { open_id: '', union_id: '' } }
  if (who.kind === 'app') {
    // A bot has no user_id; its open_id is what /bot/v3/info says.
    const bot = world.apps.get(who.id)
    const id = { union_id: world.ids.of('on_', 'bot', who.id), open_id: bot?.botOpenId ?? '' }
    return { ...common, id, mentioned_type: 'bot' }
  }
  const person = world.people.get(who.id)
  return { ...common, id: person ? idsOf(world, app, person) : {}, mentioned_type: 'user' }
}

/** Mentions with their keys: the entries beside the message, and all keys in the order of those mentioned. */
export function mentionKeys(
  whom: readonly (Sender | 'all')[],
  world: World,
  allIsListed: boolean,
): { keys: readonly string[]; mentions: readonly Mention[] } {
  let count = 0
  const all = whom.map((who) => ({ key: who === 'all' ? '@_all' : `@_user_${++count}`, who, name: nameOf(world, who) }))
  return { keys: all.map((each) => each.key), mentions: all.filter((each) => each.who !== 'all' || allIsListed) }
}

/** A text with its mentions: `{@}` says where the next one stands; without it they stand in front. */
export function textWith(text: string, keys: readonly string[]): string {
  const front: string[] = []
  let body = text
  for (const key of keys) {
    if (body.includes('{@}')) body = body.replace('{@}', key)
    else front.push(key)
  }
  return JSON.stringify({ text: [...front, body].join(' ') })
}

function nameOf(world: World, who: Sender | 'all'): string {
  if (who === 'all') return '所有人'
  return (who.kind === 'app' ? world.apps.get(who.id)?.botName : world.people.get(who.id)?.name) ?? ''
}
