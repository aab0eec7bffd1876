/** @import { Env } from './env.js' */
import { html, nothing, render } from 'lit-html'
import { wordsOf } from './words.js'

/**
 * Asks whether to go on, as a card's `confirm` wants it. Escape is no. The focus goes back to where it was.
 *
 * @param {{ readonly title: string, readonly text: string }} asked
 * @param {Env['language']} language
 * @returns {Promise<boolean>}
 */
export function askConfirm({ title, text }, language) {
  const words = wordsOf(language)
  const before = document.activeElement
  const dialog = document.createElement('dialog')
  dialog.className = 'card-dialog'
  dialog.setAttribute('aria-labelledby', 'card-dialog-title')
  const close = (/** @type {string} */ answer) => () => dialog.close(answer)
  render(
    html`<h2 id="card-dialog-title">${title}</h2>
      ${text === '' ? nothing : html`<p>${text}</p>`}
      <div class="card-dialog-buttons">
        <button type="button" class="card-button look-default size-medium" @click=${close('')}>${words.cancel}</button>
        <button type="button" class="card-button look-primary_filled size-medium" @click=${close('go on')}>
          ${words.goOn}
        </button>
      </div>`,
    dialog,
  )
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      if (before instanceof HTMLElement) before.focus()
      resolve(dialog.returnValue === 'go on')
    })
  })
}
