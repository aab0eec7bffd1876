/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { addressIn } from '../address.js'
import { objectsAt } from '../json.js'

const several = ['multi_select_static', 'multi_select_person']

/**
 * @param {Json} node
 * @returns {boolean} Whether a press of it, or a change, calls the bot back.
 */
export function callsBack(node) {
  return objectsAt(node, 'behaviors').some((each) => each.type === 'callback')
}

/**
 * @param {Json} node
 * @returns {string | null} Where it leads.
 */
export function leadsTo(node) {
  return addressIn(objectsAt(node, 'behaviors').find((each) => each.type === 'open_url') ?? null)
}

/**
 * What a button does to the form around it; the older key means the same (form page).
 *
 * @param {Json} node
 * @param {Place} place
 * @returns {'submit' | 'reset' | null}
 */
export function deedOf(node, { form }) {
  if (form === null) return null
  const action = node.form_action_type ?? node.action_type
  if (action === 'submit' || action === 'form_submit') return 'submit'
  return action === 'reset' || action === 'form_reset' ? 'reset' : null
}

/**
 * @param {Json} node
 * @returns {boolean}
 */
export function takesSeveral(node) {
  return several.includes(String(node.tag)) || (node.tag === 'select_img' && node.multi_select === true)
}

/**
 * Whether a field of a form must be filled. A select for several must, unless it says otherwise (multi select page).
 *
 * @param {Json} node
 * @returns {boolean}
 */
export function isRequired(node) {
  return typeof node.required === 'boolean' ? node.required : several.includes(String(node.tag))
}

/**
 * Whether a control can be used now: on a living card in an open chat, and one press at a time.
 *
 * @param {Json} node
 * @param {Place} place
 * @returns {boolean}
 */
export function isUsable(node, { env }) {
  return env.alive && env.open && env.busy === null && node.disabled !== true
}

/**
 * Whether the browser is told that a control is off. The one being pressed is not, because that would take its focus.
 *
 * @param {Json} node
 * @param {Place} place
 * @returns {boolean}
 */
export function isOff(node, place) {
  return !isUsable(node, place) && place.env.busy !== place.path
}
