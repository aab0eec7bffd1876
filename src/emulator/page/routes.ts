import Router from '@koa/router'
import type { Context } from 'koa'
import { z } from 'zod'
import { addJsonRoute } from '../control/json-route.ts'
import { the } from '../control/refs.ts'
import type { Platform } from '../platform.ts'
import { addAssets } from './assets.ts'
import { chatsOf } from './chat-list.ts'
import { checkCardJson } from './check-card.ts'
import { pageClock, type WorldClock } from './clock.ts'
import type { Suggestion, Town } from './contract.ts'
import { conversation, type Which } from './conversation.ts'
import { sendFile } from './file.ts'
import { streamLive } from './live.ts'
import { readChat } from './read-chat.ts'
import { townOf } from './town.ts'

/** What the program that starts the emulator adds to the page. */
export type PageOptions = {
  /** null: the time can be seen, not moved. */
  readonly clock: WorldClock | null
  readonly suggestions: () => readonly Suggestion[]
}

const most = 100
const stretch = z.object({
  person: z.string(),
  thread: z.string().nullable().default(null),
  before: z.coerce.number().default(Number.POSITIVE_INFINITY),
  limit: z.coerce.number().int().min(1).max(most).default(30),
})

/** The page in the browser: what it is made of, and what it asks (`contract.ts`). */
export function pageRouter(platform: Platform, { clock: moved, suggestions }: PageOptions): Router {
  const { world, now } = platform
  const clock = pageClock(platform, moved)
  const router = new Router()
  addAssets(router)
  const person = (id: unknown) => the(world, 'people', String(id))
  const add = (route: string, run: (id: string, body: unknown, ctx: Context) => unknown) =>
    addJsonRoute(router, route.replace(' ', ' /emulator/page'), run)

  add('GET /town', (): Town => ({ ...townOf(world), clock: clock.face(), suggestions: suggestions() }))
  add('GET /people/:id/chats', (id) => chatsOf(world, person(id), now()))
  add('POST /people/:id/read', (id, body) => {
    readChat(platform, person(id), the(world, 'chats', z.strictObject({ chat: z.string() }).parse(body).chat))
  })
  add('GET /chats/:id/messages', (id, _, ctx) => {
    const { person: who, ...which } = stretch.parse(ctx.query)
    return conversation(platform, the(world, 'chats', id), person(who), which satisfies Which)
  })
  add('GET /files/:id', (id, _, ctx) => sendFile(the(world, 'files', id), ctx))
  add('POST /check-card', (_, body) => checkCardJson(platform, z.strictObject({ card: z.unknown() }).parse(body).card))
  add('POST /clock', (_, body) => clock.move(body))
  add('GET /live', (_, __, ctx) => {
    streamLive(platform, person(ctx.query.person), ctx, { wire: ctx.query.wire === '1', onClock: clock.listen })
  })
  return router
}
