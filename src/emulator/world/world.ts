import { type Ids, makeIds } from './ids.ts'
import { makeNews, type News } from './news.ts'

/** A card as JSON. Its rules are in `cards/`. */
export type CardJson = { readonly [key: string]: unknown }

export type Range = 'all' | { departments: readonly string[]; users: readonly string[] }

/** How the console's mode 使用长连接 stands where a request URL would: for events and for callbacks each. */
export const overLine = 'long-connection'

export type App = {
  readonly id: string
  readonly secret: string
  readonly encryptKey: string | null
  readonly verificationToken: string
  readonly botName: string
  /** The bot's own open_id. */
  readonly botOpenId: string
  scopes: 'all' | ReadonlySet<string>
  published: boolean
  botAbility: boolean
  /** Data range of the directory: department ids and person ids of this world. */
  contactRange: Range
  /** Event types the app has subscribed to. */
  events: 'all' | ReadonlySet<string>
  /** Whether `card.action.trigger` was added in the console. */
  cardCallback: boolean
  /** A request URL, or `overLine`: by the long connection; null: nothing is set yet. */
  eventUrl: string | null
  callbackUrl: string | null
  readonly tokens: { readonly token: string; readonly expiresAt: number }[]
}

export type Department = {
  /** open_department_id */
  readonly id: string
  readonly departmentId: string
  name: string
  /** null: directly under the root. */
  parent: string | null
  head: string | null
  readonly order: number
}

export type Person = {
  /** user_id, unique in the tenant. */
  readonly id: string
  readonly unionId: string
  name: string
  email: string | null
  jobTitle: string
  departments: string[]
  /** Inside the availability range of the apps. */
  available: boolean
  resigned: boolean
  timeZone: string
  /** Apps this person has stopped (230053). */
  readonly stopped: Set<string>
}

export type Chat = {
  readonly id: string
  readonly kind: 'p2p' | 'group'
  readonly mode: 'group' | 'topic'
  name: string
  owner: string | null
  readonly people: Set<string>
  readonly bots: Set<string>
  /** Its messages by their ids, in the order in which they were sent. */
  readonly messages: string[]
  readonly createdAt: number
  dissolved: boolean
  /** What the owner may forbid. */
  botsMaySpeak: boolean
  threadReplies: boolean
}

export type Sender = { readonly kind: 'person' | 'app'; readonly id: string }

export type Mention = { readonly key: string; readonly who: Sender | 'all'; readonly name: string }

export type Message = {
  readonly id: string
  /** Its place in the order of sending, from 1, over all chats. */
  readonly n: number
  /** Grows with every change of it, its card or its thread. */
  version: number
  /** Grows with every change of its card alone: what is pressed is a card. */
  cardVersion: number
  readonly chatId: string
  readonly sender: Sender
  kind: string
  /** The JSON string of the content as it was sent. */
  content: string
  /** The card as it stands now; null for everything else. */
  card: CardJson | null
  mentions: readonly Mention[]
  readonly rootId: string | null
  readonly parentId: string | null
  threadId: string | null
  readonly createdAt: number
  updatedAt: number
  deleted: boolean
  edits: number
  /** Seen by this person only (ephemeral card). */
  readonly onlyFor: string | null
  readonly files: readonly string[]
  /** Callbacks of this card that are not answered yet. */
  openCallbacks: number
  readonly urgentFor: Set<string>
  pinned: boolean
}

export type StoredFile = {
  readonly key: string
  readonly kind: 'image' | 'file'
  readonly fileType: string
  readonly name: string
  readonly mime: string
  readonly bytes: Buffer
  readonly owner: Sender
}

/** A delayed-update token handed out with a callback. */
export type UpdateToken = {
  readonly token: string
  readonly appId: string
  readonly messageId: string
  readonly expiresAt: number
  usesLeft: number
  answered: boolean
}

export type World = {
  readonly ids: Ids
  readonly tenantKey: string
  readonly apps: Map<string, App>
  readonly departments: Map<string, Department>
  readonly people: Map<string, Person>
  readonly chats: Map<string, Chat>
  /** In the order in which they were sent. */
  readonly messages: Map<string, Message>
  readonly files: Map<string, StoredFile>
  readonly updateTokens: Map<string, UpdateToken>
  /** `app uuid` → when it was used and for which message. */
  readonly uuids: Map<string, { at: number; messageId: string }>
  /** `person chat` → the `n` of the last message this person has read there. */
  readonly readMarks: Map<string, number>
  readonly news: News
}

/** An empty tenant. */
export function makeWorld(seed?: string): World {
  const ids = makeIds(seed)
  return {
    ids,
    tenantKey: ids.of('', 'tenant').slice(0, 16),
    apps: new Map(),
    departments: new Map(),
    people: new Map(),
    chats: new Map(),
    messages: new Map(),
    files: new Map(),
    updateTokens: new Map(),
    uuids: new Map(),
    readMarks: new Map(),
    news: makeNews(),
  }
}
