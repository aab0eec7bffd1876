import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Access } from '#src/feishu/app.ts'

export type Call = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly token: string | null
  readonly type: string
  readonly raw: Buffer
  readonly json: unknown
}
export type Answer =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown }
  | 'hang'
  | 'cut'
  /** The beginning of an answer, and then nothing. */
  | 'stall'
  /** An answer that goes on and on. */
  | 'dribble'

export type Fake = AsyncDisposable & {
  readonly access: Access
  /** All but the token requests. */
  readonly calls: Call[]
  tokensGiven: number
  /** What the next token requests are answered with; a token when there is none. */
  tokenAnswer: Answer | null
}

export const secret = 'app-secret-that-nobody-may-see'
const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal'

/** A platform of one answer per call: for what no well-behaved one would do, and for looking at what was asked. */
export async function startFake(answer: (call: Call) => Answer): Promise<Fake> {
  const server = createServer(async (request, response) => {
    const raw = Buffer.concat(await request.toArray())
    const url = new URL(request.url ?? '/', 'http://x')
    const type = request.headers['content-type'] ?? ''
    const call: Call = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      token: request.headers.authorization?.replace('Bearer ', '') ?? null,
      type,
      raw,
      json: type.includes('json') && raw.length > 0 ? JSON.parse(raw.toString()) : null,
    }
    const given = url.pathname === tokenPath ? giveToken() : take(call)
    if (given === 'hang') return
    if (given === 'cut') return void request.socket.destroy()
    if (given === 'stall') return void response.writeHead(200, { 'content-type': 'application/json' }).write('{"code"')
    if (given === 'dribble') {
      const timer = setInterval(() => response.write(' '), 10)
      return void response.on('close', () => clearInterval(timer))
    }
    response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers })
    response.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body))
  })

  function take(call: Call): Answer {
    fake.calls.push(call)
    return answer(call)
  }
  function giveToken(): Answer {
    fake.tokensGiven++
    if (fake.tokenAnswer !== null) return fake.tokenAnswer
    return { body: { code: 0, msg: 'ok', tenant_access_token: `t-bearer-${fake.tokensGiven}`, expire: 7200 } }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const domain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const fake: Fake = {
    access: { appId: 'cli_0123456789abcdef', appSecret: secret, domain },
    calls: [],
    tokensGiven: 0,
    tokenAnswer: null,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
  return fake
}

/** A call that succeeded. */
export function ok(data: object): Answer {
  return { body: { code: 0, msg: 'success', data } }
}

/** A call that was refused, as most are: HTTP 400 with a code. */
export function refused(code: number, status = 400, more: object = {}, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: { code, msg: 'refused', error: { log_id: 'x' }, ...more } }
}
