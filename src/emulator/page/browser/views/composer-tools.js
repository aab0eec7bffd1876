import { html } from 'lit-html'
import { attach } from '../acts/attach.js'
import { typed } from '../acts/draft.js'
import { icons } from './icons.js'

/** @import { Side } from '../state.js' */
/** @import { Words } from '../words.js' */

/**
 * Writes the `@` that opens the list of people.
 * @param {Side} side
 * @param {Words} words
 */
export function atButton(side, words) {
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
 * Opens the browser's picker of files.
 * @param {Side} side
 * @param {Words} words
 */
export function attachButton(side, words) {
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
