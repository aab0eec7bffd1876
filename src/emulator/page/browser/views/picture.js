import { html, nothing } from 'lit-html'
import { ref } from 'lit-html/directives/ref.js'
import { fileAddress } from '../api.js'
import { store } from '../store.js'
import { wordsIn } from '../words.js'
import { icons } from './icons.js'
import { asModal, closeAround, closeFromBeside } from './modal.js'

/** @import { State } from '../state.js' */

/**
 * One picture over the whole page.
 * @param {State} state
 */
export function pictureDialog({ picture, language }) {
  if (picture === null) return nothing
  const words = wordsIn(language)
  return html`
    <dialog
      class="dialog picture"
      aria-label=${picture.name}
      ${ref(asModal)}
      @close=${() => store.change({ picture: null })}
      @click=${closeFromBeside}
    >
      <div class="dialog-head">
        <a class="button" href=${fileAddress(picture.key)} download=${picture.name}>${words.download}</a>
        <button class="tool" type="button" title=${words.close} @click=${closeAround}>
          ${icons.close}<span class="visually-hidden">${words.close}</span>
        </button>
      </div>
      <img src=${fileAddress(picture.key)} alt=${picture.name} />
    </dialog>
  `
}
