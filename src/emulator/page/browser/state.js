/** @import { ChatLine, ClockFace, Conversation, PageMessage, Town } from '../contract.ts' */
/** @import { WireEntry } from '../../wire.ts' */
/** @import { Mark } from './mentions.js' */
/** @import { Language } from './words.js' */

/** @typedef {{ person: string | null, chat: string | null, thread: string | null }} Route */

/** The two places where messages are shown: the chat, and beside it one of its threads. @typedef {'main' | 'thread'} Side */

/**
 * A stretch of messages on the screen. `messages` is all that was loaded, oldest first; of it only those from `from` to `to`
 * (places in the order of sending; null: to the newest) are drawn, so that long chats stay quick.
 * @typedef {object} Pane
 * @property {string} person who looks at it: what is asked for it is asked as them, and shown to nobody else
 * @property {string} chat
 * @property {string | null} thread null: the chat itself, or a thread that nobody has written in yet
 * @property {string | null} root the message a thread is about to be opened on; null in all other panes
 * @property {Conversation['chat'] | null} info null until the first answer
 * @property {readonly PageMessage[]} messages
 * @property {boolean} more whether the server has older ones
 * @property {number} from
 * @property {number | null} to
 * @property {boolean} loading
 * @property {string | null} problem why nothing can be shown, as the server says it
 * @property {boolean} atEnd whether the reader is at the lower end and follows what comes
 * @property {boolean} seen whether the newest message can be seen, if only its beginning
 * @property {number} fresh messages that came below while the reader was further up
 */

/** What is about to be sent beside the words, which stay in the text box. @typedef {{ id: number, file: File, kind: 'image' | 'file', address: string | null }} Attachment */

/**
 * What is being written: the words, who was picked from the list of people, what is answered, what goes along.
 * @typedef {object} Composer
 * @property {string} text
 * @property {readonly Mark[]} marks
 * @property {PageMessage | null} replyTo
 * @property {readonly Attachment[]} files
 * @property {{ done: number, total: number } | null} sending
 */

/** @typedef {{ side: Side, at: number, query: string, index: number }} Picker */
/** @typedef {{ id: number, kind: 'info' | 'success' | 'error' | 'warning', text: string }} Toast */
/** @typedef {{ busy: string | null, ms: number | null }} CardPress */
/** @typedef {{ entries: readonly WireEntry[], kind: WireEntry['kind'] | 'all', open: ReadonlySet<number> }} WireView */
/** @typedef {{ from: string, to: string | null }} Moving */

/**
 * Everything the screen is drawn from. It is never changed in place: `store.change` puts new values in.
 * @typedef {object} State
 * @property {Language} language
 * @property {'light' | 'dark' | 'system'} theme
 * @property {boolean} online
 * @property {Town | null} town
 * @property {ClockFace | null} clock
 * @property {Moving | null} moving
 * @property {Route} route
 * @property {readonly ChatLine[] | null} chats
 * @property {{ main: Pane | null, thread: Pane | null }} panes
 * @property {Readonly<Record<string, Composer>>} composers by `composerKey`
 * @property {Picker | null} picker
 * @property {Readonly<Record<string, CardPress>>} presses by message
 * @property {readonly Toast[]} toasts
 * @property {{ key: string, name: string } | null} picture
 * @property {{ search: string, index: number } | null} switcher
 * @property {boolean} tips whether the suggestions are open
 * @property {WireView | null} wire null while the drawer is closed
 * @property {Side | null} dropping where files hang over the page
 * @property {string} announced what a screen reader is told of the newest message
 */

/** @type {State} */
export const initialState = {
  language: 'zh_cn',
  theme: 'system',
  online: true,
  town: null,
  clock: null,
  moving: null,
  route: { person: null, chat: null, thread: null },
  chats: null,
  panes: { main: null, thread: null },
  composers: {},
  picker: null,
  presses: {},
  toasts: [],
  picture: null,
  switcher: null,
  tips: false,
  wire: null,
  dropping: null,
  announced: '',
}
