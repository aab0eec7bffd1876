import { withMessage } from '../pane.js'
import { store } from '../store.js'
import { summaryOf } from '../summary.js'
import { wordsIn } from '../words.js'
import { clockChanged } from './clock.js'
import { changePane, loadPane } from './panes.js'
import { refreshShown } from './refresh.js'
import { loadTown } from './town.js'
import { hearWire } from './wire.js'

/** @import { ChatLine, PageMessage } from '../../contract.ts' */
/** @import { Hearing } from '../live.js' */

/**
 * What the live stream does to the state: the other half of all that happens on the page, beside what the reader does.
 * @type {Hearing}
 */
export const hearing = {
  opened() {
    // A move of another tab is told again if it still goes on.
    const { moving } = store.state
    store.change({ online: true, moving: moving?.to == null ? null : moving })
    refreshShown()
  },
  lost() {
    store.change({ online: false })
    // A server that is there again may have another town, in which nobody knows this person.
    loadTown()
  },
  heard(name, value) {
    const tell = /** @type {(value: any) => void} */ (told[name])
    tell(value)
  },
}

/** @type {{ readonly [K in keyof import('../../contract.ts').Live]: (value: import('../../contract.ts').Live[K]) => void }} */
const told = {
  message: putMessage,
  chat: putChat,
  gone({ id }) {
    store.change({ chats: store.state.chats?.filter((chat) => chat.id !== id) ?? null })
    // The answer says in words why nothing can be written here any more.
    if (store.state.route.chat === id) loadPane('main')
  },
  town: loadTown,
  clock: clockChanged,
  wire: (entry) => hearWire([entry]),
}

/** @param {PageMessage} message */
function putMessage(message) {
  const { panes, route } = store.state
  const isOwn = message.from.id === route.person
  const { main, thread } = panes
  const isReply = message.threadId !== null && message.thread === null
  if (main !== null && main.chat === message.chatId && !isReply) {
    changePane('main', main, (pane) => withMessage(pane, message, isOwn))
  }
  if (thread !== null && thread.thread !== null && thread.thread === message.threadId) {
    changePane('thread', thread, (pane) => withMessage(pane, message, isOwn))
  }
  if (!isOwn && message.version <= 1 && !message.deleted && isShown(message)) announce(message)
}

/** @param {PageMessage} message */
function isShown({ chatId, threadId, thread }) {
  const { panes } = store.state
  return threadId !== null && thread === null ? panes.thread?.thread === threadId : panes.main?.chat === chatId
}

/** @param {PageMessage} message */
function announce(message) {
  store.change({ announced: `${message.from.name}：${summaryOf(message, wordsIn(store.state.language))}` })
}

/** @param {ChatLine} line */
function putChat(line) {
  const { chats } = store.state
  if (chats === null) return
  const others = chats.filter((chat) => chat.id !== line.id)
  const at = (/** @type {ChatLine} */ chat) => Date.parse(chat.last?.at ?? '') || 0
  store.change({ chats: [line, ...others].toSorted((a, b) => at(b) - at(a)) })
}
