import { html, nothing } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import { live } from 'lit-html/directives/live.js'
import { repeat } from 'lit-html/directives/repeat.js'
import { attach, detach } from '../acts/attach.js'
import { closePicker, composerKey, composerOf, lookForMention, replyTo, typed } from '../acts/draft.js'
import { submit } from '../acts/send.js'
import { candidates } from '../people.js'
import { summaryOf } from '../summary.js'
import { wordsIn } from '../words.js'
import { sizeText } from './files.js'
import { hearingHint } from './hearing-hint.js'
import { icons } from './icons.js'
import { activeOption, mentionList, steerMentions } from './mention-list.js'
import { showDraft } from './show-draft.js'

/** @import { Composer, Side, State } from '../state.js' */

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
 * @param {Composer} content
 * @param {Side} side
 * @param {import('../words.js').Words} words
 */
function answered({ replyTo: message }, side, words) {
  if (message === null) return nothing
  return html`
    <p class="answered">
      <b>${words.replyingTo(message.from.name)}</b><span>${summaryOf(message, words)}</span>
      <button class="tool" type="button" title=${words.noReply} @click=${() => replyTo(side, null)}>
        ${icons.close}<span class="visually-hidden">${words.noReply}</span>
      </button>
    </p>
  `
}

/**
 * @param {Composer} content
 * @param {string} key
 * @param {import('../words.js').Words} words
 */
function tray({ files }, key, words) {
  if (files.length === 0) return nothing
  return html`
    <ul class="tray" role="list" aria-label=${words.attached}>
      ${repeat(
        files,
        ({ id }) => id,
        (each) => html`
          <li>
            ${each.address === null ? icons.file : html`<img src=${each.address} alt="" />`}
            <span class="file-name">${each.file.name}</span><span class="file-size">${sizeText(each.file.size)}</span>
            <button class="tool" type="button" title=${words.detach(each.file.name)} @click=${() => detach(key, each)}>
              ${icons.close}<span class="visually-hidden">${words.detach(each.file.name)}</span>
            </button>
          </li>
        `,
      )}
    </ul>
  `
}

/**
 * @param {Side} side
 * @param {import('../words.js').Words} words
 */
function atButton(side, words) {
  const insert = () => {
    const box = document.getElementById(`write-${side}`)
    if (!(box instanceof HTMLTextAreaElement)) return
    box.focus()
    const before = box.value.slice(0, box.selectionStart)
    // Behind a letter an @ would be an address.
    box.setRangeText(/[A-Za-z0-9]$/.test(before) ? ' @' : '@', box.selectionStart, box.selectionEnd, 'end')
    typed(side, box.value, box.selectionStart)
  }
  return html`
    <button class="tool" type="button" title=${words.mention} @click=${insert}>
      ${icons.at}<span class="visually-hidden">${words.mention}</span>
    </button>
  `
}

/**
 * @param {Side} side
 * @param {import('../words.js').Words} words
 */
function attachButton(side, words) {
  const chosen = (/** @type {Event} */ { currentTarget }) => {
    if (!(currentTarget instanceof HTMLInputElement)) return
    attach(side, currentTarget.files ?? [])
    // The same file can be chosen once more.
    currentTarget.value = ''
  }
  return html`
    <label class="tool" title="${words.attach}（${words.attachHint}）">
      ${icons.clip}<span class="visually-hidden">${words.attach}（${words.attachHint}）</span>
      <input class="visually-hidden" type="file" multiple @change=${chosen} />
    </label>
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
