import { liveAddress } from './api.js'

/** @import { Live } from '../contract.ts' */

/**
 * @typedef {object} Hearing
 * @property {() => void} opened from now on nothing is missed
 * @property {() => void} lost
 * @property {<K extends keyof Live>(name: K, value: Live[K]) => void} heard
 */

/** @type {readonly (keyof Live)[]} */
const names = ['message', 'chat', 'gone', 'town', 'clock', 'wire']
const retryMs = 1500

/** @type {EventSource | null} */
let stream = null
/** @type {{ person: string, wire: boolean } | null} */
let wanted = null
let retry = 0

/**
 * Opens the live stream of a person, in place of any other. It is closed while the tab is hidden, for browsers allow few
 * connections to a host, and comes back by itself when the server does.
 * @param {string} person
 * @param {boolean} wire
 * @param {Hearing} hearing
 */
export function listenAs(person, wire, hearing) {
  wanted = { person, wire }
  connect(hearing)
}

/**
 * To be called when the tab is shown or hidden.
 * @param {Hearing} hearing
 */
export function tabChanged(hearing) {
  if (document.hidden) disconnect()
  else if (wanted !== null) connect(hearing)
}

function disconnect() {
  clearTimeout(retry)
  stream?.close()
  stream = null
}

/** @param {Hearing} hearing */
function connect(hearing) {
  disconnect()
  if (wanted === null || document.hidden) return
  const opened = new EventSource(liveAddress(wanted.person, wanted.wire))
  stream = opened
  opened.addEventListener('open', hearing.opened)
  opened.addEventListener('error', () => {
    // The browser's own retry gives up where the server answers with an error, as it does for people it does not know yet.
    disconnect()
    hearing.lost()
    retry = window.setTimeout(() => connect(hearing), retryMs)
  })
  for (const name of names) {
    opened.addEventListener(name, (event) => hearing.heard(name, JSON.parse(event.data)))
  }
}
