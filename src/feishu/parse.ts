import { z } from 'zod'
import type { IgnoredEvent, InboundEvent } from '#src/events.ts'
import { parseMessage } from './parse-message.ts'
import { parsePress } from './parse-press.ts'
import { parseRoster } from './parse-roster.ts'
import { platformTime } from './time.ts'

const v2 = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    /** Not in every callback (facts page, section 1.2); whoever needs one asks for it. */
    event_id: z.string().catch(''),
    event_type: z.string().min(1).max(200),
    create_time: z.unknown().optional(),
  }),
  event: z.record(z.string(), z.unknown()),
})
const v1 = z.object({ type: z.literal('event_callback'), event: z.object({ type: z.string().min(1).max(200) }) })

export type Header = { readonly id: string; readonly type: string; readonly at: Date }

/**
 * A verified envelope as something that happened, in our words; null when it is no envelope. What nobody here waits
 * for is `ignored`, and so is an event of a known type in an unknown shape: to refuse it would only bring it again.
 */
export function parse(envelope: unknown, receivedAt: Date): InboundEvent | null {
  const read = v2.safeParse(envelope)
  if (!read.success) return parseV1(envelope)
  const { header, event } = read.data
  const known: Header = {
    id: header.event_id,
    type: header.event_type,
    at: platformTime(header.create_time) ?? receivedAt,
  }
  return parseEvent(known, event) ?? ignored(known.type)
}

function parseEvent(header: Header, event: unknown): InboundEvent | null {
  switch (header.type) {
    case 'im.message.receive_v1':
      return parseMessage(header, event)
    case 'card.action.trigger':
      return parsePress(header, event)
    default:
      return parseRoster(header, event)
  }
}

/** Old event types: none of them is asked for, all are acknowledged. */
function parseV1(envelope: unknown): IgnoredEvent | null {
  const read = v1.safeParse(envelope)
  return read.success ? ignored(read.data.event.type) : null
}

function ignored(type: string): IgnoredEvent {
  return { kind: 'ignored', type }
}
