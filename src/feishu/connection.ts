import { Client, type HttpInstance, LoggerLevel, withTenantToken } from '@larksuiteoapi/node-sdk'
import { z } from 'zod'
import { MessengerError } from '#src/ports.ts'
import type { Access } from './app.ts'
import { unreadable } from './errors.ts'
import { makeHttp } from './http.ts'
import { type Granted, makeTokens } from './token.ts'

export type Auth = ReturnType<typeof withTenantToken>

/** One app's way to the platform's API, shared by everything that asks or tells it something. */
export type Connection = {
  readonly client: Client
  readonly http: HttpInstance
  /** Base address without a slash at its end. */
  readonly domain: string
  /** Runs one call with a token that holds; a token that turns out not to hold is replaced, once. */
  call<T>(run: (auth: Auth, token: string) => Promise<T>): Promise<T>
}

export type ConnectionOptions = {
  readonly now?: () => Date
  readonly timeoutMs?: number
  readonly uploadTimeoutMs?: number
}

/** The platform says that a token is missing, has run out, or is none (facts page, section 3.1). */
const tokenCodes: ReadonlySet<number | null> = new Set([99991661, 99991663, 99991671])
const granted = z.object({ tenant_access_token: z.string().min(1), expire: z.number().positive() })
/** The SDK would log whole requests, with app secret and bearer token. What fails is told by a `MessengerError`. */
export const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

/** Opens the way; nothing is asked before the first call. */
export function connect(access: Access, options: ConnectionOptions = {}): Connection {
  const domain = access.domain.replace(/\/+$/, '')
  const http = makeHttp(options.timeoutMs ?? 10_000, options.uploadTimeoutMs ?? 60_000)
  const client = new Client({
    appId: access.appId,
    appSecret: access.appSecret,
    domain,
    httpInstance: http,
    // Tokens are ours (`makeTokens`); each call names the one it uses.
    disableTokenCache: true,
    logger: silent,
    loggerLevel: LoggerLevel.error,
  })
  const tokens = makeTokens(() => fetchToken(client, access), options.now ?? (() => new Date()))
  return {
    client,
    http,
    domain,
    async call(run) {
      const token = await tokens.current()
      try {
        return await run(withTenantToken(token), token)
      } catch (error) {
        if (!(error instanceof MessengerError) || !tokenCodes.has(error.code)) throw error
        tokens.drop(token)
        const fresh = await tokens.current()
        return run(withTenantToken(fresh), fresh)
      }
    },
  }
}

async function fetchToken(client: Client, { appId, appSecret }: Access): Promise<Granted> {
  const answer = await client.auth.v3.tenantAccessToken.internal({ data: { app_id: appId, app_secret: appSecret } })
  const read = readAnswer(granted, answer, 'tenant access token')
  return { token: read.tenant_access_token, seconds: read.expire }
}

/** Reads an answer at the border, or fails as `unknown`: what was asked may have happened. */
export function readAnswer<T>(shape: z.ZodType<T>, answer: unknown, about: string): T {
  const read = shape.safeParse(answer)
  if (!read.success) throw unreadable(about)
  return read.data
}
