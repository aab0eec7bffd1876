/** @import { FieldValue, FormValues, Json } from '../env.js' */
/** @import { Place } from '../place.js' */

import { objectAt } from '../json.js'
import { said } from '../language.js'
import { callsBack, deedOf, isUsable, leadsTo } from './behaviors.js'
import { sayError, whyHeldBack } from './field-error.js'
import { focusOn, restore, valueIn } from './field-value.js'

/**
 * Presses a button or an interactive container: what a phone holds back or does by itself never reaches `env.press`.
 *
 * @param {Json} node
 * @param {Place} place
 * @param {HTMLElement} pressed
 */
export async function pressButton(node, place, pressed) {
  if (!isUsable(node, place)) return
  const deed = deedOf(node, place)
  const form = place.form === null ? null : pressed.closest('form')
  if (deed === 'submit' && form !== null && !isFilled(form, place)) return
  if (!(await isConfirmed(node, place)) || !pressed.isConnected) return
  if (deed === 'reset') return form === null ? undefined : resetForm(form)
  const address = leadsTo(node)
  if (address !== null) open(address, '_blank', 'noopener,noreferrer')
  if (deed === null && !callsBack(node)) return
  place.env.press({ button: place.path, ...(form === null ? {} : { form: valuesIn(form, place) }) })
}

/**
 * Tells the bot of a control outside a form that has another value now (in a form its value waits for the submit).
 *
 * @param {Json} node
 * @param {Place} place
 * @param {Element} box
 */
export async function tellChange(node, place, box) {
  if (place.form !== null || !isUsable(node, place)) return
  // Without a behavior a checker is the reader's own (checker page); all other controls call back by themselves.
  if (node.tag === 'checker' && !callsBack(node)) return
  if (whyHeldBack({ node, path: place.path }, box, place.words) !== null) return
  if (!(await isConfirmed(node, place))) return restore(box)
  if (!box.isConnected) return
  place.env.press({ control: place.path, value: valueIn(node, box) })
}

/**
 * @param {HTMLFormElement} form
 * @param {Place} place
 * @returns {boolean} Whether it may be sent; otherwise every field that holds it back says why, and the first has the focus.
 */
function isFilled(form, { form: parts, words }) {
  const held = (parts?.fields ?? []).filter((field) => {
    const box = boxOf(form, field.path)
    if (box === null) return false
    const why = whyHeldBack(field, box, words)
    sayError(box, why)
    return why !== null
  })
  const first = held[0] === undefined ? null : boxOf(form, held[0].path)
  if (first !== null) focusOn(first)
  return held.length === 0
}

/**
 * @param {HTMLFormElement} form
 * @param {Place} place
 * @returns {FormValues} Without the fields that are disabled: nobody has filled those.
 */
function valuesIn(form, { form: parts }) {
  /** @type {Record<string, FieldValue>} */
  const values = {}
  for (const { node, path } of parts?.fields ?? []) {
    const box = boxOf(form, path)
    if (box !== null && node.disabled !== true) values[String(node.name)] = valueIn(node, box)
  }
  return values
}

/** @param {HTMLFormElement} form */
function resetForm(form) {
  for (const box of form.querySelectorAll('[data-field]')) {
    restore(box)
    sayError(box, null)
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} path
 */
function boxOf(form, path) {
  return form.querySelector(`[data-field="${CSS.escape(path)}"]`)
}

/**
 * @param {Json} node
 * @param {Place} place
 * @returns {Promise<boolean>}
 */
async function isConfirmed(node, { env }) {
  const confirm = objectAt(node, 'confirm')
  if (confirm === null) return true
  const words = (/** @type {string} */ key) => said(objectAt(confirm, key), env.language)
  return env.ask({ title: words('title'), text: words('text') })
}

/**
 * Takes something out of an overflow menu. In a form it does nothing: controls in there do not call back (form page).
 *
 * @param {Json} node
 * @param {Place} place
 * @param {string} value
 * @param {HTMLElement} menu
 */
export async function chooseOption(node, place, value, menu) {
  if (place.form !== null || !isUsable(node, place)) return
  if (!(await isConfirmed(node, place)) || !menu.isConnected) return
  place.env.press({ control: place.path, value })
}
