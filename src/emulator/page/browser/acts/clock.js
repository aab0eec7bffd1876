import { api } from '../api.js'
import { clockOf } from '../people.js'
import { store } from '../store.js'
import { fullText } from '../time.js'
import { wordsIn } from '../words.js'
import { tellTrouble, toast } from './toast.js'

/** @import { Live } from '../../contract.ts' */

/**
 * Lets the time of the world go on to a moment. Everything due until then happens first, so this can take a while.
 * @param {Date} to
 */
export async function moveClock(to) {
  const { now } = clockOf(store.state)
  const words = wordsIn(store.state.language)
  if (store.state.moving !== null) return
  if (!(to > now)) {
    toast('warning', words.onlyForward)
    return
  }
  store.change({ moving: { from: now.toISOString(), to: to.toISOString() } })
  try {
    store.change({ clock: await api.moveClock(to) })
    sayTime()
  } catch (error) {
    tellTrouble(error, 'notDone')
  } finally {
    store.change({ moving: null })
  }
}

/**
 * The clock was moved, here or in another tab, or is running towards its new time.
 * @param {Live['clock']} change
 */
export function clockChanged({ moving, ...clock }) {
  const { moving: own, clock: before } = store.state
  const begun = own ?? { from: before?.now ?? clock.now, to: null }
  // One's own move ends with its answer, when everything on the way has happened.
  store.change({ clock, moving: moving || own?.to != null ? begun : null })
}

function sayTime() {
  const { language } = store.state
  const { now, timeZone } = clockOf(store.state)
  toast('success', wordsIn(language).arrived(fullText(now, now, timeZone, language)))
}
