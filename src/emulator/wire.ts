import { isTooDeep } from './depth.ts'

/** One thing that went over the wire between the platform and an app. */
export type WireEntry = { readonly n: number; readonly at: string } & (
  | {
      readonly kind: 'api'
      readonly appId: string | null
      readonly method: string
      readonly path: string
      readonly query: string
      readonly request: unknown
      readonly status: number
      readonly code: number
      readonly msg: string
      readonly ms: number
    }
  | {
      readonly kind: 'event'
      readonly appId: string
      readonly eventId: string
      readonly type: string
      readonly attempt: number
      /** null when nothing was answered. */
      readonly status: number | null
      readonly ok: boolean
      readonly why: string | null
      readonly payload: unknown
      readonly ms: number
    }
  | {
      readonly kind: 'callback'
      readonly appId: string
      readonly eventId: string
      readonly personId: string
      readonly messageId: string
      readonly status: number | null
      /** 0, or the code the client shows. */
      readonly code: number
      readonly why: string | null
      readonly payload: unknown
      readonly answer: unknown
      readonly ms: number
    }
  | {
      readonly kind: 'challenge'
      readonly appId: string
      readonly url: string
      readonly ok: boolean
      readonly why: string | null
      readonly ms: number
    }
)

type WithoutStamp<T> = T extends unknown ? Omit<T, 'n' | 'at'> : never

export type Wire = {
  readonly entries: readonly WireEntry[]
  note(entry: WithoutStamp<WireEntry>): void
  /** Calls back for every new entry; the answer stops it. */
  listen(heard: (entry: WireEntry) => void): () => void
  clear(): void
}

/** What a bot sends is anything at all; it has to be written down again for whoever looks. */
function shallow(entry: object): object {
  const told = Object.entries(entry).map(([key, value]) => [key, isTooDeep(value) ? 'nested too deeply' : value])
  return Object.fromEntries(told)
}

/** The wire log: the newest entries are kept, the oldest go. */
export function makeWire(now: () => Date, keep = 20_000): Wire {
  const entries: WireEntry[] = []
  const listeners = new Set<(entry: WireEntry) => void>()
  let n = 0
  return {
    entries,
    note(entry) {
      const stamped = { n: ++n, at: now().toISOString(), ...shallow(entry) } as WireEntry
      entries.push(stamped)
      if (entries.length > keep) entries.shift()
      for (const heard of listeners) heard(stamped)
    },
    listen(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    clear() {
      entries.length = 0
    },
  }
}
