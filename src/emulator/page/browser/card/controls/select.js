/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { numberAt, objectAt, oneOfAt, textAt } from '../json.js'
import { said } from '../language.js'
import { idOf } from '../place.js'
import { isRequired } from './behaviors.js'
import { controlState, drawField } from './field.js'
import { labelOf } from './label.js'
import { offersOf } from './offered.js'

/**
 * select_static and select_person: one of what is offered.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawSelect(node, place) {
  const { off, errorId } = controlState(node, place)
  const offers = offersOf(node, place)
  // 1 is the first option, 0 none (select page).
  const byIndex = node.tag === 'select_static' ? offers[(numberAt(node, 'initial_index') ?? 0) - 1]?.value : undefined
  const chosen = textAt(node, 'initial_option') || byIndex || ''
  const placeholder = said(objectAt(node, 'placeholder'), place.env.language) || place.words.choose
  // Going back to nothing is only of use where the value waits for a submit that does not ask for it.
  const open = place.form !== null && !isRequired(node)
  const control = html`<select
    id=${idOf(place, 'control')}
    class="select-${oneOfAt(node, 'type', ['default', 'text'])}"
    aria-label=${labelOf(node, place)}
    aria-describedby=${errorId}
    aria-required=${isRequired(node)}
    ?disabled=${off}
  >
    <option value="" ?hidden=${!open} ?disabled=${!open} ?selected=${!offers.some((each) => each.value === chosen)}>
      ${placeholder}
    </option>
    ${repeat(
      offers,
      (offer) => offer.value,
      ({ value, text }) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`,
    )}
  </select>`
  return drawField(node, place, { control, className: 'card-select' })
}
