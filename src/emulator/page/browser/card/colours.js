/** @import { Json } from './env.js' */
/** @import { Styles } from './styled.js' */
import { objectAt, textAt } from './json.js'

const names = [
  ...['blue', 'wathet', 'turquoise', 'green', 'lime', 'yellow', 'orange', 'red', 'carmine', 'violet', 'purple'],
  ...['indigo', 'grey', 'neutral'],
]

/**
 * A colour of a card as two custom properties, text and ground: one of the platform's names (its shades, as in
 * `blue-300`, are drawn as the colour itself, which keeps the text on it readable), one of the card's own
 * (`config.style.color`, light and dark), or written out.
 *
 * @param {unknown} name
 * @param {Json} card
 * @returns {Styles | null} null for `default` and whatever is no colour.
 */
export function tone(name, card) {
  if (typeof name !== 'string') return null
  const base = name.replace(/-\d+$/, '').replace('gray', 'grey')
  if (names.includes(base)) return { '--tone': `var(--c-${base})`, '--tone-ground': `var(--c-${base}-bg)` }
  const own = objectAt(objectAt(objectAt(objectAt(card, 'config'), 'style'), 'color'), name)
  const light = written(own === null ? name : textAt(own, 'light_mode'))
  const dark = written(own === null ? name : textAt(own, 'dark_mode')) ?? light
  if (light === null || dark === null) return null
  const both = `light-dark(${light}, ${dark})`
  return { '--tone': both, '--tone-ground': both }
}

/**
 * @param {string} value
 * @returns {string | null}
 */
function written(value) {
  return /^(rgba?\([\d\s.,%]+\)|#[0-9a-f]{3,8})$/i.test(value.trim()) ? value.trim() : null
}
