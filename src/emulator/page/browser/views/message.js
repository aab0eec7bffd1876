import { html, nothing } from 'lit-html'
import { classMap } from 'lit-html/directives/class-map.js'
import { replyTo } from '../acts/draft.js'
import { goToMessage } from '../acts/panes.js'
import { recall } from '../acts/send.js'
import { focusSoon } from '../after-render.js'
import { clockOf, namesIn } from '../people.js'
import { address } from '../route.js'
import { lineOf } from '../summary.js'
import { fullText, hourText } from '../time.js'
import { keepsUnsent, unsentKey } from '../unsent.js'
import { wordsIn } from '../words.js'
import { avatar } from './avatar.js'
import { cardOf } from './card.js'
import { fileOf } from './files.js'
import { icons } from './icons.js'
import { richText } from './rich-text.js'

/** @import { PageMessage } from '../../contract.ts' */
/** @import { Side, State } from '../state.js' */

/**
 * One message with all that belongs to it.
 * @param {State} state
 * @param {Side} side
 * @param {PageMessage} message
 * @param {{ day: string | null, goesOn: boolean }} place a new day begins with it; it goes on from the one before
 */
export function messageItem(state, side, message, { day, goesOn }) {
  const { id, from } = message
  const isOwn = from.id === state.route.person
  const isLine = message.deleted || message.kind === 'system'
  return html`
    <li
      id="${side}-${id}"
      class=${classMap({ message: true, own: isOwn, line: isLine, 'goes-on': goesOn })}
      data-message=${id}
      tabindex="-1"
    >
      ${day === null ? nothing : html`<p class="day"><span>${day}</span></p>`}
      ${isLine ? html`<p class="note">${noteOf(state, message, isOwn)}</p>` : letter(state, side, message, isOwn)}
    </li>
  `
}

/**
 * @param {State} state
 * @param {PageMessage} message
 * @param {boolean} isOwn
 */
function noteOf({ language }, { deleted, text, from }, isOwn) {
  const words = wordsIn(language)
  if (!deleted) return text
  return isOwn ? words.recalledOwn : words.recalled(from.name)
}

/**
 * @param {State} state
 * @param {Side} side
 * @param {PageMessage} message
 * @param {boolean} isOwn
 */
function letter(state, side, message, isOwn) {
  const { from, quote } = message
  const words = wordsIn(state.language)
  const { now, timeZone } = clockOf(state)
  const at = new Date(message.createdAt)
  const isBot = from.kind === 'app'
  return html`
    ${avatar(from.id, from.name, isBot ? 'bot' : 'person')}
    <div class="letter">
      <p class="meta">
        <b class="from">${from.name}</b>${isBot ? html`<span class="tag">${words.bot}</span>` : nothing}
        <time datetime=${message.createdAt} title=${fullText(at, now, timeZone, state.language)}
          >${hourText(at, timeZone)}</time
        >${message.edited ? html`<span>${words.edited}</span>` : nothing}
      </p>
      ${quote === null ? nothing : quoted(side, quote, words)}
      ${content(state, message)}
      ${below(state, side, message)} ${tools(state, side, message, isOwn)}
    </div>
  `
}

/**
 * @param {Side} side
 * @param {NonNullable<PageMessage['quote']>} quote
 * @param {import('../words.js').Words} words
 */
function quoted(side, { id, from, text }, words) {
  return html`
    <button class="quote" type="button" @click=${() => goToMessage(side, id)}>
      <b>${from}</b><span>${text === '' ? words.gone : lineOf(text, words)}</span>
    </button>
  `
}

/**
 * @param {State} state
 * @param {PageMessage} message
 */
function content(state, message) {
  const words = wordsIn(state.language)
  const { card, files, kind } = message
  const text = kind === 'sticker' ? words.sticker : message.text
  // The text of a file is its name, which stands on it already.
  const hasText = text !== '' && card === null && kind !== 'file' && kind !== 'image'
  return html`
    ${hasText ? html`<div class="bubble">${richText(text, namesIn(state))}</div>` : nothing}
    ${
      card === null
        ? nothing
        : html`<div class="card-place" tabindex="-1" ${keepsUnsent(unsentKey(state.route.person, message))}>
          ${cardOf(state, message)}
        </div>`
    }
    ${files.length === 0 ? nothing : html`<div class="files">${files.map((file) => fileOf(file, words))}</div>`}
  `
}

/**
 * @param {State} state
 * @param {Side} side
 * @param {PageMessage} message
 */
function below({ language, presses, route }, side, { id, thread }) {
  const words = wordsIn(language)
  const ms = presses[id]?.ms ?? null
  const opens = side === 'main' && thread !== null && thread.replies > 0 ? thread : null
  if (ms === null && opens === null) return nothing
  return html`
    <p class="below">
      ${
        opens === null
          ? nothing
          : html`<a class="replies" href=${address(route.person, route.chat, opens.id)} data-opens=${opens.id}
              >${icons.thread}${words.replies(opens.replies)}</a
            >`
      }
      ${ms === null ? nothing : html`<span>${words.took(ms)}</span>`}
    </p>
  `
}

/**
 * @param {State} state
 * @param {Side} side
 * @param {PageMessage} message
 * @param {boolean} isOwn
 */
function tools({ language, panes, route }, side, message, isOwn) {
  const words = wordsIn(language)
  const isClosed = panes.main?.info?.closed !== null
  if (isClosed) return nothing
  const { id, thread } = message
  const reply = () => {
    replyTo(side, message)
    focusSoon(`#write-${side}`)
  }
  const inMain = html`
    <button class="tool" type="button" title=${words.reply} @click=${reply}>
      ${icons.reply}<span class="visually-hidden">${words.reply}</span>
    </button>
    <a
      class="tool"
      href=${address(route.person, route.chat, thread?.id ?? id)}
      title=${words.replyInThread}
      data-opens=${thread?.id ?? id}
      >${icons.thread}<span class="visually-hidden">${words.replyInThread}</span></a
    >
  `
  return html`
    <div class="tools">
      ${side === 'main' ? inMain : nothing}
      ${
        isOwn
          ? html`<button class="tool" type="button" title=${words.recall} @click=${() => recall(id)}>
              ${icons.recall}<span class="visually-hidden">${words.recall}</span>
            </button>`
          : nothing
      }
    </div>
  `
}
