/** @import { Route } from './state.js' */

/** The width below which the styles show one column at a time. */
export const phone = matchMedia('(max-width: 719px)')

/**
 * Which of the columns is on the screen of a phone.
 * @param {Route} route
 * @returns {'list' | 'chat' | 'thread'}
 */
export function placeOnPhone({ chat, thread }) {
  if (thread !== null) return 'thread'
  return chat !== null ? 'chat' : 'list'
}

/**
 * Which of the columns is the main one for who cannot see them: the only one on a phone, else the chat.
 * @param {Route} route
 */
export function mainPlace(route) {
  return phone.matches ? placeOnPhone(route) : 'chat'
}
