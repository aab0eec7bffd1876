import { html, nothing } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import { live } from 'lit-html/directives/live.js'
import { attach } from '../acts/attach.js'
import { closePicker, composerKey, composerOf, lookForMention, typed } from '../acts/draft.js'
import { submit } from '../acts/send.js'
import { candidates } from '../people.js'
import { wordsIn } from '../words.js'
import { answered, tray } from './composer-beside.js'
import { atButton, attachButton } from './composer-tools.js'
import { hearingHint } from './hearing-hint.js'
import { icons } from './icons.js'
import { activeOption, mentionList, steerMentions } from './mention-list.js'
import { showDraft } from './show-draft.js'

/** @import { Side, State } from '../state.js' */

/**
 * Where one writes; a sentence instead of it where one cannot.
 * @param {State} state
 * @param {Side} side
 */
export function composer(state, side) {
  const { info } = state.panes.main ?? {}
  const words = wordsIn(state.language)
  if (info == null) return nothing
  if (info.closed !== null) return html`<p class="closed" role="status">${words[info.closed]}</p>`
  const key = composerKey(state, side)
  return keyed(key, box(state, side, key, side === 'main' ? words.writeTo(info.name) : words.writeInThread))
}

/**
 * @param {State} state
 * @param {Side} side
 * @param {string} key
 * @param {string} label
 */
function box(state, side, key, label) {
  const words = wordsIn(state.language)
  const content = composerOf(state, side)
  const { text, files, sending } = content
  const isPicking = state.picker?.side === side
  const isBlank = text.trim() === '' && files.length === 0
  return html`
    <form
      class="composer"
      @submit=${(/** @type {SubmitEvent} */ event) => {
        event.preventDefault()
        send(side)
      }}
    >
      ${mentionList(state, side)} ${answered(content, side, words)} ${tray(content, key, words)}
      <textarea
        id="write-${side}"
        rows="1"
        aria-label=${label}
        placeholder=${label}
        aria-describedby="keys-${side}"
        aria-autocomplete=${candidates(state).length > 0 ? 'list' : nothing}
        aria-controls=${isPicking ? 'mentions' : nothing}
        aria-activedescendant=${isPicking ? activeOption(state) : nothing}
        enterkeyhint="send"
        .value=${live(text)}
        @input=${(/** @type {InputEvent} */ event) => typed(side, ...caretOf(event))}
        @click=${(/** @type {Event} */ event) => lookForMention(side, caretOf(event)[1])}
        @keydown=${(/** @type {KeyboardEvent} */ event) => keyPressed(event, side)}
        @blur=${closePicker}
        @paste=${(/** @type {ClipboardEvent} */ event) => pasted(event, side)}
      ></textarea>
      <div class="composer-foot">
        ${candidates(state).length > 0 ? atButton(side, words) : nothing} ${attachButton(side, words)}
        <div class="composer-hint">${hearingHint(state, side)}</div>
        <span id="keys-${side}" class="visually-hidden">${words.sendKeys}</span>
        ${sending === null ? nothing : html`<span class="hint" role="status">${words.sending(sending.done, sending.total)}</span>`}
        <button class="send" type="submit" title=${words.sendKeys} ?disabled=${isBlank || sending !== null}>
          ${icons.send}<span>${words.send}</span>
        </button>
      </div>
    </form>
  `
}

/**
 * Enter sends; not while an input method is choosing characters, for which Enter is one of its keys.
 * @param {KeyboardEvent} event
 * @param {Side} side
 */
function keyPressed(event, side) {
  if (event.isComposing || event.keyCode === 229) return
  if (steerMentions(event, side)) return
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault()
  send(side)
}

/** @param {Side} side */
function send(side) {
  submit(side)
  showDraft(side)
}

/**
 * @param {ClipboardEvent} event
 * @param {Side} side
 */
function pasted(event, side) {
  const files = event.clipboardData?.files
  if (files === undefined || files.length === 0) return
  event.preventDefault()
  attach(side, files)
}

/**
 * @param {Event} event
 * @returns {[text: string, caret: number]}
 */
function caretOf({ currentTarget }) {
  return currentTarget instanceof HTMLTextAreaElement ? [currentTarget.value, currentTarget.selectionEnd] : ['', 0]
}
