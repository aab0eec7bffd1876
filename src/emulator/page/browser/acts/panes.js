import { afterRender } from '../after-render.js'
import { api } from '../api.js'
import { around, atNewest, isSamePane, step, stepDown, stepUp, withNewest, withOlder } from '../pane.js'
import { reasonOf } from '../refusals.js'
import { store } from '../store.js'

/** @import { Conversation } from '../../contract.ts' */
/** @import { Pane, Side } from '../state.js' */

const page = 100
const mostPages = 5

/**
 * Asks for the newest messages of a pane; for one that shows some already, for as many as it draws.
 * @param {Side} side
 */
export async function loadPane(side) {
  const pane = store.state.panes[side]
  if (pane === null || pane.root !== null) return
  const before = pane.messages
  try {
    const answer = before.length === 0 ? await ask(pane, null, step) : await askBackTo(pane, pane.from)
    changePane(side, pane, (now) => withNewest(now, answer, before))
  } catch (error) {
    const problem = reasonOf(error, store.state.language)
    changePane(side, pane, (now) => ({ ...now, loading: false, problem: now.messages.length > 0 ? null : problem }))
  }
}

/**
 * The reader is near the upper end of what is drawn: draws more, asking for it where it was never loaded.
 * @param {Side} side
 */
export async function showOlder(side) {
  const pane = store.state.panes[side]
  const first = pane?.messages[0]
  if (pane === null || pane.loading || first === undefined || (first.n >= pane.from && !pane.more)) return
  if (first.n < pane.from) {
    changePane(side, pane, stepUp)
    return
  }
  changePane(side, pane, (now) => ({ ...now, loading: true }))
  try {
    const answer = await ask(pane, first.n, step)
    changePane(side, pane, (now) => withOlder(now, answer, first.n))
  } catch {
    // The bar says that the server is gone; the next scroll asks again.
    changePane(side, pane, (now) => ({ ...now, loading: false }))
  }
}

/**
 * The reader is near the lower end of what is drawn.
 * @param {Side} side
 */
export function showNewer(side) {
  const pane = store.state.panes[side]
  if (pane !== null && pane.to !== null) changePane(side, pane, stepDown)
}

/**
 * How much of the lower end the reader sees.
 * @param {Side} side
 * @param {Pick<Pane, 'atEnd' | 'seen'>} sight
 */
export function seeEnd(side, { atEnd, seen }) {
  const pane = store.state.panes[side]
  if (pane === null || (pane.atEnd === atEnd && pane.seen === seen)) return
  changePane(side, pane, (now) => ({ ...now, atEnd, seen, fresh: atEnd || seen ? 0 : now.fresh }))
}

/** @param {Side} side */
export function goToNewest(side) {
  const pane = store.state.panes[side]
  if (pane !== null) changePane(side, pane, atNewest)
}

/**
 * Brings a message that is loaded before the reader's eyes.
 * @param {Side} side
 * @param {string} id
 */
export function goToMessage(side, id) {
  const pane = store.state.panes[side]
  if (pane === null) return
  changePane(side, pane, (now) => around({ ...now, atEnd: false }, id))
  afterRender(() => {
    const found = document.getElementById(`${side}-${id}`)
    found?.scrollIntoView({ block: 'center' })
    found?.focus({ preventScroll: true })
  })
}

/**
 * Puts a changed pane in, unless the reader has gone somewhere else or become somebody else since.
 * @param {Side} side
 * @param {Pane} seen
 * @param {(pane: Pane) => Pane} change
 */
export function changePane(side, seen, change) {
  const { panes } = store.state
  const now = panes[side]
  if (now !== null && isSamePane(now, seen)) store.change({ panes: { ...panes, [side]: change(now) } })
}

/**
 * Everything from a place on to the newest message; no more than some pages of it.
 * @param {Pane} pane
 * @param {number} from
 * @returns {Promise<Conversation>}
 */
async function askBackTo(pane, from) {
  let answer = await ask(pane, null, page)
  for (let pages = 1; pages < mostPages && answer.more; pages++) {
    const first = answer.messages[0]?.n ?? 0
    if (first <= from) break
    const older = await ask(pane, first, page)
    answer = { ...answer, more: older.more, messages: [...older.messages, ...answer.messages] }
  }
  return answer
}

/**
 * @param {Pane} pane
 * @param {number | null} before
 * @param {number} limit
 */
function ask({ person, chat, thread }, before, limit) {
  return api.messages(chat, { person, thread, before, limit })
}
