/** @import { Json } from './env.js' */
/** @import { Styles } from './styled.js' */
import { objectAt, textAt } from './json.js'

/** Spaces by name (structure page). */
const spaces = new Map([
  ['small', '4px'],
  ['default', '8px'],
  ['medium', '8px'],
  ['large', '12px'],
  ['extra_large', '16px'],
])

/** Sizes of text in pixels (rich text and plain text pages). */
const sizes = new Map([
  ['heading-0', 30],
  ['heading-1', 24],
  ['heading-2', 20],
  ['heading-3', 18],
  ['heading-4', 16],
  ['heading', 16],
  ['normal', 14],
  ['notation', 12],
  ['xxxx-large', 30],
  ['xxx-large', 24],
  ['xx-large', 20],
  ['x-large', 18],
  ['large', 16],
  ['medium', 14],
  ['small', 12],
  ['x-small', 10],
])

/**
 * @param {unknown} value A name of the platform's, or pixels.
 * @param {string} otherwise
 * @returns {string}
 */
export function space(value, otherwise) {
  if (typeof value !== 'string') return otherwise
  return spaces.get(value) ?? (/^-?\d{1,2}px$/.test(value) ? value : otherwise)
}

/**
 * A margin or padding: one, two or four spaces.
 *
 * @param {unknown} value
 * @returns {string | null} null when it is none.
 */
export function sides(value) {
  if (typeof value !== 'string') return null
  const parts = value.trim().split(/\s+/)
  if (![1, 2, 3, 4].includes(parts.length)) return null
  const read = parts.map((part) => space(part, ''))
  return read.includes('') ? null : read.join(' ')
}

/**
 * @param {unknown} value
 * @returns {string | null} Pixels as they are; null for words such as `fill` and for anything else.
 */
export function pixels(value) {
  return typeof value === 'string' && /^\d{1,4}px$/.test(value) ? value : null
}

/**
 * The styles of a text size, which may be one of the card's own with another size on phones (`config.style.text_size`).
 *
 * @param {unknown} name
 * @param {Json} card
 * @returns {Styles | null} null for the size around it.
 */
export function textSize(name, card) {
  if (typeof name !== 'string') return null
  const own = objectAt(objectAt(objectAt(objectAt(card, 'config'), 'style'), 'text_size'), name)
  if (own === null) return sizes.has(name) ? sizeStyles(sizes.get(name), sizes.get(name)) : null
  const usual = sizes.get(textAt(own, 'default')) ?? 14
  return sizeStyles(sizes.get(textAt(own, 'pc')) ?? usual, sizes.get(textAt(own, 'mobile')) ?? usual)
}

/**
 * @param {number | undefined} desk
 * @param {number | undefined} phone
 * @returns {Styles}
 */
function sizeStyles(desk, phone) {
  return { '--size': `${desk}px`, '--size-phone': `${phone}px` }
}
