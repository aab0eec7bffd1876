import type { Context } from 'koa'
import type { Wire } from '../wire.ts'

/** The wire log as server-sent events, from now on, until the reader goes away. */
export function streamWire(wire: Wire, ctx: Context): void {
  ctx.respond = false
  const { res } = ctx
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  res.flushHeaders()
  const stop = wire.listen((entry) => res.write(`id: ${entry.n}\ndata: ${JSON.stringify(entry)}\n\n`))
  res.on('close', stop)
}
