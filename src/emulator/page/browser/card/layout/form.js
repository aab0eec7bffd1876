/** @import { Json } from '../env.js' */
/** @import { FormParts, Place } from '../place.js' */
import { html } from 'lit-html'
import { textAt } from '../json.js'
import { drawFlow } from './flow.js'

/**
 * A form. Its controls keep what is typed in the document; they are collected when one of its buttons is pressed.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawForm(node, place) {
  /** @type {FormParts} */
  const form = { fields: [] }
  const inner = drawFlow(node, { ...place, form }, { gap: '12px' })
  return html`<form
    class="card-form"
    novalidate
    autocomplete="off"
    data-form=${textAt(node, 'name')}
    @submit=${(/** @type {Event} */ event) => event.preventDefault()}
  >${inner}</form>`
}
