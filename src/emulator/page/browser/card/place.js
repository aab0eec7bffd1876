/** @import { Env, Json } from './env.js' */
/** @import { Words } from './words.js' */

/**
 * Where an element stands.
 *
 * @typedef {object} Place
 * @property {Env} env
 * @property {Words} words
 * @property {Json} card
 * @property {string} path As in `body.elements[2].columns[0].elements[1]`.
 * @property {string} key Tells the ids of this drawing from those of others in the document.
 * @property {FormParts | null} form The form around it.
 * @property {readonly unknown[]} siblings The list it stands in, and where.
 * @property {number} index
 * @property {(list: readonly unknown[], around: Place, at: string) => unknown} draw
 *   Draws the elements of a container; given along because containers and what draws them need each other.
 *
 * @typedef {{ readonly node: Json, readonly path: string }} Field
 * @typedef {{ readonly fields: Field[] }} FormParts The controls that carry a value, as they are drawn.
 */

/**
 * @param {Place} place
 * @param {string} part Which of the elements that draw it.
 * @returns {string} An id in the document.
 */
export function idOf(place, part) {
  return `${place.key}-${place.path.replaceAll(/\W+/g, '-')}-${part}`
}
