import { html } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { closeToast } from '../acts/toast.js'
import { wordsIn } from '../words.js'
import { icons } from './icons.js'

/** @import { State, Toast } from '../state.js' */

/**
 * What was said just now. Trouble is read out at once, all else when the reader has time.
 * @param {State} state
 */
export function toasts({ toasts: all, language }) {
  return html`<div class="toasts" aria-live="polite">${repeat(
    all,
    ({ id }) => id,
    (each) => item(each, language),
  )}</div>`
}

/**
 * @param {Toast} toast
 * @param {State['language']} language
 */
function item({ id, kind, text }, language) {
  const words = wordsIn(language)
  const role = kind === 'error' || kind === 'warning' ? 'alert' : 'status'
  return html`
    <div class="toast ${kind}" role=${role}>
      <span>${text}</span>
      <button class="tool" type="button" title=${words.close} @click=${() => closeToast(id)}>
        ${icons.close}<span class="visually-hidden">${words.close}</span>
      </button>
    </div>
  `
}
