/** @import { Json } from '../env.js' */
import { isObject, objectAt } from '../json.js'
import { bounded, isTooDeep, reachOf } from './chart-limits.js'

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

/** Not drawn here: they are markup, or would load something. */
const left = ['html', 'react', 'theme']

/**
 * What is given to the library: the card's own chart without what could load something, be markup or take all day, on no ground
 * of its own, its tooltips drawn on the canvas too.
 *
 * @param {Json} spec
 * @param {unknown} theme
 * @returns {Record<string, unknown> | null} null when it is no chart that could be drawn.
 */
export function drawnSpec(spec, theme) {
  if (isTooDeep(spec)) return null
  const clean = /** @type {Record<string, unknown>} */ (cleaned(spec, '', reachOf(spec)))
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
 * @param {string} name under which it stands
 * @param {number} reach
 * @returns {unknown} null for what is better left out.
 */
function cleaned(value, name, reach) {
  if (Array.isArray(value)) return value.map((each) => cleaned(each, name, reach))
  if (typeof value === 'string') return /^\s*(https?:|\/\/|data:)/i.test(value) ? '' : value
  // Rows of data are named by the card: a `count` among them is what the chart shows.
  if (typeof value === 'number') return bounded(name, value, reach)
  if (!isObject(value)) return value
  return inside(value, name === 'values', reach)
}

/**
 * @param {Json} object
 * @param {boolean} isRow
 * @param {number} reach
 */
function inside(object, isRow, reach) {
  const kept = Object.entries(object).filter(([key]) => !left.includes(key))
  const pairs = kept.map(([key, each]) => [key, isRow && typeof each === 'number' ? each : cleaned(each, key, reach)])
  return Object.fromEntries(pairs.filter(([key, each]) => each !== null || object[String(key)] === null))
}
