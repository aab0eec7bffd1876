import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'zod'
import type { Line } from '../delivery/courier.ts'
import type { Posted } from '../delivery/post.ts'
import type { Switches } from '../switches.ts'
import { overLine, type World } from '../world/world.ts'
import { decodeFrame, encodeFrame, type Frame } from './frame.ts'
import { acceptSocket, type Socket } from './socket.ts'

const most = 50
const control = 0
const data = 1

const credentials = z.object({ AppID: z.string(), AppSecret: z.string() })
const reply = z.object({ code: z.number(), data: z.string().optional() })

type Connection = { appId: string; socket: Socket; service: number; isDead?: true }
type Waiting = { connection: Connection; from: number; settle: (posted: Posted) => void }

/**
 * The long connection: self-built apps call in and get events and callbacks as plain envelopes, without encryption or
 * signature. The console lets an app choose it, for events and callbacks each, once it has called in; here an app that
 * has set no request URL chooses it by calling in.
 */
export type LongConnection = Line & {
  /** `POST /callback/ws/endpoint`: where to connect. Refusals are HTTP 200 with a code. */
  endpoint(body: unknown, host: string): object
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void
  /** Cuts every connection of an app, as a network does. */
  cut(appId: string): void
  /** Lets every connection of an app go dead without a word: open at both ends, and nothing arrives any more. */
  deaden(appId: string): void
  stop(): void
}

export function makeLongConnection(world: World, switches: Switches): LongConnection {
  const tickets = new Map<string, { appId: string; service: number }>()
  const open = new Set<Connection>()
  const waiting = new Map<string, Waiting>()
  let turn = 0
  const of = (appId: string) => [...open].filter((each) => each.appId === appId)
  const config = () => ({
    PingInterval: switches.pingSeconds,
    ReconnectCount: -1,
    ReconnectInterval: switches.reconnectSeconds,
    ReconnectNonce: Math.min(30, switches.reconnectSeconds),
  })

  function hear(connection: Connection, raw: Buffer): void {
    if (connection.isDead) return
    let frame: Frame
    try {
      frame = decodeFrame(raw)
    } catch {
      connection.socket.close()
      return
    }
    if (frame.method === control && frame.headers.type === 'ping') {
      // All four numbers: with an empty payload the client pings without a pause.
      connection.socket.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload: json(config()) }))
      return
    }
    if (frame.method === data) acknowledge(frame)
  }

  function acknowledge(frame: Frame): void {
    const asked = waiting.get(frame.headers.message_id ?? '')
    if (!asked) return
    const ms = Math.round(performance.now() - asked.from)
    const said = reply.safeParse(parse(frame.payload.toString('utf8')))
    if (!said.success) {
      asked.settle({ kind: 'failed', why: 'broken', ms })
      return
    }
    const body = Buffer.from(said.data.data ?? '', 'base64').toString('utf8')
    asked.settle({ kind: 'answered', status: said.data.code, contentType: 'application/json', body, ms })
  }

  function lose(connection: Connection): void {
    open.delete(connection)
    for (const each of [...waiting.values()]) {
      if (each.connection !== connection) continue
      each.settle({ kind: 'failed', why: 'broken', ms: Math.round(performance.now() - each.from) })
    }
  }

  return {
    send(appId, payload, timeoutMs) {
      const connections = of(appId)
      // Any one connection gets it, no broadcast. The platform draws lots; here they take turns, so that it is the same
      // in every run.
      const connection = connections[turn++ % connections.length]
      if (!connection) return Promise.resolve({ kind: 'failed', why: 'connect', ms: 0 })
      const id = world.ids.next('')
      const headers = { type: 'event', message_id: id, sum: '1', seq: '0', trace_id: world.ids.next('') }
      return new Promise((resolve) => {
        const settle = (posted: Posted) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(posted)
        }
        const timer = setTimeout(() => settle({ kind: 'failed', why: 'timeout', ms: timeoutMs }), timeoutMs)
        waiting.set(id, { connection, from: performance.now(), settle })
        const frame = { seqId: 1, logId: 1, service: connection.service, method: data, headers, payload: json(payload) }
        if (!connection.isDead) connection.socket.send(encodeFrame(frame))
      })
    },
    endpoint(body, host) {
      const asked = credentials.safeParse(body)
      const app = asked.success ? world.apps.get(asked.data.AppID) : undefined
      // `data` must be there: without it the SDK reconnects for ever instead of giving up.
      if (!asked.success || !app || app.secret !== asked.data.AppSecret)
        return { code: 514, msg: 'auth failed', data: {} }
      if (of(app.id).length >= most) return { code: 1000040350, msg: 'too many connections', data: {} }
      const ticket = world.ids.next('')
      const service = 33_554_678
      tickets.set(ticket, { appId: app.id, service })
      const URL = `ws://${host}/ws/v2?device_id=${tickets.size}&service_id=${service}&ticket=${ticket}`
      return { code: 0, msg: '', data: { URL, ClientConfig: config() } }
    },
    upgrade(request, stream, head) {
      const ticket = new URLSearchParams((request.url ?? '').split('?')[1]).get('ticket') ?? ''
      const known = tickets.get(ticket)
      if (!request.url?.startsWith('/ws/v2') || !known) {
        stream.end('HTTP/1.1 403 Forbidden\r\n\r\n')
        return
      }
      tickets.delete(ticket)
      const connection: Connection = {
        ...known,
        socket: acceptSocket(request, stream, head, {
          message: (raw) => hear(connection, raw),
          closed: () => lose(connection),
        }),
      }
      open.add(connection)
      const app = world.apps.get(known.appId)
      if (app) app.eventUrl ??= overLine
      if (app) app.callbackUrl ??= overLine
    },
    cut(appId) {
      for (const each of of(appId)) each.socket.close()
    },
    deaden(appId) {
      for (const each of of(appId)) each.isDead = true
    },
    stop() {
      for (const each of open) each.socket.close()
    },
  }
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
