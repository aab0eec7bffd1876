import { initialState } from './state.js'

/** @import { State } from './state.js' */

/** @type {Set<() => void>} */
const listeners = new Set()
let current = initialState

/** The one place where the state of the page is kept. Acts change it, views are drawn from it, nothing else holds any. */
export const store = {
  /** @returns {State} */
  get state() {
    return current
  },

  /**
   * Puts new values in and tells whoever listens.
   * @param {Partial<State>} values
   */
  change(values) {
    current = { ...current, ...values }
    for (const heard of listeners) heard()
  },

  /**
   * Calls back after every change.
   * @param {() => void} heard
   */
  subscribe(heard) {
    listeners.add(heard)
  },
}
