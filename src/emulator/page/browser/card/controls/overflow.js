/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html } from 'lit-html'
import { addressIn } from '../address.js'
import { objectAt, objectsAt, textAt } from '../json.js'
import { said } from '../language.js'
import { drawIcon } from '../parts/icon.js'
import { idOf } from '../place.js'
import { isUsable } from './behaviors.js'
import { drawSpinner } from './field.js'
import { chooseOption } from './pressing.js'

/**
 * The overflow menu: three dots that open a list of things to do.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawOverflow(node, place) {
  const list = idOf(place, 'menu')
  return html`<div class="card-overflow" data-field=${place.path} @focusout=${closeOutside} @keydown=${closeOnEscape}>
    <button
      type="button"
      class="card-button look-default size-medium"
      aria-label=${place.words.more}
      aria-expanded="false"
      aria-controls=${list}
      aria-disabled=${!isUsable(node, place)}
      aria-busy=${place.env.busy === place.path}
      @click=${(/** @type {Event} */ event) => isUsable(node, place) && open(menuOf(event), null)}
    ><span aria-hidden="true">···</span>${drawSpinner(place)}</button>
    <div class="card-menu" id=${list} hidden>${objectsAt(node, 'options').map((option) => drawOption(option, node, place))}</div>
  </div>`
}

/**
 * @param {Json} option
 * @param {Json} node
 * @param {Place} place
 */
function drawOption(option, node, place) {
  const text = said(objectAt(option, 'text'), place.env.language)
  const inner = html`${drawIcon(objectAt(option, 'icon'), place)}<span>${text}</span>`
  const address = addressIn(objectAt(option, 'multi_url'))
  if (address !== null) return html`<a href=${address} target="_blank" rel="noopener noreferrer">${inner}</a>`
  const choose = (/** @type {Event} */ event) => {
    const menu = menuOf(event)
    open(menu, false)
    menu.querySelector('button')?.focus()
    chooseOption(node, place, textAt(option, 'value'), menu)
  }
  return html`<button type="button" @click=${choose}>${inner}</button>`
}

/**
 * @param {Event} event
 * @returns {HTMLElement}
 */
function menuOf(event) {
  const at = /** @type {Element} */ (event.currentTarget)
  return /** @type {HTMLElement} */ (at.closest('.card-overflow'))
}

/**
 * @param {HTMLElement} menu
 * @param {boolean | null} wanted null: the other way round.
 */
function open(menu, wanted) {
  const button = menu.querySelector('button')
  const list = menu.querySelector('.card-menu')
  if (button === null || !(list instanceof HTMLElement)) return
  const isOpen = wanted ?? list.hidden
  button.setAttribute('aria-expanded', String(isOpen))
  list.hidden = !isOpen
}

/** @param {FocusEvent} event */
function closeOutside(event) {
  const menu = menuOf(event)
  if (!(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) open(menu, false)
}

/** @param {KeyboardEvent} event */
function closeOnEscape(event) {
  if (event.key !== 'Escape') return
  const menu = menuOf(event)
  open(menu, false)
  menu.querySelector('button')?.focus()
}
