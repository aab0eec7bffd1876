import { html, nothing } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { clockOf } from '../people.js'
import { address } from '../route.js'
import { lineOf } from '../summary.js'
import { dateText, daysAgo, hourText } from '../time.js'
import { wordsIn } from '../words.js'
import { avatar } from './avatar.js'

/** @import { ChatLine } from '../../contract.ts' */
/** @import { State } from '../state.js' */

/**
 * The chats of the person one is, newest first.
 * @param {State} state
 */
export function chatList(state) {
  const words = wordsIn(state.language)
  const { chats } = state
  return html`
    <nav class="chats" aria-labelledby="chats-heading">
      <h2 id="chats-heading" class="visually-hidden">${words.chats}</h2>
      ${chats?.length === 0 ? html`<p class="empty">${words.noChats}</p>` : nothing}
      <ul role="list">
        ${repeat(
          chats ?? [],
          ({ id }) => id,
          (chat) => line(state, chat),
        )}
      </ul>
    </nav>
  `
}

/**
 * @param {State} state
 * @param {ChatLine} chat
 */
function line(state, chat) {
  const { route, language } = state
  const words = wordsIn(language)
  const { id, name, kind, unread, last } = chat
  const isOpen = route.chat === id
  return html`
    <li>
      <a class="chat-line" href=${address(route.person, id)} aria-current=${isOpen ? 'page' : nothing} data-chat=${id}>
        ${avatar(id, name, kind === 'group' ? 'group' : 'bot')}
        <span class="chat-name"
          ><b>${name}</b>${kind === 'private' ? html`<span class="tag">${words.bot}</span>` : nothing}</span
        >
        <span class="chat-time">${last === null ? '' : when(state, last.at)}</span>
        <span class="chat-last">${last === null ? '' : preview(kind, last.from, lineOf(last.text, words))}</span>
        ${
          unread > 0
            ? html`<span class="badge"
                ><span aria-hidden="true">${unread > 99 ? '99+' : unread}</span
                ><span class="visually-hidden">${words.unread(unread)}</span></span
              >`
            : nothing
        }
      </a>
    </li>
  `
}

/**
 * In a private chat it is plain who speaks.
 * @param {ChatLine['kind']} kind
 * @param {string} from
 * @param {string} text
 */
function preview(kind, from, text) {
  return kind === 'group' && from !== '' ? `${from}：${text}` : text
}

/**
 * @param {State} state
 * @param {string} at
 */
function when(state, at) {
  const { now, timeZone } = clockOf(state)
  const words = wordsIn(state.language)
  const date = new Date(at)
  const days = daysAgo(date, now, timeZone)
  if (days <= 0) return hourText(date, timeZone)
  return days === 1 ? words.yesterday : dateText(date, now, timeZone, state.language)
}
