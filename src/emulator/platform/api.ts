import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import Router from '@koa/router'
import type { Context } from 'koa'
import type { Platform } from '../platform.ts'
import { hasScope } from '../world/people.ts'
import type { Answer, Endpoint } from './endpoint.ts'
import { PlatformError } from './error.ts'
import type { Faults } from './faults.ts'
import type { Limits } from './limits.ts'
import { readMultipart } from './multipart.ts'
import { appOfToken, tenantToken } from './token.ts'

const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal'
/** A file of 30 MB in its multipart wrapping, and some room for refusing a greater one politely. */
const mostBytes = 48 * 1024 * 1024

type Deps = { platform: Platform; limits: Limits; faults: Faults; endpoints: readonly Endpoint[] }
type Reply = {
  status: number
  headers: Readonly<Record<string, string>>
  body: object | Buffer
  code: number
  msg: string
}

/** All endpoints of the platform behind its common door: token, scope, limits, codes, wire log. */
export function apiRouter({ platform, limits, faults, endpoints }: Deps): Router {
  const router = new Router()
  router.post(tokenPath, (ctx) =>
    answer(ctx, platform, faults, `POST ${tokenPath}`, async (raw) => ({
      appId: null,
      answer: { whole: tenantToken(platform, parseJson(raw)) },
    })),
  )
  for (const endpoint of endpoints) {
    const api = `${endpoint.method.toUpperCase()} ${endpoint.path}`
    router[endpoint.method](endpoint.path, (ctx: Context) =>
      answer(ctx, platform, faults, api, async (raw, known) => {
        const app = appOfToken(platform, ctx.get('authorization') || undefined)
        known(app.id)
        limits.api(`${app.id} ${api}`)
        if (!hasScope(app, ...endpoint.scopes)) throw missingScope(endpoint.scopes)
        const type = ctx.get('content-type')
        const done = await endpoint.run({
          platform,
          limits,
          app,
          params: ctx.params as Record<string, string>,
          query: new URLSearchParams(ctx.querystring),
          body: type.includes('json') ? parseJson(raw) : null,
          parts: () => readMultipart(raw, type),
        })
        return { appId: app.id, answer: done }
      }),
    )
  }
  return router
}

type Work = (raw: Buffer, known: (appId: string) => void) => Promise<{ appId: string | null; answer: Answer }>

async function answer(ctx: Context, platform: Platform, faults: Faults, api: string, work: Work): Promise<void> {
  const end = platform.work.begin()
  const from = performance.now()
  let appId: string | null = null
  let raw: Buffer = Buffer.alloc(0)
  try {
    raw = await rawBody(ctx.req)
    const fault = faults.take(api)
    const reply =
      fault?.kind === 'cut-before'
        ? null
        : fault?.kind === 'code'
          ? refusal(new PlatformError(fault.code, 'fault ordered by the test', fault.status, {}, fault.headers))
          : await attempt(() =>
              work(raw, (id) => {
                appId = id
              }),
            )
    platform.wire.note({
      kind: 'api',
      appId,
      method: ctx.method,
      path: ctx.path,
      query: ctx.querystring,
      request: ctx.path === tokenPath ? null : readable(raw, ctx.get('content-type')),
      status: reply?.status ?? 0,
      code: reply?.code ?? -1,
      msg: reply?.msg ?? 'connection cut',
      ms: Math.round(performance.now() - from),
    })
    if (reply === null || fault?.kind === 'cut-after') {
      ctx.respond = false
      ctx.req.socket.destroy()
      return
    }
    if (fault?.kind === 'cut-halfway') return await cutHalfway(ctx, reply)
    ctx.status = reply.status
    ctx.set({ 'x-tt-logid': randomBytes(16).toString('hex'), ...reply.headers })
    ctx.body = reply.body
  } finally {
    end()
  }
}

/** Announces the whole answer and breaks off in its midst. */
async function cutHalfway(ctx: Context, { status, headers, body }: Reply): Promise<void> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  ctx.respond = false
  ctx.res.writeHead(status, { ...headers, 'content-length': bytes.length })
  await new Promise<void>((resolve) => ctx.res.write(bytes.subarray(0, bytes.length >> 1), () => resolve()))
  ctx.res.destroy()
}

async function attempt(work: () => ReturnType<Work>): Promise<Reply> {
  try {
    const { answer: done } = await work()
    if ('file' in done) {
      const headers = {
        'content-type': done.file.mime,
        'content-disposition': `attachment; filename="${encodeURIComponent(done.file.name)}"`,
      }
      return { status: 200, headers, body: done.file.bytes, code: 0, msg: 'ok' }
    }
    const body = 'whole' in done ? done.whole : { code: 0, msg: 'success', data: done.data }
    return { status: 200, headers: {}, body, code: 0, msg: 'ok' }
  } catch (error) {
    if (error instanceof PlatformError) return refusal(error)
    throw error
  }
}

function refusal(error: PlatformError): Reply {
  const logId = randomBytes(16).toString('hex')
  const detail = { log_id: logId, ...error.detail }
  return {
    status: error.status,
    headers: error.headers,
    body: { code: error.code, msg: error.message, error: detail },
    code: error.code,
    msg: error.message,
  }
}

function missingScope(anyOf: readonly string[]): PlatformError {
  const needed = `[${anyOf.join(', ')}]`
  return new PlatformError(99991672, `Access denied. One of the following scopes is required: ${needed}.`, 400, {
    permission_violations: anyOf.map((subject) => ({ type: 'action_scope_required', subject })),
  })
}

async function rawBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size <= mostBytes) parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

function parseJson(raw: Buffer): unknown {
  if (raw.length === 0) return null
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    throw new PlatformError(9499, 'Bad Request: the body is not JSON')
  }
}

function readable(raw: Buffer, type: string): unknown {
  if (!type.includes('json')) return raw.length === 0 ? null : `${raw.length} bytes of ${type.split(';')[0]}`
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    return raw.toString('utf8')
  }
}
