/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { isObject, listAt, numberAt, objectAt } from '../json.js'
import { drawText } from '../parts/text.js'
import { idOf } from '../place.js'
import { styled } from '../styled.js'
import { drawButton } from './button.js'
import { controlState, drawField } from './field.js'

/**
 * The checker: a box with its text, and buttons beside it.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawChecker(node, place) {
  const { off, errorId } = controlState(node, place)
  const text = objectAt(node, 'text')
  const id = idOf(place, 'text')
  const style = objectAt(node, 'checked_style')
  const words = html`<span id=${id} class="card-checker-text">${text === null ? nothing : drawText(text, place)}</span>`
  const box = html`<input
    type="checkbox"
    aria-labelledby=${id}
    aria-describedby=${errorId}
    ?checked=${node.checked === true}
    ?disabled=${off}
  />`
  const whole = node.overall_checkable !== false
  const control = html`<div
    class="card-checker ${style?.show_strikethrough === true ? 'strikes' : ''}"
    ${styled({ '--checked-opacity': String(numberAt(style, 'opacity') ?? 1) })}
  >${whole ? html`<label class="card-choice">${box}${words}</label>` : html`<span class="card-choice">${box}${words}</span>`}
    ${drawButtons(objectAt(node, 'button_area'), place)}
  </div>`
  return drawField(node, place, { control, className: 'fill' })
}

/**
 * @param {Json | null} area At most three buttons, shown always or only under the pointer.
 * @param {Place} place
 */
function drawButtons(area, place) {
  if (area === null) return nothing
  const buttons = listAt(area, 'buttons').slice(0, 3)
  const rule = area.pc_display_rule === 'on_hover' ? 'on-hover' : ''
  return html`<div class="card-checker-buttons ${rule}">${buttons.map((each, index) =>
    isObject(each)
      ? drawButton(each, { ...place, path: `${place.path}.button_area.buttons[${index}]`, siblings: buttons, index })
      : nothing,
  )}</div>`
}
