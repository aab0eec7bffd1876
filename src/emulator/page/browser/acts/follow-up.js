import { api } from '../api.js'
import { phone } from '../phone.js'
import { goInstead, isSame, readRoute } from '../route.js'
import { store } from '../store.js'
import { wordsIn } from '../words.js'
import { firstPlace, follow } from './place.js'
import { toast } from './toast.js'

/** @import { Route } from '../state.js' */

/** What a state asks for by itself, looked at after every frame: a place where there is none yet, a chat that is read. */
export function followUp() {
  const { town, route, online } = store.state
  if (town === null) return
  if (town.people.length === 0) {
    // Nobody can listen yet; that the town was told is sign enough of a server.
    if (!online) store.change({ online: true })
    return
  }
  if (!isSame(readRoute(location.hash), route)) follow()
  findPerson()
  findChat()
  findThread()
  markRead()
  nameTab()
}

function findPerson() {
  const { town, route, language } = store.state
  if (town?.people.some(({ id }) => id === route.person)) return
  const first = firstPlace(store.state)
  if (first === null) return
  if (route.person !== null) toast('warning', wordsIn(language).notFound)
  settle(first)
}

/** Beside the list there is room for a chat; on a phone the list comes first. */
function findChat() {
  const { route, chats } = store.state
  const first = chats?.[0]
  if (route.chat === null && first !== undefined && !phone.matches) settle({ ...route, chat: first.id })
}

/** A thread that was about to be opened has begun, or its root is nowhere to be seen. */
function findThread() {
  const { main, thread } = store.state.panes
  if (thread === null || thread.root === null || main === null || main.info === null) return
  const root = main.messages.find(({ id }) => id === thread.root)
  if (root === undefined) settle({ ...store.state.route, thread: null })
  else if (root.thread !== null) settle({ ...store.state.route, thread: root.thread.id })
}

/** Who is being marked as a reader of what, by person and chat. @type {Set<string>} */
const marking = new Set()

/** Whoever sees the end of a chat has read it. */
async function markRead() {
  const { panes, chats, route, online } = store.state
  const line = chats?.find(({ id }) => id === route.chat)
  const sees = panes.main?.seen === true && !document.hidden
  if (!sees || !online || line === undefined || line.unread === 0 || route.person === null) return
  const mark = `${route.person} ${line.id}`
  if (marking.has(mark)) return
  marking.add(mark)
  await api.markRead(route.person, line.id).catch(() => null)
  marking.delete(mark)
}

function nameTab() {
  const { chats, route, language } = store.state
  const unread = (chats ?? []).reduce((sum, chat) => sum + chat.unread, 0)
  const chat = chats?.find(({ id }) => id === route.chat)?.name
  const title = `${unread > 0 ? `(${unread}) ` : ''}${chat ? `${chat} · ` : ''}${wordsIn(language).title}`
  if (document.title !== title) document.title = title
}

/** @param {Route} to */
function settle(to) {
  goInstead(to)
  follow()
}
