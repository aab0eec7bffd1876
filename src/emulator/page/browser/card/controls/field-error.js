/** @import { Field } from '../place.js' */
/** @import { Words } from '../words.js' */
import { isRequired } from './behaviors.js'
import { controlIn, isEmpty, valueIn } from './field-value.js'
import { limitOf } from './limit.js'

/**
 * Why a field holds the form back, as its client would say it; null when it does not (form page: only `required` and the
 * limit of an input are looked at).
 *
 * @param {Field} field
 * @param {Element} box
 * @param {Words} words
 * @returns {string | null}
 */
export function whyHeldBack({ node }, box, words) {
  const control = controlIn(box)
  if (control?.validity.badInput === true) return words.unfinished
  const value = valueIn(node, box)
  if (isRequired(node) && isEmpty(value)) return words.required
  if (node.tag === 'input' && typeof value === 'string' && value.length > limitOf(node))
    return words.tooLong(limitOf(node))
  return null
}

/**
 * Says under a field what is wrong with it, to the eye and to the ear; null takes it away.
 *
 * @param {Element} box
 * @param {string | null} why
 */
export function sayError(box, why) {
  const error = box.querySelector('.card-error')
  if (error !== null) error.textContent = why ?? ''
  const control = box.querySelector('[data-control]') ?? controlIn(box)
  if (why === null) control?.removeAttribute('aria-invalid')
  else control?.setAttribute('aria-invalid', 'true')
}
