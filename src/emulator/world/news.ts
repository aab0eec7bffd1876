/** What has changed, by the ids of the world; a listener reads it there, as it is by then. */
export type Change =
  | { readonly kind: 'message'; readonly id: string }
  /** Its name, members or bots. */
  | { readonly kind: 'chat'; readonly id: string }
  | { readonly kind: 'read'; readonly person: string; readonly chat: string }
  /** People, departments or apps. */
  | { readonly kind: 'town' }

/** Tells whoever shows or keeps the world that it is another one now. */
export type News = {
  tell(change: Change): void
  /** Calls back at every change, at once; the answer stops it. */
  listen(heard: (change: Change) => void): () => void
}

export function makeNews(): News {
  const listeners = new Set<(change: Change) => void>()
  return {
    tell(change) {
      for (const heard of listeners) heard(change)
    },
    listen(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}
