import { z } from 'zod'
import type { Platform } from '../platform.ts'
import type { App } from '../world/world.ts'
import { PlatformError } from './error.ts'

const body = z.object({ app_id: z.string(), app_secret: z.string() })
const keepMs = 30 * 60_000

/**
 * tenant_access_token/internal: failures are HTTP 200 with a code, and the fields stand at the top. With 30 minutes or
 * more left the same token comes again; with less a new one, and both hold.
 */
export function tenantToken(platform: Platform, request: unknown): object {
  const parsed = body.safeParse(request)
  if (!parsed.success) throw new PlatformError(10003, 'invalid param', 200)
  const app = platform.world.apps.get(parsed.data.app_id)
  if (!app) throw new PlatformError(10014, 'app not exist', 200)
  if (app.secret !== parsed.data.app_secret) {
    throw new PlatformError(platform.switches.wrongSecretCode, 'app secret invalid', 200)
  }
  const now = platform.now().getTime()
  const last = app.tokens.at(-1)
  const current = last && last.expiresAt - now >= keepMs ? last : issue(platform, app, now)
  const expire = Math.floor((current.expiresAt - now) / 1000)
  return { code: 0, msg: 'ok', tenant_access_token: current.token, expire }
}

function issue(platform: Platform, app: App, now: number): App['tokens'][number] {
  const made = { token: platform.world.ids.next('t-'), expiresAt: now + platform.switches.tokenSeconds * 1000 }
  app.tokens.push(made)
  return made
}

/** The app behind an Authorization header; 99991661 without one, 99991663 with one that does not hold (or no longer). */
export function appOfToken(platform: Platform, authorization: string | undefined): App {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (!token) throw new PlatformError(99991661, 'Missing access token for authorization.')
  const now = platform.now().getTime()
  for (const app of platform.world.apps.values()) {
    if (app.tokens.some((each) => each.token === token && each.expiresAt > now)) return app
  }
  throw new PlatformError(99991663, 'Invalid access token for authorization.')
}
