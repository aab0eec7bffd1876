import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { decodeFrame, encodeFrame } from '#src/emulator/line/frame.ts'
import { acceptSocket, type Socket } from '#src/emulator/line/socket.ts'
import type { InboundEvent, Reply } from '#src/events.ts'
import type { Access } from '#src/feishu/app.ts'
import { type Line, type LineParts, openLine } from '#src/feishu/long-connection.ts'
import { monday } from './sealed.ts'

export type Caller = Disposable & {
  readonly line: Line
  /** What came in. */
  readonly events: InboundEvent[]
  /** Resolves when a line like this, fields included, was logged so many times. */
  logged(what: RegExp, times?: number): Promise<void>
  readonly log: () => string
  /** Ends the time of everything that is being answered. */
  strike(): void
}

/** The long connection alone, begun, with a clock that stands still. */
export function call(
  access: Access,
  receive: (event: InboundEvent) => Promise<Reply | null>,
  more: Partial<LineParts> = {},
): Caller {
  const events: InboundEvent[] = []
  const lines: string[] = []
  const running = new Set<() => void>()
  const keep = (level: string) => (fields: object, text: string) =>
    void lines.push(`${level} ${text} ${JSON.stringify(fields)}`)
  const line = openLine({
    access,
    receive(event) {
      events.push(event)
      return receive(event)
    },
    now: () => monday,
    sendCard: () => Promise.reject(new Error('no card is to be sent')),
    log: { info: keep('info'), warn: keep('warn'), error: keep('error') },
    after(_ms, run) {
      running.add(run)
      return () => running.delete(run)
    },
    ...more,
  })
  line.start()
  return {
    line,
    events,
    log: () => lines.join('\n'),
    async logged(what, times = 1) {
      const found = () => lines.filter((each) => what.test(each)).length
      await expect.poll(found, { timeout: 30_000, interval: 10 }).toBeGreaterThanOrEqual(times)
    },
    strike() {
      for (const run of running) run()
    },
    [Symbol.dispose]: () => void line.stop(),
  }
}

export type FakeLine = AsyncDisposable & {
  readonly url: string
  /** How often somebody asked where to connect. */
  asked: number
  /** Sends these bytes as one event, and answers what came back. */
  send(payload: string): Promise<{ readonly code: number; readonly data?: string }>
}

/** The platform's end of the line for what no well-behaved platform does. `answer`: to who asks where to connect. */
export async function startFakeLine(answer?: object): Promise<FakeLine> {
  const server = createServer((request, response) => {
    request.resume()
    fake.asked += 1
    const ClientConfig = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 }
    const data = { URL: `${fake.url.replace('http', 'ws')}/ws?service_id=1`, ClientConfig }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer ?? { code: 0, msg: '', data }))
  })
  let socket: Socket | null = null
  let heard: (payload: string) => void = () => {}
  server.on('upgrade', (request, stream, head) => {
    const message = (raw: Buffer) => {
      const frame = decodeFrame(raw)
      if (frame.method === 1) heard(frame.payload.toString())
    }
    socket = acceptSocket(request, stream, head, { message, closed: () => {} })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const fake: FakeLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: 0,
    send: (payload) =>
      new Promise((resolve) => {
        heard = (text) => resolve(JSON.parse(text))
        const headers = { type: 'event', message_id: 'm', sum: '1', seq: '0', trace_id: 't' }
        const frame = { seqId: 1, logId: 1, service: 1, method: 1, headers, payload: Buffer.from(payload) }
        socket?.send(encodeFrame(frame))
      }),
    async [Symbol.asyncDispose]() {
      socket?.close()
      server.closeAllConnections()
      server.close()
    },
  }
  return fake
}
