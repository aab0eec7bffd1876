import { api } from '../api.js'
import { store } from '../store.js'
import { loadPane } from './panes.js'
import { loadTown } from './town.js'

/** Asks everything anew that is on the screen: the live stream has just begun, and tells only what comes from now on. */
export async function refreshShown() {
  await Promise.all([loadTown(), loadChats(), loadPane('main'), loadPane('thread')])
}

/** Asks for the list of chats of the person one is. */
export async function loadChats() {
  const { person } = store.state.route
  if (person === null) return
  const chats = await api.chats(person).catch(() => null)
  if (chats !== null && store.state.route.person === person) store.change({ chats })
}
