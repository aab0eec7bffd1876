import { focusSoon } from '../after-render.js'
import { listenAs } from '../live.js'
import { isSamePane, newPane } from '../pane.js'
import { go, isSame, readRoute } from '../route.js'
import { store } from '../store.js'
import { hearing } from './hear.js'
import { loadPane } from './panes.js'

/** @import { Pane, Route, State } from '../state.js' */

/**
 * The address has changed, by a link, the back button or a hand: the page follows it. A new person gets a stream of their own,
 * which asks for everything once it is open; a new chat or thread is asked for at once.
 */
export function follow() {
  const route = readRoute(location.hash)
  const { route: was, panes, town } = store.state
  if (town === null || isSame(route, was)) return
  const isOther = route.person !== was.person
  const keep = (/** @type {Pane | null} */ pane, /** @type {Pane | null} */ wanted) =>
    pane !== null && wanted !== null && isSamePane(pane, wanted) ? pane : wanted
  const next = { main: keep(panes.main, mainPane(route)), thread: keep(panes.thread, threadPane(route)) }
  store.change({ route, panes: next, picker: null, dropping: null, ...(isOther ? { chats: null, presses: {} } : {}) })
  if (isOther && town.people.some(({ id }) => id === route.person)) {
    listenAs(route.person ?? '', store.state.wire !== null, hearing)
    return
  }
  if (next.main !== panes.main) loadPane('main')
  if (next.thread !== panes.thread) loadPane('thread')
  moveFocus(route, was)
}

/**
 * Into what was just opened: to write at once where there is a keyboard, to its heading on a phone, where the one on the
 * screen would cover half of it.
 * @param {Route} route
 * @param {Route} was
 */
function moveFocus(route, was) {
  const hasKeys = matchMedia('(hover: hover)').matches
  if (route.thread !== null && route.thread !== was.thread) focusSoon(hasKeys ? '#write-thread' : '#thread-heading')
  else if (route.chat !== null && route.chat !== was.chat) focusSoon(hasKeys ? '#write-main' : '#talk-heading')
}

/**
 * Becomes somebody else: in the same group if they are in it, else where their list begins.
 * @param {string} person
 */
export function become(person) {
  const { info } = store.state.panes.main ?? {}
  const stays = info?.kind === 'group' && info.members.includes(person)
  go({ person, chat: stays ? info.id : null, thread: null })
}

/** Leaves the thread for the chat it is in; the focus goes back to where the thread was opened. */
export function closeThread() {
  const { route, panes } = store.state
  const opener = panes.thread?.thread ?? panes.thread?.root ?? null
  go({ ...route, thread: null })
  if (opener !== null) focusSoon(`[data-opens="${CSS.escape(opener)}"]`)
}

/**
 * Where somebody comes in who brings no address.
 * @param {State} state
 * @returns {Route | null} null while there is nobody one could be
 */
export function firstPlace({ town }) {
  const suggestion = town?.suggestions[0]
  const person = town?.people.find((each) => each.id === suggestion?.person) ?? town?.people[0]
  if (person === undefined) return null
  return { person: person.id, chat: suggestion?.person === person.id ? suggestion.chat : null, thread: null }
}

/** @param {Route} route */
function mainPane({ person, chat }) {
  return person === null || chat === null ? null : newPane(person, chat, null, null)
}

/** @param {Route} route */
function threadPane({ person, chat, thread }) {
  if (person === null || chat === null || thread === null) return null
  // Ids of messages and of threads cannot be taken for each other (`om_`, `omt_`).
  return thread.startsWith('om_') ? newPane(person, chat, null, thread) : newPane(person, chat, thread, null)
}
