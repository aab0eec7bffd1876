import { html, nothing } from 'lit-html'
import { guard } from 'lit-html/directives/guard.js'
import { keyed } from 'lit-html/directives/keyed.js'
import { ref } from 'lit-html/directives/ref.js'
import { repeat } from 'lit-html/directives/repeat.js'
import { composerKey } from '../acts/draft.js'
import { goToNewest } from '../acts/panes.js'
import { clockOf } from '../people.js'
import { keepsPlace } from '../scroll.js'
import { daysAgo, dayText } from '../time.js'
import { wordsIn } from '../words.js'
import { icons } from './icons.js'
import { messageItem } from './message.js'

/** @import { PageMessage } from '../../contract.ts' */
/** @import { Pane, Side, State } from '../state.js' */

/** Messages of one person nearer to each other than this stand under one name. */
const runMs = 5 * 60_000

/**
 * @param {State} state
 * @param {Side} side
 * @param {Pane} pane
 * @param {readonly PageMessage[]} messages
 * @param {string} label
 */
export function messageList(state, side, pane, messages, label) {
  const words = wordsIn(state.language)
  const isEmpty = messages.length === 0
  const scroller = html`
    <div class="scroller" tabindex="0" role="group" aria-label=${label} aria-busy=${pane.loading} ${ref(keepsPlace[side])}>
      <ol class="messages" role="list">
        ${repeat(
          messages,
          ({ id }) => id,
          (message, index) => item(state, side, message, messages[index - 1]),
        )}
      </ol>
    </div>
  `
  return html`
    <div class="stretch">
      ${keyed(composerKey(state, side), scroller)}
      ${isEmpty ? html`<p class="empty" role="status">${emptyText(pane, words)}</p>` : nothing}
      ${newest(side, pane, words)}
    </div>
  `
}

/**
 * @param {Pane} pane
 * @param {import('../words.js').Words} words
 */
function emptyText({ problem, loading, info }, words) {
  if (problem !== null) return problem
  if (loading || info === null) return words.loading
  return info.closed === 'not-a-member' ? words['not-a-member'] : words.noMessages
}

/**
 * @param {State} state
 * @param {Side} side
 * @param {PageMessage} message
 * @param {PageMessage | undefined} before
 */
function item(state, side, message, before) {
  const day = dayBefore(state, message, before)
  const goesOn = day === null && before !== undefined && isOneRun(before, message)
  const { language, town, presses, panes, route } = state
  const looks = [message, day, goesOn, language, town, presses[message.id], panes.main?.info, route]
  return guard(looks, () => messageItem(state, side, message, { day, goesOn }))
}

/**
 * @param {State} state
 * @param {PageMessage} message
 * @param {PageMessage | undefined} before
 */
function dayBefore(state, message, before) {
  const { now, timeZone } = clockOf(state)
  const at = new Date(message.createdAt)
  if (before !== undefined && daysAgo(new Date(before.createdAt), at, timeZone) === 0) return null
  const words = wordsIn(state.language)
  const days = daysAgo(at, now, timeZone)
  if (days === 0) return words.today
  return days === 1 ? words.yesterday : dayText(at, now, timeZone, state.language)
}

/**
 * @param {PageMessage} before
 * @param {PageMessage} message
 */
function isOneRun(before, message) {
  const isNear = Date.parse(message.createdAt) - Date.parse(before.createdAt) < runMs
  return isNear && before.from.id === message.from.id && !before.deleted && before.kind !== 'system'
}

/**
 * @param {Side} side
 * @param {Pane} pane
 * @param {import('../words.js').Words} words
 */
function newest(side, { atEnd, seen, to, fresh }, words) {
  if ((atEnd && to === null) || seen) return nothing
  return html`
    <button class="newest" type="button" @click=${() => goToNewest(side)}>
      ${icons.down}${fresh > 0 ? words.fresh(fresh) : html`<span class="visually-hidden">${words.toNewest}</span>`}
    </button>
  `
}
