import type { Context } from 'koa'
import type { Wire } from '../wire.ts'
import { eventStream } from './event-stream.ts'

/** The wire log as server-sent events. */
export function streamWire(wire: Wire, ctx: Context): void {
  const stream = eventStream(ctx)
  stream.whenGone(wire.listen((entry) => stream.send({ id: entry.n, data: entry })))
}
