import { z } from 'zod'
import { isV2 } from '../cards/check.ts'
import { CardProblem, cardCode } from '../cards/problem.ts'
import type { Platform } from '../platform.ts'
import { noteChange } from '../world/chats.ts'
import { recall } from '../world/recall.ts'
import type { App, CardJson, Message } from '../world/world.ts'
import { cardError, readCard, readContent } from './content.ts'
import { type Answer, type Call, type Endpoint, read } from './endpoint.ts'
import { PlatformError } from './error.ts'
import { visibleMessage } from './message-send.ts'
import { messageView } from './message-view.ts'

const editScopes = ['im:message', 'im:message:send_as_bot', 'im:message:update']
const recallScopes = ['im:message', 'im:message:recall', 'im:message:send_as_bot']
const fourteenDays = 14 * 86_400_000
/** The recall window is the administrator's choice; a day is what a new tenant has. */
const recallMs = 86_400_000

export const changing: readonly Endpoint[] = [
  { method: 'patch', path: '/open-apis/im/v1/messages/:message_id', scopes: editScopes, run: patch },
  { method: 'put', path: '/open-apis/im/v1/messages/:message_id', scopes: editScopes, run: edit },
  { method: 'delete', path: '/open-apis/im/v1/messages/:message_id', scopes: recallScopes, run: remove },
]

/** A message of this bot that can still be changed. */
function ownMessage(platform: Platform, app: App, id: string): Message {
  const message = visibleMessage(platform, app, id)
  if (message.sender.id !== app.id) throw new PlatformError(230001, 'the operator can not change the message of others')
  if (message.deleted) throw new PlatformError(230011, 'The message was recalled.')
  return message
}

function patch(call: Call): Answer {
  const { platform, app } = call
  const { content } = read(z.object({ content: z.string() }), call.body)
  const message = ownMessage(platform, app, call.params.message_id ?? '')
  if (message.kind !== 'interactive' || message.onlyFor !== null) {
    throw new PlatformError(230001, 'This message is NOT a card that can be updated.')
  }
  if (isOld(platform, message)) throw new PlatformError(230031, 'The message to be updated is sent 14 days ago.')
  let json: unknown
  try {
    json = JSON.parse(content)
  } catch {
    throw new PlatformError(230001, 'Your request contains an invalid request parameter: content is not JSON.')
  }
  const card = readCard(platform, app, json, content)
  checkSuccessor(message.card, card)
  if (message.openCallbacks > 0 && platform.switches.patchDuringCallback === 'refused') {
    throw cardError(new CardProblem(cardCode.tooMuch, 'ROOT', 'card action is lock'))
  }
  call.limits.change(message.id)
  replaceCard(platform, message, card)
  return { data: {} }
}

/** update_multi in the old and in the new card; 2.0 never becomes 1.0 again (patch page; JSON 2.0 differences). */
export function checkSuccessor(before: CardJson | null, after: CardJson): void {
  if (before !== null && isV2(before) && !isV2(after)) {
    throw cardError(new CardProblem(200830, 'ROOT', 'card schema V2 can not be changed to V1'))
  }
  for (const card of [before, after]) {
    const config = card?.config as { update_multi?: unknown } | undefined
    if (card && !isV2(card) && config?.update_multi !== true) {
      throw new PlatformError(230001, 'The card must be shared: update_multi is not true.')
    }
  }
}

export function replaceCard(platform: Platform, message: Message, card: CardJson): void {
  message.card = card
  message.content = JSON.stringify(card)
  message.cardVersion++
  message.updatedAt = platform.now().getTime()
  noteChange(platform.world, message)
}

/** Cards can be updated and used for 14 days. */
export function isOld(platform: Platform, message: Message): boolean {
  return platform.now().getTime() - message.createdAt > fourteenDays
}

function edit(call: Call): Answer {
  const { platform, app } = call
  const body = read(z.object({ msg_type: z.string(), content: z.string() }), call.body)
  const message = ownMessage(platform, app, call.params.message_id ?? '')
  if (!['text', 'post'].includes(message.kind) || !['text', 'post'].includes(body.msg_type)) {
    throw new PlatformError(230054, 'This operation is not supported for this message type.')
  }
  if (message.edits >= 20)
    throw new PlatformError(230072, 'The number of times the message was edited is at its limit.')
  const content = readContent(platform, app, body.msg_type, body.content)
  call.limits.change(message.id)
  message.kind = body.msg_type
  message.content = body.content
  message.mentions = content.mentions
  message.edits++
  message.updatedAt = platform.now().getTime()
  noteChange(platform.world, message)
  return { data: messageView(platform.world, app, message) }
}

function remove(call: Call): Answer {
  const { platform, app } = call
  const message = visibleMessage(platform, app, call.params.message_id ?? '')
  if (message.sender.id !== app.id) {
    throw new PlatformError(230026, 'No permission to recall this message.')
  }
  if (message.deleted) throw new PlatformError(230011, 'The message was recalled.')
  if (platform.now().getTime() - message.createdAt > recallMs) {
    throw new PlatformError(230009, 'This message can not be recalled because it is sent too long ago.')
  }
  recall(platform, message, 'message_owner')
  return { data: {} }
}
