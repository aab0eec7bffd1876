import type { Emulator } from '#src/emulator/start.ts'
import type { WireEntry } from '#src/emulator/wire.ts'
import type { EventFault } from './plan.ts'

/** A message of the bot as it was when it came: a card may be another one later. */
export type Arrival = {
  readonly id: string
  readonly chatId: string
  /** yyyy-MM-dd by the school's clock. */
  readonly day: string
  /** Title of a card, text of a message, name of a file. */
  readonly title: string
}

/** `unmet`: tries that met no process: nobody took the connection, or it broke off without an answer. */
type Attempts = { taken: number; tries: number; unmet: number; type: string }

/** All that went over the wire, written down on the platform's side. */
export type Watch = {
  readonly arrivals: readonly Arrival[]
  /** By event id, how often it was sent and acknowledged. */
  readonly events: ReadonlyMap<string, Attempts>
  /** By message id, the event ids under which it was told. */
  readonly told: ReadonlyMap<string, ReadonlySet<string>>
  /** Presses that the phone took as answered with success, by the id of their event. */
  readonly taken: readonly string[]
  /** How many events came in this way. */
  delivered(how: EventFault): number
  /** Calls of the API by code; -1: cut. */
  readonly calls: ReadonlyMap<number, number>
}

/** The toasts by which a press says that an answer stands. */
export const stands: readonly string[] = ['已提交。', '已更新。']

/** What a platform gives up after: its first try and four more. */
export const mostTries = 5

export function watchPlatform(emulator: Emulator): Watch {
  const arrivals: Arrival[] = []
  const events = new Map<string, Attempts>()
  const told = new Map<string, Set<string>>()
  const taken: string[] = []
  const calls = new Map<number, number>()
  let read = 0
  let latest = 0
  let outOfOrder = 0
  let late = 0

  function readArrivals(): void {
    if (emulator.world.messages.size === read) return
    for (const [id, message] of [...emulator.world.messages].slice(read)) {
      read += 1
      if (message.sender.kind !== 'app') continue
      const day = new Date(message.createdAt + 8 * 3_600_000).toISOString().slice(0, 10)
      arrivals.push({ id, chatId: message.chatId, day, title: emulator.message(id).text })
    }
  }

  function noteEvent(entry: WireEntry & { kind: 'event' }): void {
    const before = events.get(entry.eventId) ?? { taken: 0, tries: 0, unmet: 0, type: entry.type }
    events.set(entry.eventId, {
      ...before,
      taken: before.taken + (entry.ok ? 1 : 0),
      tries: before.tries + 1,
      unmet: before.unmet + (entry.why === 'connect' || entry.why === 'broken' ? 1 : 0),
    })
    if (emulator.switches.eventDelayMs > 0) late += 1
    const id = messageIn(entry.payload)
    if (id === null || !entry.ok) return
    told.set(id, (told.get(id) ?? new Set()).add(entry.eventId))
    const n = emulator.world.messages.get(id)?.n ?? 0
    if (n < latest) outOfOrder += 1
    latest = Math.max(latest, n)
  }

  emulator.wire.listen((entry) => {
    readArrivals()
    if (entry.kind === 'event') noteEvent(entry)
    if (entry.kind === 'api') calls.set(entry.code, (calls.get(entry.code) ?? 0) + 1)
    if (entry.kind === 'callback' && entry.code === 0 && stands.includes(toastOf(entry.answer)))
      taken.push(entry.eventId)
  })
  function delivered(how: EventFault): number {
    switch (how) {
      case 'twice':
        return [...events.values()].filter((one) => one.taken > 1).length
      case 'with a new id':
        return [...told.values()].filter((ids) => ids.size > 1).length
      case 'out of order':
        return outOfOrder
      case 'late':
        return late
    }
  }
  return { arrivals, events, told, taken, delivered, calls }
}

function messageIn(payload: unknown): string | null {
  return (payload as { event?: { message?: { message_id?: string } } }).event?.message?.message_id ?? null
}

function toastOf(answer: unknown): string {
  return (answer as { toast?: { content?: string } } | null)?.toast?.content ?? ''
}
