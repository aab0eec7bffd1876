import type { Context } from 'koa'
import { eventStream } from '../control/event-stream.ts'
import type { Platform } from '../platform.ts'
import type { Change } from '../world/news.ts'
import type { Person } from '../world/world.ts'
import { chatLine, sees } from './chat-list.ts'
import type { ClockChange } from './clock.ts'
import type { Live } from './contract.ts'
import { pageMessage } from './conversation.ts'

type Tell = <K extends keyof Live>(name: K, value: Live[K]) => void

/**
 * What changes for one person, as server-sent events from now on, until the reader goes away. Whoever comes back has missed
 * some and asks anew: there is no replay.
 */
export function streamLive(
  platform: Platform,
  person: Person,
  ctx: Context,
  also: { readonly wire: boolean; readonly onClock: (heard: (face: ClockChange) => void) => () => void },
): void {
  const stream = eventStream(ctx)
  const tell: Tell = (name, data) => stream.send({ name, data })
  // One round of the loop may change one message many times; the reader needs its last state only.
  const waiting = new Map<string, Change>()
  const pass = () => {
    const changes = [...waiting.values()]
    waiting.clear()
    for (const change of changes) retell(platform, person, change, tell)
  }
  const stops = [
    platform.world.news.listen((change) => {
      if (waiting.size === 0) setImmediate(pass)
      waiting.set(JSON.stringify(change), change)
    }),
    also.onClock((face) => tell('clock', face)),
    ...(also.wire ? [platform.wire.listen((entry) => tell('wire', entry))] : []),
  ]
  stream.whenGone(() => {
    for (const stop of stops) stop()
  })
}

function retell(platform: Platform, person: Person, change: Change, tell: Tell): void {
  const { world } = platform
  if (change.kind === 'town') {
    tell('town', {})
    return
  }
  if (change.kind === 'read' && change.person !== person.id) return
  const message = change.kind === 'message' ? world.messages.get(change.id) : undefined
  const chatId = change.kind === 'message' ? message?.chatId : change.kind === 'chat' ? change.id : change.chat
  const chat = chatId === undefined ? undefined : world.chats.get(chatId)
  if (chat === undefined) return
  if (!chat.people.has(person.id)) {
    if (change.kind === 'chat') tell('gone', { id: chat.id })
    return
  }
  const hidden = message !== undefined && !sees(person, { ...message, deleted: false })
  if (hidden) return
  if (message !== undefined) tell('message', pageMessage(platform, message))
  tell('chat', chatLine(world, chat, person))
}
