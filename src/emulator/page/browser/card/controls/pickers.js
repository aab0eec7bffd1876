/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { objectAt, textAt } from '../json.js'
import { said } from '../language.js'
import { idOf } from '../place.js'
import { isRequired } from './behaviors.js'
import { controlState, drawField } from './field.js'
import { controlIn } from './field-value.js'
import { labelOf } from './label.js'
import { tellChange } from './pressing.js'

// Without a latest date a year has six digits, and what is typed after the fourth would go into it.
const kinds = {
  date_picker: { type: 'date', key: 'initial_date', most: '9999-12-31' },
  picker_time: { type: 'time', key: 'initial_time', most: null },
  picker_datetime: { type: 'datetime-local', key: 'initial_datetime', most: '9999-12-31T23:59' },
}

/**
 * date_picker, picker_time and picker_datetime, as the browser picks dates. Its placeholder lies over the empty field.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawPicker(node, place) {
  const { off, errorId } = controlState(node, place)
  const { type, key, most } = kinds[/** @type {keyof typeof kinds} */ (node.tag)]
  const value = textAt(node, key).replace(' ', 'T')
  const placeholder = said(objectAt(node, 'placeholder'), place.env.language)
  const control = html`<span class="card-picker" ?data-empty=${value === ''}>
    <input
      id=${idOf(place, 'control')}
      type=${type}
      max=${most ?? nothing}
      aria-label=${labelOf(node, place)}
      aria-describedby=${errorId}
      aria-required=${isRequired(node)}
      value=${value}
      ?disabled=${off}
      @keydown=${typing}
      @change=${(/** @type {Event} */ event) => picked(event, node, place)}
      @focusout=${(/** @type {Event} */ event) => left(event, node, place)}
    />
    ${placeholder === '' ? nothing : html`<span class="card-picker-placeholder" aria-hidden="true">${placeholder}</span>`}
  </span>`
  return drawField(node, place, { control, className: 'card-picker-field', follow: showPlaceholder, tells: false })
}

/** Somebody who types a date goes through other dates on the way: those are not told. */
/** @param {KeyboardEvent} event */
function typing(event) {
  const input = /** @type {HTMLInputElement} */ (event.currentTarget)
  if (event.key === 'Enter') input.blur()
  else if (event.key !== 'Tab') input.dataset.typing = ''
}

/**
 * @param {Event} event
 * @param {Json} node
 * @param {Place} place
 */
function picked(event, node, place) {
  const input = /** @type {HTMLInputElement} */ (event.currentTarget)
  if (input.dataset.typing === undefined) tell(input, node, place)
  else input.dataset.changed = ''
}

/**
 * @param {Event} event
 * @param {Json} node
 * @param {Place} place
 */
function left(event, node, place) {
  const input = /** @type {HTMLInputElement} */ (event.currentTarget)
  const { changed } = input.dataset
  delete input.dataset.typing
  delete input.dataset.changed
  if (changed !== undefined) tell(input, node, place)
}

/**
 * @param {HTMLInputElement} input
 * @param {Json} node
 * @param {Place} place
 */
function tell(input, node, place) {
  const box = input.closest('[data-field]')
  if (box !== null) tellChange(node, place, box)
}

/** @param {Element} box */
function showPlaceholder(box) {
  const control = controlIn(box)
  control?.parentElement?.toggleAttribute('data-empty', control.value === '' && !control.validity.badInput)
}
