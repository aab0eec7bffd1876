/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { numberAt, objectAt, oneOfAt } from '../json.js'
import { said } from '../language.js'
import { idOf } from '../place.js'
import { styled } from '../styled.js'
import { isRequired } from './behaviors.js'
import { controlState, drawField } from './field.js'
import { controlIn } from './field-value.js'
import { labelOf } from './label.js'
import { limitOf } from './limit.js'

/**
 * The input element: one line, several, or a password.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawInput(node, place) {
  const { language } = place.env
  const label = said(objectAt(node, 'label'), language)
  const value = said(node, language, 'default_value')
  const counted = numberAt(node, 'max_length') !== null
  const control = html`${drawBox(node, place, label === '' ? labelOf(node, place) : null, value)}
    ${counted ? html`<span class="card-counter" id=${idOf(place, 'count')} .textContent=${countWords(value, node)}></span>` : nothing}`
  return drawField(node, place, {
    control,
    label: label === '' ? nothing : drawLabel(label, node, place),
    className: `label-${oneOfAt(node, 'label_position', ['top', 'left'])} ${counted ? 'counted' : ''}`,
    follow: (box) => {
      const counter = box.querySelector('.card-counter')
      if (counter !== null) counter.textContent = countWords(controlIn(box)?.value ?? '', node)
    },
  })
}

/**
 * @param {Json} node
 * @param {Place} place
 * @param {string | null} name null when it has a label.
 * @param {string} value
 */
function drawBox(node, place, name, value) {
  const { off, errorId } = controlState(node, place)
  const counter = numberAt(node, 'max_length') === null ? '' : ` ${idOf(place, 'count')}`
  const described = `${errorId}${counter}`
  const placeholder = said(objectAt(node, 'placeholder'), place.env.language)
  const id = idOf(place, 'control')
  if (node.input_type === 'multiline_text') {
    const rows = Math.max(1, numberAt(node, 'rows') ?? 5)
    const most = numberAt(node, 'max_rows')
    const styles = { '--rows': String(rows), '--max-rows': most === null ? null : String(Math.max(rows, most)) }
    return html`<textarea
      id=${id}
      class=${node.auto_resize === true ? 'grows' : ''}
      rows=${rows}
      maxlength=${limitOf(node)}
      placeholder=${placeholder}
      aria-label=${name ?? nothing}
      aria-describedby=${described}
      aria-required=${isRequired(node)}
      .defaultValue=${value}
      ?disabled=${off}
      ${styled(styles)}
    ></textarea>`
  }
  return html`<input
    id=${id}
    type=${node.input_type === 'password' ? 'password' : 'text'}
    autocomplete="off"
    maxlength=${limitOf(node)}
    placeholder=${placeholder}
    aria-label=${name ?? nothing}
    aria-describedby=${described}
    aria-required=${isRequired(node)}
    value=${value}
    ?disabled=${off}
  />`
}

/**
 * @param {string} label
 * @param {Json} node
 * @param {Place} place
 */
function drawLabel(label, node, place) {
  const star = isRequired(node) ? html`<span class="card-star" aria-hidden="true">*</span>` : nothing
  return html`<label for=${idOf(place, 'control')}>${label}${star}</label>`
}

/**
 * @param {string} value
 * @param {Json} node
 */
function countWords(value, node) {
  return `${value.length}/${limitOf(node)}`
}
