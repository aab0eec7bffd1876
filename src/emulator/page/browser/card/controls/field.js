/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { objectAt } from '../json.js'
import { said } from '../language.js'
import { pixels } from '../measures.js'
import { idOf } from '../place.js'
import { styled } from '../styled.js'
import { isOff } from './behaviors.js'
import { sayError } from './field-error.js'
import { tellChange } from './pressing.js'

/**
 * @typedef {object} FieldParts
 * @property {unknown} control
 * @property {unknown=} label
 * @property {string=} className
 * @property {((box: Element) => void)=} follow Draws again what depends on the value: a counter, the names of what is chosen.
 * @property {boolean=} tells False for a control that says itself when it has changed.
 */

/**
 * The box around a control: its label, its error, its width, and what happens when its value changes.
 *
 * @param {Json} node
 * @param {Place} place
 * @param {FieldParts} parts
 */
export function drawField(node, place, { control, label = nothing, className = '', follow, tells = true }) {
  if (place.form !== null && typeof node.name === 'string') place.form.fields.push({ node, path: place.path })
  const boxOf = (/** @type {Event} */ event) => /** @type {Element} */ (event.currentTarget)
  const touched = (/** @type {Event} */ event) => {
    sayError(boxOf(event), null)
    follow?.(boxOf(event))
  }
  const changed = (/** @type {Event} */ event) => {
    touched(event)
    if (tells) tellChange(node, place, boxOf(event))
  }
  const fill = node.width === 'fill' ? 'fill' : ''
  return html`<div
    class="card-field ${className} ${fill}"
    data-field=${place.path}
    title=${tipsOf(node, place) || nothing}
    @input=${touched}
    @change=${changed}
    @restore=${touched}
    ${styled({ '--width': pixels(node.width) })}
  >
    ${label}
    <div class="card-control">${control}${drawSpinner(place)}</div>
    <p class="card-error" id=${idOf(place, 'error')}></p>
  </div>`
}

/**
 * What the drawn control of a field needs besides its value.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function controlState(node, place) {
  return { off: isOff(node, place), errorId: idOf(place, 'error') }
}

/** @param {Place} place */
export function drawSpinner({ env, path }) {
  return env.busy === path ? html`<span class="card-spinner" aria-hidden="true"></span>` : nothing
}

/**
 * Why a control is off, when the card says it.
 *
 * @param {Json} node
 * @param {Place} place
 * @returns {string}
 */
export function tipsOf(node, { env }) {
  return node.disabled === true ? said(objectAt(node, 'disabled_tips'), env.language) : ''
}
