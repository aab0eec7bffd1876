/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { listAt, objectAt } from '../json.js'
import { said } from '../language.js'
import { drawIcon } from '../parts/icon.js'
import { idOf } from '../place.js'
import { isRequired } from './behaviors.js'
import { controlState, drawField } from './field.js'
import { labelOf } from './label.js'
import { offersOf } from './offered.js'

/**
 * multi_select_static and multi_select_person: a button that says what is chosen and opens the list with its boxes.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawSeveral(node, place) {
  const { off, errorId } = controlState(node, place)
  const chosen = listAt(node, 'selected_values').map(String)
  const offers = offersOf(node, place)
  const label = labelOf(node, place)
  const placeholder = said(objectAt(node, 'placeholder'), place.env.language) || place.words.choose
  const namesOf = (/** @type {(value: string) => boolean} */ is) =>
    offers
      .filter(({ value }) => is(value))
      .map(({ text }) => text)
      .join('、') || placeholder
  const list = idOf(place, 'list')
  const control = html`<button
      type="button"
      class="card-several"
      data-control
      aria-expanded="false"
      aria-controls=${list}
      aria-describedby=${errorId}
      ?disabled=${off}
      @click=${toggle}
    ><span class="unseen">${label}：</span><span class="card-chosen" .textContent=${namesOf((value) => chosen.includes(value))}></span></button>
    <div class="card-several-list" id=${list} role="group" aria-label=${label} hidden @keydown=${closeOnEscape}>
      ${repeat(
        offers,
        (offer) => offer.value,
        ({ value, text, icon }) => html`<label class="card-choice">
          <input type="checkbox" value=${value} ?checked=${chosen.includes(value)} ?disabled=${off} />
          ${drawIcon(icon, place)}<span>${text}</span>
        </label>`,
      )}
    </div>`
  return drawField(node, place, {
    control,
    className: isRequired(node) ? 'required' : '',
    follow: (box) => {
      const boxes = [...box.querySelectorAll('input')].filter((each) => each.checked).map((each) => each.value)
      const names = box.querySelector('.card-chosen')
      if (names !== null) names.textContent = namesOf((value) => boxes.includes(value))
    },
  })
}

/** @param {Event} event */
function toggle(event) {
  const button = /** @type {HTMLElement} */ (event.currentTarget)
  show(button, button.getAttribute('aria-expanded') !== 'true')
}

/** @param {KeyboardEvent} event */
function closeOnEscape(event) {
  const button = /** @type {HTMLElement} */ (event.currentTarget).previousElementSibling
  if (event.key !== 'Escape' || !(button instanceof HTMLElement)) return
  show(button, false)
  button.focus()
}

/**
 * @param {HTMLElement} button
 * @param {boolean} open
 */
function show(button, open) {
  button.setAttribute('aria-expanded', String(open))
  const list = button.nextElementSibling
  if (list instanceof HTMLElement) list.hidden = !open
}
