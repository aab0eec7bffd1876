import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Sealed } from './seal.ts'

export type Posted =
  | { kind: 'answered'; status: number; contentType: string; body: string; ms: number }
  | { kind: 'failed'; why: 'timeout' | 'connect' | 'dns' | 'broken'; ms: number }

/** TCP has 2 s to connect (events overview, "time limit"). */
const connectMs = 2000

/** One POST to an app's request URL. Redirects are not followed: the platform refuses them. */
export function post(url: string, sealed: Sealed, timeoutMs: number): Promise<Posted> {
  const from = performance.now()
  const ms = () => Math.round(performance.now() - from)
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest
    const body = Buffer.from(sealed.body, 'utf8')
    const request = send(url, {
      method: 'POST',
      headers: { ...sealed.headers, 'content-length': body.length },
      // A connection of its own each time: a pooled one may just have been closed by a bot that restarts.
      agent: false,
    })
    const settle = (posted: Posted) => {
      clearTimeout(whole)
      clearTimeout(connecting)
      resolve(posted)
      request.destroy()
    }
    const whole = setTimeout(() => settle({ kind: 'failed', why: 'timeout', ms: ms() }), timeoutMs)
    const connecting = setTimeout(() => settle({ kind: 'failed', why: 'connect', ms: ms() }), connectMs)
    request.on('socket', (socket) => socket.on('connect', () => clearTimeout(connecting)))
    request.on('error', (error: NodeJS.ErrnoException) => {
      const dns = error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN'
      const connect = error.syscall === 'connect'
      settle({ kind: 'failed', why: dns ? 'dns' : connect ? 'connect' : 'broken', ms: ms() })
    })
    request.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', () => settle({ kind: 'failed', why: 'broken', ms: ms() }))
      response.on('end', () =>
        settle({
          kind: 'answered',
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(parts).toString('utf8'),
          ms: ms(),
        }),
      )
    })
    request.end(body)
  })
}

/** Only 200 counts (events overview); that another 2xx does not is unconfirmed, so it can be switched. */
export function isAccepted(status: number, other2xx: 'refused' | 'accepted'): boolean {
  return status === 200 || (other2xx === 'accepted' && status > 200 && status < 300)
}
