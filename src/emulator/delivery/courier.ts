import type { Switches } from '../switches.ts'
import type { Wire } from '../wire.ts'
import type { Work } from '../work.ts'
import { type App, overLine, type World } from '../world/world.ts'
import { type Envelope, envelope } from './envelope.ts'
import { isAccepted, type Posted, post } from './post.ts'
import { type Sealed, seal } from './seal.ts'

/** Waits before the retries: 15 s, 5 min, 1 h, 6 h (events overview). */
const retryAfterMs = [15_000, 300_000, 3_600_000, 21_600_000]
/** A retry this near counts as under way for `settle`; one further off does not. */
const nearMs = 1000
/** An event held back by `swapPairs` goes out alone when no second one comes. */
const holdMs = 100

export type Courier = {
  emit(appId: string, type: string, event: object, lane: string): void
  /** Sends every waiting retry now and answers how many there were. */
  retryNow(): number
  waiting(): readonly { eventId: string; type: string; attempt: number }[]
  stop(): void
}

/** The long connection of an app that has chosen it; without one open a try fails, as at a URL nobody answers. */
export type Line = {
  send(appId: string, payload: object, timeoutMs: number): Promise<Posted>
}

type Deps = { world: World; switches: Switches; wire: Wire; work: Work; now: () => Date; line: Line }
type Parcel = { app: App; event: Envelope; lane: string; sealed: Sealed | null; attempt: number }
type Waiting = { parcel: Parcel; timer: NodeJS.Timeout; end: () => void; resolve: () => void }

/** Delivers events: at least once, at most four retries, the same event_id every time. */
export function makeCourier({ world, switches, wire, work, now, line }: Deps): Courier {
  const lanes = new Map<string, Promise<void>>()
  const retries = new Set<Waiting>()
  const held = new Map<string, { parcel: Parcel; end: () => void; timer: NodeJS.Timeout }>()
  let stopped = false

  async function carry(app: App, event: Envelope, sealed: Sealed): Promise<Posted> {
    if (app.eventUrl === overLine) return line.send(app.id, event, switches.eventTimeoutMs)
    if (app.eventUrl === null) return { kind: 'failed', why: 'connect', ms: 0 }
    return post(app.eventUrl, sealed, switches.eventTimeoutMs)
  }

  async function attempt(parcel: Parcel): Promise<boolean> {
    const { app, event } = parcel
    if (parcel.sealed === null || switches.retrySignature === 'fresh')
      parcel.sealed = seal(event, app.encryptKey, now())
    const posted = await carry(app, event, parcel.sealed)
    const ok = posted.kind === 'answered' && isAccepted(posted.status, switches.other2xx)
    wire.note({
      kind: 'event',
      appId: app.id,
      eventId: event.header.event_id,
      type: event.header.event_type,
      attempt: parcel.attempt,
      status: posted.kind === 'answered' ? posted.status : null,
      ok,
      why: posted.kind === 'failed' ? posted.why : ok ? null : `HTTP ${posted.status}`,
      payload: event,
      ms: posted.ms,
    })
    return ok
  }

  /** Resolves when the event is acknowledged or given up. */
  function retryLater(parcel: Parcel): Promise<void> {
    const wait = retryAfterMs[parcel.attempt - 1]
    if (wait === undefined || stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const scaled = wait * switches.retryScale
      const end = scaled <= nearMs ? work.begin() : () => {}
      const waiting: Waiting = { parcel, end, resolve, timer: setTimeout(() => retry(waiting), scaled) }
      waiting.timer.unref()
      retries.add(waiting)
    })
  }

  function retry(waiting: Waiting): void {
    if (!retries.delete(waiting)) return
    clearTimeout(waiting.timer)
    const { parcel } = waiting
    parcel.attempt++
    const again = attempt(parcel).then((ok) => {
      // The next wait begins its own count before this one ends.
      if (ok) waiting.resolve()
      else void retryLater(parcel).then(waiting.resolve)
    })
    void work.during(again.finally(waiting.end))
  }

  /** The first try. What it answers is wrapped, because waiting for a retry must not count as being under way. */
  async function deliver(parcel: Parcel): Promise<{ acknowledged: Promise<void> }> {
    if (switches.eventDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, switches.eventDelayMs))
    if (stopped) return { acknowledged: Promise.resolve() }
    if (!(await attempt(parcel))) return { acknowledged: retryLater(parcel) }
    for (let n = 0; n < switches.duplicates; n++) await attempt({ ...parcel, attempt: 1 })
    for (let n = 0; n < switches.duplicatesWithNewId; n++) {
      const event = { ...parcel.event, header: { ...parcel.event.header, event_id: world.ids.next('') } }
      await attempt({ ...parcel, event, sealed: null, attempt: 1 })
    }
    return { acknowledged: Promise.resolve() }
  }

  function queue(parcel: Parcel): void {
    const type = parcel.event.header.event_type
    const ordered = switches.orderedEvents.includes(type)
    if (switches.delivery === 'at-once' && !ordered) {
      void work.during(deliver(parcel))
      return
    }
    const lane = ordered ? `${parcel.app.id} ordered ${type}` : `${parcel.app.id} ${parcel.lane}`
    const before = lanes.get(lane) ?? Promise.resolve()
    const first = before.then(() => work.during(deliver(parcel)))
    // An event that waits for its lane is under way too, unless the lane itself waits for a retry far off.
    if (!ordered) void work.during(first)
    lanes.set(
      lane,
      first.then(({ acknowledged }) => (ordered ? acknowledged : undefined)),
    )
  }

  function release(appId: string): void {
    const first = held.get(appId)
    if (!first) return
    held.delete(appId)
    clearTimeout(first.timer)
    queue(first.parcel)
    first.end()
  }

  return {
    emit(appId, type, event, lane) {
      const app = world.apps.get(appId)
      if (!app || stopped || (app.events !== 'all' && !app.events.has(type))) return
      // The platform pushes to a request URL or a long connection; while neither is set, nothing is kept for later.
      if (app.eventUrl === null) return
      const parcel: Parcel = {
        app,
        event: envelope(world, app, type, String(now().getTime()), event),
        lane,
        sealed: null,
        attempt: 1,
      }
      if (!switches.swapPairs) return queue(parcel)
      if (!held.has(appId)) {
        held.set(appId, { parcel, end: work.begin(), timer: setTimeout(() => release(appId), holdMs) })
        return
      }
      queue(parcel)
      release(appId)
    },
    retryNow() {
      const due = [...retries]
      for (const waiting of due) retry(waiting)
      return due.length
    },
    waiting: () =>
      [...retries].map(({ parcel }) => ({
        eventId: parcel.event.header.event_id,
        type: parcel.event.header.event_type,
        attempt: parcel.attempt + 1,
      })),
    stop() {
      stopped = true
      for (const { timer, end, resolve } of retries) {
        clearTimeout(timer)
        end()
        resolve()
      }
      retries.clear()
      for (const { timer, end } of held.values()) {
        clearTimeout(timer)
        end()
      }
      held.clear()
    },
  }
}
