import { reasonOf } from '../refusals.js'
import { store } from '../store.js'
import { wordsIn } from '../words.js'

/** @import { Toast } from '../state.js' */

/** More than these cover what one is doing. */
const most = 3
const briefMs = 6000
const longMs = 15_000
let last = 0

/**
 * Says something for a while; trouble stays longer.
 * @param {Toast['kind']} kind
 * @param {string} text
 */
export function toast(kind, text) {
  const id = ++last
  store.change({ toasts: [...store.state.toasts, { id, kind, text }].slice(-most) })
  setTimeout(() => closeToast(id), kind === 'error' || kind === 'warning' ? longMs : briefMs)
}

/** @param {number} id */
export function closeToast(id) {
  const { toasts } = store.state
  if (toasts.some((each) => each.id === id)) store.change({ toasts: toasts.filter((each) => each.id !== id) })
}

/**
 * Says why something could not be done. A bug is thrown on.
 * @param {unknown} error
 * @param {'notSent' | 'notDone'} what
 */
export function tellTrouble(error, what) {
  const { language } = store.state
  toast('error', wordsIn(language)[what](reasonOf(error, language)))
}
