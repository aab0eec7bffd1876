import type { Chat, Message, Person, World } from './world.ts'

/** The private chat of a person and an app's bot; made when first needed, as the platform does. */
export function p2pChat(world: World, appId: string, person: Person, now: Date): Chat {
  const id = world.ids.of('oc_', 'p2p', appId, person.id)
  const existing = world.chats.get(id)
  if (existing) return existing
  const chat: Chat = {
    ...emptyChat(id, now),
    kind: 'p2p',
    mode: 'group',
    people: new Set([person.id]),
    bots: new Set([appId]),
  }
  world.chats.set(id, chat)
  world.news.tell({ kind: 'chat', id })
  return chat
}

/** What every new chat starts with. */
export function emptyChat(id: string, now: Date): Omit<Chat, 'kind' | 'mode' | 'people' | 'bots'> {
  return {
    id,
    name: '',
    owner: null,
    messages: [],
    createdAt: now.getTime(),
    dissolved: false,
    botsMaySpeak: true,
    threadReplies: true,
  }
}

export type NewMessage = Pick<Message, 'chatId' | 'sender' | 'kind' | 'content'> &
  Partial<Pick<Message, 'card' | 'mentions' | 'rootId' | 'parentId' | 'threadId' | 'onlyFor' | 'files'>>

/** Puts a message into its chat. */
export function addMessage(world: World, made: NewMessage, now: Date): Message {
  const message: Message = {
    card: null,
    mentions: [],
    rootId: null,
    parentId: null,
    threadId: null,
    onlyFor: null,
    files: [],
    ...made,
    id: world.ids.next('om_'),
    n: world.messages.size + 1,
    version: 1,
    cardVersion: 1,
    createdAt: now.getTime(),
    updatedAt: now.getTime(),
    deleted: false,
    edits: 0,
    openCallbacks: 0,
    urgentFor: new Set(),
    pinned: false,
  }
  world.messages.set(message.id, message)
  world.chats.get(message.chatId)?.messages.push(message.id)
  world.news.tell({ kind: 'message', id: message.id })
  // The root of a thread shows how many answers there are.
  const root = message.threadId === null || message.rootId === null ? undefined : world.messages.get(message.rootId)
  if (root) noteChange(world, root)
  return message
}

/** To be called after every change of a message: it is drawn anew wherever it is seen. */
export function noteChange(world: World, message: Message): void {
  message.version++
  world.news.tell({ kind: 'message', id: message.id })
}

/** The messages of a chat, oldest first. */
export function messagesOf(world: World, chatId: string): readonly Message[] {
  return (world.chats.get(chatId)?.messages ?? []).flatMap((id) => world.messages.get(id) ?? [])
}

/** Where a reply hangs. In a topic the parent is the root (threads page); a reply to a topic always goes into it. */
export function placeReply(
  world: World,
  to: Message,
  openThread: boolean,
): Pick<Message, 'rootId' | 'parentId' | 'threadId'> {
  const root = to.rootId === null ? to : (world.messages.get(to.rootId) ?? to)
  const inTopic = to.threadId ?? (openThread ? startThread(world, to) : null)
  if (inTopic === null) return { rootId: root.id, parentId: to.id, threadId: null }
  const topicRoot = openThread && to.threadId === null ? to : root
  return { rootId: topicRoot.id, parentId: topicRoot.id, threadId: inTopic }
}

function startThread(world: World, root: Message): string {
  root.threadId = threadFrom(world, root)
  return root.threadId
}

function threadFrom(world: World, root: Message): string {
  return world.ids.of('omt_', root.id)
}

/** Whether a message opens its thread; it may have been a reply to something else before. */
export function opensThread(world: World, message: Message): boolean {
  return message.threadId === threadFrom(world, message)
}
