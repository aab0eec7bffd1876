import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Platform } from '../platform.ts'
import type { App } from '../world/world.ts'
import { post } from './post.ts'
import { seal } from './seal.ts'

const answer = z.object({ challenge: z.string() })

/**
 * What the console does when a request URL is saved: one url_verification, encrypted if there is a key, never signed, to be
 * answered with the plain challenge within 1 s (sending events to the developer's server). Answers why it was refused, or null.
 */
export async function challenge(platform: Platform, app: App, url: string): Promise<string | null> {
  const asked = randomUUID()
  const payload = { challenge: asked, token: app.verificationToken, type: 'url_verification' }
  const posted = await post(url, seal(payload, app.encryptKey, null), platform.switches.challengeTimeoutMs)
  const why = refusal(posted, asked)
  platform.wire.note({ kind: 'challenge', appId: app.id, url, ok: why === null, why, ms: posted.ms })
  return why
}

function refusal(posted: Awaited<ReturnType<typeof post>>, asked: string): string | null {
  if (posted.kind === 'failed') return `no answer to the challenge: ${posted.why} after ${posted.ms} ms`
  if (posted.status !== 200) return `the challenge was answered with HTTP ${posted.status}`
  const parsed = answer.safeParse(json(posted.body))
  if (!parsed.success) return `the challenge was answered with ${posted.body.slice(0, 200) || 'an empty body'}`
  return parsed.data.challenge === asked ? null : 'the challenge was answered with another challenge'
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
