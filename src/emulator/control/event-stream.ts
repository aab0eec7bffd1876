import type { Context } from 'koa'

/** Server-sent events to one reader, from now on, until they go away. */
export type EventStream = {
  send(event: { readonly name?: string; readonly id?: number; readonly data: unknown }): void
  /** Calls back when the reader has gone. */
  whenGone(then: () => void): void
}

/** Proxies and browsers drop a stream on which nothing comes. */
const pulseMs = 20_000
/** Whoever does not read is let go: they ask anew when they come back, and the memory is everybody's. */
const mostWaiting = 8 * 1024 * 1024

/** Answers a request with a stream; the headers set so far go with it. */
export function eventStream(ctx: Context): EventStream {
  ctx.respond = false
  const { res } = ctx
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', ...ctx.response.headers })
  res.flushHeaders()
  const pulse = setInterval(() => res.write(': still here\n\n'), pulseMs)
  pulse.unref()
  res.on('close', () => clearInterval(pulse))
  return {
    send({ name, id, data }) {
      const head = `${name === undefined ? '' : `event: ${name}\n`}${id === undefined ? '' : `id: ${id}\n`}`
      res.write(`${head}data: ${JSON.stringify(data)}\n\n`)
      if (res.writableLength > mostWaiting) res.destroy()
    },
    whenGone: (then) => void res.on('close', then),
  }
}
