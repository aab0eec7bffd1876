/** @import { Route } from './state.js' */

/**
 * Who one is, in which chat and thread, as the address says: `#/<person>/<chat>/<thread>`. The third part is a thread, or the
 * message on which one is about to be opened.
 * @param {string} hash
 * @returns {Route}
 */
export function readRoute(hash) {
  const [, person = '', chat = '', thread = ''] = hash.replace(/^#/, '').split('/').map(decoded)
  const known = person === '' ? null : person
  const inChat = known === null || chat === '' ? null : chat
  return { person: known, chat: inChat, thread: inChat === null || thread === '' ? null : thread }
}

/**
 * The address of a place, for links.
 * @param {string | null} person
 * @param {string | null} [chat]
 * @param {string | null} [thread]
 */
export function address(person, chat = null, thread = null) {
  const parts = [person, chat, thread].filter((part) => part !== null)
  return `#/${parts.map(encodeURIComponent).join('/')}`
}

/**
 * Goes to a place; the back button leads back.
 * @param {Route} to
 */
export function go(to) {
  location.hash = address(to.person, to.chat, to.thread)
}

/**
 * Goes to a place that stands for the present one: the back button passes over it.
 * @param {Route} to
 */
export function goInstead(to) {
  location.replace(address(to.person, to.chat, to.thread))
}

/**
 * @param {Route} one
 * @param {Route} other
 */
export function isSame(one, other) {
  return one.person === other.person && one.chat === other.chat && one.thread === other.thread
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
