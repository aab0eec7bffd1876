import { z } from 'zod'
import type { Card } from '#cards/card.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import {
  type ByteFlow,
  type Content,
  flowOf,
  type Messenger,
  MessengerError,
  type Sent,
  type Target,
} from '#src/ports.ts'
import { type Auth, type Connection, readAnswer } from './connection.ts'
import { type Multipart, multipart } from './multipart.ts'
import { pathId } from './path-id.ts'

const bot = z.object({ bot: z.object({ open_id: z.string().min(1), app_name: z.string().catch('') }) })
const sent = z.object({ data: z.object({ message_id: z.string().min(1), chat_id: z.string().min(1) }) })
const uploaded = z.object({ data: z.object({ file_key: z.string().min(1) }) })
const uploadedImage = z.object({ data: z.object({ image_key: z.string().min(1) }) })
/** The chat does not take replies in a thread (reply page). */
const noThreads = 230071

type Wire = { readonly msg_type: string; readonly content: string; readonly uuid: string }

/** Sending, over the platform's API. Everything that fails is a `MessengerError`. */
export function makeMessenger(connection: Connection): Messenger {
  let known: Promise<{ readonly bot: OpenId; readonly name: string }> | null = null
  return {
    self() {
      known ??= askWhoAmI(connection).catch((error: unknown) => {
        known = null
        throw error
      })
      return known
    },
    send: (target, content, key) => send(connection, target, { ...wireContent(content), uuid: key }),
    update: (message, card) => update(connection, message, card),
    upload: (name, file) => upload(connection, name, file),
    uploadImage: (bytes) => uploadImage(connection, bytes),
  }
}

/** An old page: the answer stands under `bot`, and the SDK has no call of its own for it. */
async function askWhoAmI({ call, client }: Connection): Promise<{ bot: OpenId; name: string }> {
  const answer = await call((auth) => client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, auth))
  const read = readAnswer(bot, answer, 'bot info').bot
  return { bot: read.open_id as OpenId, name: read.app_name }
}

async function send(connection: Connection, target: Target, data: Wire): Promise<Sent> {
  const answer = await connection.call((auth) => sendWith(connection, auth, target, data))
  const { message_id: message, chat_id: chat } = readAnswer(sent, answer, 'sending').data
  return { message: message as MessageId, chat: chat as ChatId }
}

function sendWith(connection: Connection, auth: Auth, target: Target, data: Wire): Promise<unknown> {
  const { message } = connection.client.im.v1
  switch (target.to) {
    case 'person':
      return message.create(
        { params: { receive_id_type: 'open_id' }, data: { ...data, receive_id: target.person } },
        auth,
      )
    case 'chat':
      return message.create(
        { params: { receive_id_type: 'chat_id' }, data: { ...data, receive_id: target.chat } },
        auth,
      )
    case 'thread':
      return reply(connection, auth, target.of, data)
  }
}

/** In a thread; where the chat has none, as a plain reply. */
async function reply({ client }: Connection, auth: Auth, of: MessageId, data: Wire): Promise<unknown> {
  const path = { message_id: pathId(of) }
  try {
    return await client.im.v1.message.reply({ path, data: { ...data, reply_in_thread: true } }, auth)
  } catch (error) {
    if (!(error instanceof MessengerError) || error.code !== noThreads) throw error
    return client.im.v1.message.reply({ path, data }, auth)
  }
}

async function update({ call, client }: Connection, message: MessageId, card: Card): Promise<void> {
  const path = { message_id: pathId(message) }
  await call((auth) => client.im.v1.message.patch({ path, data: { content: JSON.stringify(card) } }, auth))
}

/** Not by the SDK's own call: that holds all of a file, and sends it as a part without a file name. */
async function upload(connection: Connection, name: string, file: Uint8Array | ByteFlow): Promise<string> {
  const content = file instanceof Uint8Array ? flowOf(file) : file
  const form = () => multipart({ file_type: fileType(name), file_name: name }, { field: 'file', name, content })
  return readAnswer(uploaded, await postForm(connection, 'files', form), 'uploading').data.file_key
}

/** A name is asked for by strict readers and shown to nobody. */
async function uploadImage(connection: Connection, bytes: Uint8Array): Promise<string> {
  const form = () => multipart({ image_type: 'message' }, { field: 'image', name: 'photo.jpg', content: flowOf(bytes) })
  return readAnswer(uploadedImage, await postForm(connection, 'images', form), 'uploading a photo').data.image_key
}

/** The form is made for each call: with a fresh token it is sent once more. */
function postForm(
  { call, http, domain }: Connection,
  what: 'files' | 'images',
  form: () => Multipart,
): Promise<unknown> {
  const url = `${domain}/open-apis/im/v1/${what}`
  return call((_, token) => {
    const { headers, body } = form()
    return http.post(url, body, { headers: { ...headers, Authorization: `Bearer ${token}` } })
  })
}

/** The kinds the file page knows, by the name's ending; everything else is `stream`. */
function fileType(name: string): 'doc' | 'xls' | 'pdf' | 'ppt' | 'stream' {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (ending === 'doc' || ending === 'docx') return 'doc'
  if (ending === 'xls' || ending === 'xlsx') return 'xls'
  if (ending === 'ppt' || ending === 'pptx') return 'ppt'
  return ending === 'pdf' ? 'pdf' : 'stream'
}

function wireContent(content: Content): Omit<Wire, 'uuid'> {
  switch (content.kind) {
    case 'text':
      return { msg_type: 'text', content: JSON.stringify({ text: withoutMentions(content.text) }) }
    case 'card':
      return { msg_type: 'interactive', content: JSON.stringify(content.card) }
    case 'file':
      return { msg_type: 'file', content: JSON.stringify({ file_key: content.file }) }
    case 'image':
      return { msg_type: 'image', content: JSON.stringify({ image_key: content.image }) }
  }
}

/** A text holds what people wrote, and `<at user_id="all">` in it would call everybody: here it stays words. */
function withoutMentions(text: string): string {
  return text.replace(/<(?=\/?at\b)/gi, '＜')
}
