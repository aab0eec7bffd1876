import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import type { InboundEvent, Reply } from '#src/events.ts'
import { webhook } from '#src/feishu/webhook.ts'
import { monday, type Request, seal } from './sealed.ts'

export type Door = AsyncDisposable & {
  readonly url: string
  /** What came through. */
  readonly events: InboundEvent[]
  readonly logged: string[]
  /** Why requests were not taken for the platform's. */
  readonly refused: string[]
  /** Errors that reached koa itself: a bug of the webhook. */
  readonly thrown: unknown[]
  /** Ends the time of every open request. */
  strike(): void
  post(request: Request, path?: string): Promise<Response>
}

/** The webhook alone on a real port, with a clock that stands still. */
export async function openDoor(receive: (event: InboundEvent) => Promise<Reply | null>): Promise<Door> {
  const events: InboundEvent[] = []
  const logged: string[] = []
  const refused: string[] = []
  const thrown: unknown[] = []
  const running = new Set<() => void>()
  const keep = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`)
  const router = webhook({
    seal,
    receive(event) {
      events.push(event)
      return receive(event)
    },
    refused: (why) => void refused.push(why),
    now: () => monday,
    log: { warn: keep, error: keep },
    after(_ms, run) {
      running.add(run)
      return () => running.delete(run)
    },
  })
  const app = new Koa()
  app.on('error', (error) => thrown.push(error))
  app.use(router.routes())
  const server: Server = createServer(app.callback())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    events,
    logged,
    refused,
    thrown,
    strike() {
      for (const run of running) run()
    },
    post: ({ body, headers }, path = '/webhook/feishu') =>
      fetch(url + path, { method: 'POST', headers, body: Buffer.from(body) }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
