import { z } from 'zod'
import { isTooLong } from '../cards/check.ts'
import { CardProblem } from '../cards/problem.ts'
import { addMessage, noteChange } from '../world/chats.ts'
import { personByAnyId } from '../world/people.ts'
import { judgeCard, readCard } from './content.ts'
import { type Answer, type Call, type Endpoint, read } from './endpoint.ts'
import { PlatformError } from './error.ts'
import { checkSuccessor, replaceCard } from './message-change.ts'

export const cardUpdates: readonly Endpoint[] = [
  { method: 'post', path: '/open-apis/interactive/v1/card/update', scopes: [], run: delayedUpdate },
  {
    method: 'post',
    path: '/open-apis/ephemeral/v1/send',
    scopes: ['im:message', 'im:message:send_as_bot'],
    run: sendEphemeral,
  },
  {
    method: 'post',
    path: '/open-apis/ephemeral/v1/delete',
    scopes: ['im:message', 'im:message:send_as_bot'],
    run: deleteEphemeral,
  },
]

const card = z.record(z.string(), z.unknown())

/** The delayed update: the callback's token, 30 minutes, twice, and only after the callback was answered. */
function delayedUpdate(call: Call): Answer {
  const { platform, app } = call
  const refuse = (code: number, msg: string) => new PlatformError(code, msg, platform.switches.delayedUpdateStatus)
  const body = z.object({ token: z.string(), card }).safeParse(call.body)
  if (!body.success) throw refuse(10002, 'invalid parameter')
  const token = platform.world.updateTokens.get(body.data.token)
  if (!token) throw refuse(300020, 'token format error')
  if (token.appId !== app.id) throw refuse(200310, "the card is another app's")
  if (token.expiresAt <= platform.now().getTime()) throw refuse(300030, 'token expired')
  if (token.usesLeft <= 0) throw refuse(300040, 'token used up')
  const message = platform.world.messages.get(token.messageId)
  if (!message || message.deleted) throw refuse(200000, 'the message was recalled')
  if (!token.answered) throw refuse(11311, 'the callback has not been answered yet')
  const { open_ids: _, ...next } = body.data.card
  if (isTooLong(JSON.stringify(next))) throw refuse(100030, 'the card is longer than 30 KB')
  try {
    judgeCard(platform, app, next)
  } catch (error) {
    if (error instanceof CardProblem) throw refuse(100000, error.text)
    throw error
  }
  checkSuccessor(message.card, next)
  token.usesLeft--
  replaceCard(platform, message, next)
  return { whole: { code: 0, msg: 'ok' } }
}

const ephemeral = z.object({
  chat_id: z.string(),
  open_id: z.string().optional(),
  user_id: z.string().optional(),
  email: z.string().optional(),
  msg_type: z.literal('interactive'),
  card,
})

/** A card that one member of a normal group sees. Its error codes are not documented; these are the nearest. */
function sendEphemeral(call: Call): Answer {
  const { platform, app } = call
  const body = read(ephemeral, call.body)
  const chat = platform.world.chats.get(body.chat_id)
  if (!chat?.bots.has(app.id)) throw new PlatformError(230002, 'Bot/User can NOT be out of the chat.')
  if (chat.kind !== 'group' || chat.mode === 'topic') throw new PlatformError(10002, 'only normal groups are supported')
  const byEmail = [...platform.world.people.values()].find((each) => each.email === body.email)
  const id = body.open_id ?? body.user_id
  const person = id === undefined ? byEmail : personByAnyId(platform.world, app, id)
  if (!person || !chat.people.has(person.id)) throw new PlatformError(10002, 'the user is not in the chat')
  const content = JSON.stringify(body.card)
  const message = addMessage(
    platform.world,
    {
      chatId: chat.id,
      sender: { kind: 'app', id: app.id },
      kind: 'interactive',
      content,
      card: readCard(platform, app, body.card, content),
      onlyFor: person.id,
    },
    platform.now(),
  )
  return { data: { message_id: message.id } }
}

function deleteEphemeral(call: Call): Answer {
  const { message_id: id } = read(z.object({ message_id: z.string() }), call.body)
  const message = call.platform.world.messages.get(id)
  if (!message || message.onlyFor === null || message.sender.id !== call.app.id) {
    throw new PlatformError(10002, 'the message is not an ephemeral one of this app')
  }
  if (message.deleted) throw new PlatformError(18051, 'the message has been deleted')
  message.deleted = true
  noteChange(call.platform.world, message)
  return { data: {} }
}
