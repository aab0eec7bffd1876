/** @import { FieldValue, Json } from '../env.js' */
import { takesSeveral } from './behaviors.js'

/**
 * What stands in a control now, in the shape a press carries it.
 *
 * @param {Json} node
 * @param {Element} box The element that holds the control.
 * @returns {FieldValue}
 */
export function valueIn(node, box) {
  const inputs = [...box.querySelectorAll('input')]
  const chosen = inputs.filter((each) => each.checked).map((each) => each.value)
  if (takesSeveral(node)) return chosen
  if (node.tag === 'select_img') return chosen[0] ?? ''
  if (node.tag === 'checker') return inputs[0]?.checked === true
  const value = controlIn(box)?.value ?? ''
  return node.tag === 'picker_datetime' ? value.replace('T', ' ') : value
}

/**
 * @param {FieldValue} value
 * @returns {boolean} Blanks count as something typed; whether they do on the platform is not known.
 */
export function isEmpty(value) {
  return typeof value !== 'boolean' && value.length === 0
}

/**
 * Puts back what the card says, in one control, and lets its drawing follow.
 *
 * @param {Element} box
 */
export function restore(box) {
  for (const each of box.querySelectorAll('input, textarea')) {
    const control = /** @type {HTMLInputElement} */ (each)
    control.value = control.defaultValue
    if ('defaultChecked' in control) control.checked = control.defaultChecked
  }
  for (const option of box.querySelectorAll('option')) option.selected = option.defaultSelected
  box.dispatchEvent(new Event('restore'))
}

/**
 * Makes the shown control of a box the one with the focus, also out of a closed panel.
 *
 * @param {Element} box
 */
export function focusOn(box) {
  for (let at = box.closest('details'); at !== null; at = at.parentElement?.closest('details') ?? null) at.open = true
  const control = box.querySelector('[data-control]') ?? controlIn(box)
  if (control instanceof HTMLElement) control.focus()
}

/**
 * @param {Element} box
 * @returns {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null}
 */
export function controlIn(box) {
  return box.querySelector('input, textarea, select')
}
