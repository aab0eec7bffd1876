import { replaceCard } from '../platform/message-change.ts'
import type { Platform } from '../platform.ts'
import { idsOf } from '../world/people.ts'
import { type App, type Message, overLine, type Person } from '../world/world.ts'
import { type Understood, understand } from './answer.ts'
import type { Line } from './courier.ts'
import { envelope } from './envelope.ts'
import { type Posted, post } from './post.ts'
import { seal } from './seal.ts'

export type CallbackResult = Understood & { readonly latencyMs: number }

const tokenMs = 30 * 60_000

/** Asks the app what a press does: one try, 3 s, and the answer's card replaces the shared one (callback page). */
export async function callBack(
  platform: Platform,
  line: Line,
  app: App,
  person: Person,
  message: Message,
  action: object,
): Promise<CallbackResult> {
  const { world, switches } = platform
  const shown = message.card ?? {}
  const token = world.ids.next('c-')
  world.updateTokens.set(token, {
    token,
    appId: app.id,
    messageId: message.id,
    expiresAt: platform.now().getTime() + tokenMs,
    usesLeft: 2,
    answered: false,
  })
  const payload = envelope(world, app, 'card.action.trigger', stamp(platform), {
    operator: { tenant_key: world.tenantKey, ...idsOf(world, app, person) },
    token,
    action,
    host: 'im_message',
    context: { open_message_id: message.id, open_chat_id: message.chatId },
  })
  message.openCallbacks++
  const asked = await ask(platform, line, app, payload).finally(() => message.openCallbacks--)
  const posted = asked.kind === 'unset' ? null : asked
  const result: Understood =
    asked.kind === 'unset'
      ? { code: asked.code, why: asked.why, toast: null, card: null }
      : understand(platform, app, shown, asked, app.callbackUrl === overLine)
  // A patch that came meanwhile is undone by the answer, if it was let through at all (delayed update page).
  if (switches.patchDuringCallback === 'undone' && message.card !== shown) replaceCard(platform, message, shown)
  const used = world.updateTokens.get(token)
  if (used) used.answered = result.code === 0
  if (result.card !== null && !message.deleted) replaceCard(platform, message, result.card)
  platform.wire.note({
    kind: 'callback',
    appId: app.id,
    eventId: payload.header.event_id,
    personId: person.id,
    messageId: message.id,
    status: posted?.kind === 'answered' ? posted.status : null,
    code: result.code,
    why: result.why,
    payload,
    answer: posted?.kind === 'answered' ? readable(posted.body) : null,
    ms: posted?.ms ?? 0,
  })
  return { ...result, latencyMs: posted?.ms ?? 0 }
}

type Unset = { kind: 'unset'; code: number; why: string }

async function ask(platform: Platform, line: Line, app: App, payload: object): Promise<Posted | Unset> {
  const { callbackTimeoutMs } = platform.switches
  if (!app.published) return { kind: 'unset', code: 200346, why: 'the version is not published' }
  if (!app.cardCallback) return { kind: 'unset', code: 200347, why: 'card.action.trigger is not added' }
  if (app.callbackUrl === overLine) return line.send(app.id, payload, callbackTimeoutMs)
  if (app.callbackUrl === null) return { kind: 'unset', code: 200340, why: 'no callback URL is set' }
  if (!/^https?:\/\//.test(app.callbackUrl) || !URL.canParse(app.callbackUrl)) {
    return { kind: 'unset', code: 200345, why: 'the callback URL is invalid' }
  }
  return post(app.callbackUrl, seal(payload, app.encryptKey, platform.now()), callbackTimeoutMs)
}

/** 16 digits by the documents, 13 by switch. */
function stamp(platform: Platform): string {
  const ms = String(platform.now().getTime())
  return platform.switches.callbackCreateTime === 'microseconds' ? `${ms}000` : ms
}

function readable(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
