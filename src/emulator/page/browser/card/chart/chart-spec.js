/** @import { Json } from '../env.js' */
import { isObject, objectAt } from '../json.js'

/** What `color_theme` stands for: the platform's palettes are its own, these are near them in kind. */
const palettes = new Map([
  [
    'brand',
    ['#3370ff', '#1bcebf', '#ffc60a', '#f76964', '#935af6', '#4e83fd', '#50cefb', '#b3d600', '#ff8f6b', '#e35ca5'],
  ],
  [
    'rainbow',
    ['#f76964', '#ff8f6b', '#ffc60a', '#b3d600', '#34c724', '#1bcebf', '#50cefb', '#4e83fd', '#935af6', '#e35ca5'],
  ],
  ['complementary', ['#4e83fd', '#ffa53d', '#1bcebf', '#f76964', '#935af6', '#b3d600']],
  ['converse', ['#4e83fd', '#f76964', '#50cefb', '#ff8f6b', '#1bcebf', '#ffc60a']],
  ['primary', ['#1456f0', '#4e83fd', '#82a7fc', '#245bdb', '#94b4ff', '#0f45c9']],
])

/**
 * What is given to the library: the card's own chart without what could load something or be markup, on no ground of its
 * own, its tooltips drawn on the canvas too.
 *
 * @param {Json} spec
 * @param {unknown} theme
 * @returns {Record<string, unknown>}
 */
export function drawnSpec(spec, theme) {
  const clean = /** @type {Record<string, unknown>} */ (cleaned(spec))
  const palette = palettes.get(String(theme))
  return {
    ...(palette === undefined ? {} : { color: palette }),
    background: 'transparent',
    ...clean,
    tooltip: { ...objectAt(clean, 'tooltip'), renderMode: 'canvas' },
  }
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function cleaned(value) {
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value === 'string') return /^\s*(https?:|\/\/|data:)/i.test(value) ? '' : value
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([key]) => !['html', 'react', 'theme'].includes(key))
  return Object.fromEntries(kept.map(([key, each]) => [key, cleaned(each)]))
}
