import { createHash, hash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Seal } from './app.ts'
import { decrypt } from './decrypt.ts'
import { readJson } from './json.ts'

/** What a request is. `refused`: not the platform's, or not for this app. `malformed`: signed, but no envelope. */
export type Verdict =
  | { readonly kind: 'envelope'; readonly envelope: unknown }
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'malformed'; readonly why: string }

/** By their names in lower case; absent or sent twice, they fit nothing. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>

/**
 * Retries come up to 6 h 21 min after the event, and whether they are signed anew is not documented (facts page,
 * sections 1.1 and 7): so old ones are let in. A replay is caught by the inbox, which claims each id once.
 */
const oldestMs = 8 * 3_600_000
const clockSkewMs = 5 * 60_000

const sealed = z.object({ encrypt: z.string() })
const challenge = z.object({ type: z.literal('url_verification'), token: z.string(), challenge: z.string() })
const addressed = z.object({ header: z.object({ token: z.string(), app_id: z.string() }) })
/** v1, for old event types: it names no app, and its signature has been checked (facts page, section 1.2). */
const addressedV1 = z.object({ type: z.literal('event_callback'), token: z.string() })

/**
 * Whether these bytes come from the platform and are meant for this app; what they say is the business of `parse`.
 * Signature and age are judged on the raw bytes before anything in them is read. Never throws, whatever comes.
 */
export function verify(seal: Seal, headers: Headers, body: Uint8Array, now: Date): Verdict {
  if (headers['x-lark-signature'] === undefined) return verifyUnsigned(seal, body)
  const why = wrongSignature(seal, headers, body, now)
  if (why !== null) return { kind: 'refused', why }
  const outer = readJson(body)
  if (!isRecord(outer)) return { kind: 'malformed', why: 'the body is no JSON object' }
  const wire = sealed.safeParse(outer)
  if (!wire.success) return { kind: 'refused', why: 'the body is not encrypted' }
  const plain = decrypt(seal.encryptKey, wire.data.encrypt)
  const inner = plain === null ? undefined : readJson(plain)
  if (!isRecord(inner)) return { kind: 'malformed', why: 'the body cannot be decrypted to a JSON object' }
  return answerChallenge(seal, inner) ?? verifyAddress(seal, inner)
}

/** Only url_verification comes without a signature (facts page, section 1.3); so it must know the token. */
function verifyUnsigned(seal: Seal, body: Uint8Array): Verdict {
  const outer = readJson(body)
  if (!isRecord(outer)) return { kind: 'malformed', why: 'the body is no JSON object' }
  const wire = sealed.safeParse(outer)
  if (!wire.success) return { kind: 'refused', why: 'neither signed nor encrypted' }
  const plain = decrypt(seal.encryptKey, wire.data.encrypt)
  const inner = plain === null ? undefined : readJson(plain)
  return answerChallenge(seal, inner) ?? { kind: 'refused', why: 'not signed, or encrypted with another Encrypt Key' }
}

function answerChallenge(seal: Seal, inner: unknown): Verdict | null {
  // Looked at first: what does not fit costs more to be told why than what does.
  if (!isRecord(inner) || (inner as { type?: unknown }).type !== 'url_verification') return null
  const asked = challenge.safeParse(inner)
  if (!asked.success) return null
  if (!isSame(asked.data.token, seal.verificationToken)) return { kind: 'refused', why: 'another Verification Token' }
  return { kind: 'challenge', challenge: asked.data.challenge }
}

function verifyAddress(seal: Seal, envelope: unknown): Verdict {
  const v2 = addressed.safeParse(envelope)
  const token = v2.success ? v2.data.header.token : (addressedV1.safeParse(envelope).data?.token ?? null)
  if (token === null) return { kind: 'malformed', why: 'no envelope: neither header nor token' }
  if (!isSame(token, seal.verificationToken)) return { kind: 'refused', why: 'another Verification Token' }
  if (v2.success && v2.data.header.app_id !== seal.appId) return { kind: 'refused', why: 'meant for another app' }
  return { kind: 'envelope', envelope }
}

function wrongSignature(seal: Seal, headers: Headers, body: Uint8Array, now: Date): string | null {
  const timestamp = headers['x-lark-request-timestamp']
  const nonce = headers['x-lark-request-nonce']
  const signature = headers['x-lark-signature']
  if (typeof timestamp !== 'string' || typeof nonce !== 'string' || typeof signature !== 'string') {
    return 'incomplete signature headers'
  }
  const expected = createHash('sha256')
    .update(timestamp + nonce + seal.encryptKey, 'utf8')
    .update(body)
    .digest('hex')
  if (!isSame(signature, expected)) return 'wrong signature'
  if (!/^\d{10}$/.test(timestamp)) return 'the timestamp is not in seconds'
  const age = now.getTime() - Number(timestamp) * 1000
  if (age > oldestMs) return 'signed more than 8 hours ago'
  return age < -clockSkewMs ? 'signed in the future: is the clock of this machine right?' : null
}

/** Compared as digests: they are of one length, and the time it takes tells nothing. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer')
  return timingSafeEqual(digest(given), digest(expected))
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
