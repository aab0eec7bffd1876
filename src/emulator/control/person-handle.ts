import { mentionKeys, type Said, sayAs, textWith } from '../client/say.ts'
import { storeFile, storeImage } from '../platform/uploads.ts'
import type { Platform } from '../platform.ts'
import { messagesOf, noteChange, p2pChat } from '../world/chats.ts'
import { idsOf, openIdFor } from '../world/people.ts'
import { recall } from '../world/recall.ts'
import type { Chat, Mention, Message, Person, Sender } from '../world/world.ts'
import { idOf, type Ref, the } from './refs.ts'
import { type SeenMessage, seenMessage } from './seen-message.ts'

export type SayOptions = {
  /** Apps and people that are mentioned, or 'all'; `{@}` in the text places them. */
  readonly mention?: Ref | 'all' | readonly (Ref | 'all')[]
  readonly replyTo?: Ref
  /** Answer in the thread of `replyTo`, opening it if there is none. */
  readonly inThread?: boolean
}

export type Post = {
  readonly title?: string
  readonly content?: readonly (readonly object[])[]
  readonly images?: readonly Buffer[]
}

/** The hands of a person. Where a chat is wanted, an app means the private chat with its bot. */
export type PersonHandle = {
  readonly id: string
  readonly name: string
  readonly unionId: string
  openId(app: Ref): string
  say(where: Ref, text: string, options?: SayOptions): Promise<SeenMessage>
  /** A rich text as bots receive it: lines of parts. Mentions stand in front, pictures behind: so a photo can mention. */
  sendPost(where: Ref, post: Post, options?: SayOptions): Promise<SeenMessage>
  sendFile(where: Ref, name: string, bytes: Buffer, options?: SayOptions): Promise<SeenMessage>
  sendImage(where: Ref, bytes: Buffer, options?: SayOptions): Promise<SeenMessage>
  sendSticker(where: Ref, options?: SayOptions): Promise<SeenMessage>
  recall(message: Ref): Promise<void>
  /** Changes an own text. Bots get no event of it. */
  edit(message: Ref, text: string): Promise<void>
  /** Opens the private chat (im.chat.access_event.bot_p2p_chat_entered_v1). */
  openChat(app: Ref): Promise<void>
  /** Reads the private chat to its end (im.message.message_read_v1). */
  readChat(app: Ref): Promise<void>
  /** Chooses an entry of the bot's menu (application.bot.menu_v6). */
  chooseMenu(app: Ref, eventKey: string): Promise<void>
  /** Stops the bot from sending (230053), or lets it again. */
  stopBot(app: Ref, stopped?: boolean): void
}

export function personHandle(platform: Platform, person: Person): PersonHandle {
  const { world } = platform
  const sender: Sender = { kind: 'person', id: person.id }
  const chatFor = (where: Ref): Chat => {
    const app = world.apps.get(idOf(where))
    return app ? p2pChat(world, app.id, person, platform.now()) : the(world, 'chats', where)
  }
  const who = (ref: Ref | 'all'): Sender | 'all' => {
    if (ref === 'all') return 'all'
    return world.apps.has(idOf(ref))
      ? { kind: 'app', id: idOf(ref) }
      : { kind: 'person', id: the(world, 'people', ref).id }
  }
  const mentioned = ({ mention = [] }: SayOptions) => {
    const refs = typeof mention === 'object' && !('id' in mention) ? mention : [mention]
    return mentionKeys(refs.map(who), world, platform.switches.atAllInMentions)
  }
  const speak = (where: Ref, said: Pick<Said, 'kind' | 'content' | 'files' | 'mentions'>, options: SayOptions) => {
    const replyTo = options.replyTo === undefined ? undefined : the(world, 'messages', options.replyTo)
    const hangs = { inThread: options.inThread ?? false, ...(replyTo ? { replyTo } : {}) }
    return seenMessage(world, sayAs(platform, person, chatFor(where), { ...said, ...hangs }))
  }
  const own = (ref: Ref): Message => {
    const message = the(world, 'messages', ref)
    if (message.sender.id !== person.id) throw new Error(`${message.id} is not ${person.name}'s message`)
    return message
  }
  const emit = (app: Ref, type: string, event: object) => {
    const chat = chatFor(app)
    platform.emit(idOf(app), type, event, chat.id)
  }
  const ids = (app: Ref) => idsOf(world, the(world, 'apps', app), person)
  return {
    id: person.id,
    name: person.name,
    unionId: person.unionId,
    openId: (app) => openIdFor(world, idOf(app), person.id),
    async say(where, text, options = {}) {
      const { keys, mentions } = mentioned(options)
      return speak(where, { kind: 'text', content: textWith(text, keys), mentions }, options)
    },
    async sendPost(where, { title = '', content = [], images = [] }, options = {}) {
      const { keys, mentions } = mentioned(options)
      const ats = keys.map((key) => ({ tag: 'at', user_id: key, user_name: nameOfKey(key, mentions) }))
      const files = images.map((bytes) => storeImage(world, sender, bytes).key)
      const pictures = files.map((image_key) => [{ tag: 'img', image_key }])
      const lines = [...(ats.length > 0 ? [ats] : []), ...content, ...pictures]
      return speak(
        where,
        { kind: 'post', content: JSON.stringify({ title, content: lines }), mentions, files },
        options,
      )
    },
    async sendFile(where, name, bytes, options = {}) {
      const { key } = storeFile(world, sender, name, 'stream', bytes)
      const content = JSON.stringify({ file_key: key, file_name: name })
      return speak(where, { kind: 'file', content, files: [key] }, options)
    },
    async sendImage(where, bytes, options = {}) {
      const { key } = storeImage(world, sender, bytes)
      return speak(where, { kind: 'image', content: JSON.stringify({ image_key: key }), files: [key] }, options)
    },
    async sendSticker(where, options = {}) {
      const content = JSON.stringify({ file_key: world.ids.next('file_v3_') })
      return speak(where, { kind: 'sticker', content }, options)
    },
    async recall(message) {
      recall(platform, own(message), 'message_owner')
    },
    async edit(ref, text) {
      const message = own(ref)
      message.content = JSON.stringify({ text })
      message.edits++
      message.updatedAt = platform.now().getTime()
      noteChange(world, message)
    },
    async openChat(app) {
      const chat = chatFor(app)
      const last = messagesOf(world, chat.id).at(-1)
      emit(app, 'im.chat.access_event.bot_p2p_chat_entered_v1', {
        chat_id: chat.id,
        operator_id: ids(app),
        ...(last ? { last_message_id: last.id, last_message_create_time: String(last.createdAt) } : {}),
      })
    },
    async readChat(app) {
      const chat = chatFor(app)
      const sent = messagesOf(world, chat.id).filter((each) => each.sender.kind === 'app')
      emit(app, 'im.message.message_read_v1', {
        reader: {
          reader_id: ids(app),
          read_time: String(platform.now().getTime()),
          tenant_key: world.tenantKey,
        },
        message_id_list: sent.map((each) => each.id),
      })
    },
    async chooseMenu(app, eventKey) {
      emit(app, 'application.bot.menu_v6', {
        operator: { operator_id: ids(app) },
        event_key: eventKey,
        // A number of seconds in the current sample; no chat id.
        timestamp: Math.floor(platform.now().getTime() / 1000),
      })
    },
    stopBot(app, stopped = true) {
      if (stopped) person.stopped.add(idOf(app))
      else person.stopped.delete(idOf(app))
    },
  }
}

function nameOfKey(key: string, mentions: readonly Mention[]): string {
  return mentions.find((each) => each.key === key)?.name ?? '所有人'
}
