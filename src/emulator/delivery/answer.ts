import { z } from 'zod'
import { isTooLong, isV2 } from '../cards/check.ts'
import { CardProblem } from '../cards/problem.ts'
import { judgeCard } from '../platform/content.ts'
import type { Platform } from '../platform.ts'
import type { App, CardJson } from '../world/world.ts'
import { isAccepted, type Posted } from './post.ts'

const toast = z.object({
  type: z.enum(['info', 'success', 'error', 'warning']).default('info'),
  content: z.string().optional(),
  i18n: z.record(z.string(), z.string()).optional(),
})
const answer = z.object({
  toast: toast.optional(),
  card: z.object({ type: z.enum(['raw', 'template']), data: z.unknown() }).optional(),
})

export type Toast = { readonly type: 'info' | 'success' | 'error' | 'warning'; readonly content: string }

/** What the client makes of an answer: code 0, or the code it shows (callback page, "codes"). */
export type Understood = {
  readonly code: number
  readonly why: string | null
  readonly toast: Toast | null
  readonly card: CardJson | null
}

const failed = (code: number, why: string): Understood => ({ code, why, toast: null, card: null })

/** Reads the answer to a callback. `shown` is the card that was pressed; `line`: over the long connection. */
export function understand(platform: Platform, app: App, shown: CardJson, posted: Posted, line: boolean): Understood {
  const { switches } = platform
  if (posted.kind === 'failed') return failed(failureCode[posted.why], posted.why)
  if (!isAccepted(posted.status, switches.other2xx)) return failed(200671, `HTTP ${posted.status}`)
  if (posted.body === '' && switches.emptyCallbackBody === 'accepted') return failed(0, '')
  if (switches.callbackContentType === 'json-only' && !posted.contentType.includes('json')) {
    return failed(200672, `the answer is ${posted.contentType || 'of no type'}, not JSON`)
  }
  let json: unknown
  try {
    json = JSON.parse(posted.body)
  } catch {
    return failed(200672, 'the answer is not JSON')
  }
  const parsed = answer.safeParse(json)
  if (!parsed.success) return failed(200672, z.prettifyError(parsed.error))
  const said = parsed.data.toast
  const heard: Toast | null = said ? { type: said.type, content: said.i18n?.zh_cn ?? said.content ?? '' } : null
  if (!parsed.data.card) return { code: 0, why: null, toast: heard, card: null }
  const card = readCard(platform, parsed.data.card)
  const problem =
    card === null
      ? failed(200673, 'card.data is not an object')
      : parsed.data.card.type === 'template'
        ? failed(200673, 'template does not exist')
        : line && switches.rawCardOverLongConnection === 'refused'
          ? failed(200673, 'a raw card over the long connection')
          : judge(platform, app, shown, card)
  return problem ?? { code: 0, why: null, toast: heard, card }
}

/** Timeout 200341, TCP 200342, DNS 200343; a connection that breaks later is the platform's own 200080. */
const failureCode = { timeout: 200341, connect: 200342, dns: 200343, broken: 200080 } as const

function readCard(platform: Platform, card: { data?: unknown }): CardJson | null {
  let data = card.data
  if (typeof data === 'string' && platform.switches.cardAsString === 'accepted') {
    try {
      data = JSON.parse(data)
    } catch {
      return null
    }
  }
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as CardJson) : null
}

/** The answer has the structure in which the card was sent, and keeps all its rules. */
function judge(platform: Platform, app: App, shown: CardJson, card: CardJson): Understood | null {
  if (isV2(shown) && !isV2(card)) return failed(200830, 'a 2.0 card was answered with a 1.0 card')
  if (isTooLong(JSON.stringify(card))) return failed(200673, 'the card is longer than 30 KB')
  try {
    judgeCard(platform, app, card)
    return null
  } catch (error) {
    if (error instanceof CardProblem) return failed(200673, error.text)
    throw error
  }
}
