import { api } from '../api.js'
import { store } from '../store.js'

const oftenMs = 2000
const seldomMs = 30_000

/**
 * Asks who and what there is, and what time it is. While the server is away nothing changes.
 * @returns {Promise<boolean>} whether it answered
 */
export async function loadTown() {
  const town = await api.town().catch(() => null)
  if (town === null) return false
  const { town: before, moving, clock } = store.state
  // The same town stays the same object: every card names some of its people and would be drawn anew.
  const isSame = before !== null && JSON.stringify({ ...town, clock: before.clock }) === JSON.stringify(before)
  store.change({ town: isSame ? before : town, clock: moving === null ? town.clock : clock })
  return true
}

/**
 * Asks again from time to time: only the server knows whether the world's clock runs or stands. Often as long as there is
 * nobody one could be, for without a person there is no live stream.
 */
export function keepAsking() {
  const isEmpty = (store.state.town?.people.length ?? 0) === 0
  setTimeout(
    async () => {
      if (!document.hidden) await loadTown()
      keepAsking()
    },
    isEmpty ? oftenMs : seldomMs,
  )
}
