import { isObject } from '../json.js'

/** So many levels no chart has; below them the library, and whoever reads a chart, may run out of stack. */
const mostLevels = 50
/** More marks or rounds than this nobody can tell apart, and drawing them holds up the page. */
const mostMarks = 1000
/** The reach of an axis is only guessed, and too high. */
const mostSteps = 10_000

/** Names of settings by which the library multiplies its work. */
const counts = /(count|number|num|bins?|iterations?|rounds?|samples?|repeat|rows|cols|columns|levels?|depth)$/i

/**
 * @param {unknown} value
 * @param {number} levels
 * @returns {boolean} Whether anything in it lies deeper than a chart goes.
 */
export function isTooDeep(value, levels = mostLevels) {
  if (!Array.isArray(value) && !isObject(value)) return false
  return levels === 0 || Object.values(value).some((each) => isTooDeep(each, levels - 1))
}

/**
 * How far an axis of a chart may reach at most: all its numbers on top of each other.
 *
 * @param {unknown} value
 * @returns {number}
 */
export function reachOf(value) {
  if (typeof value === 'number' || typeof value === 'string') return Math.abs(Number(value)) || 0
  if (!Array.isArray(value) && !isObject(value)) return 0
  return Object.values(value).reduce((/** @type {number} */ sum, each) => sum + reachOf(each), 0)
}

/**
 * A number that stands under a name in a chart, outside its data.
 *
 * @param {string} name
 * @param {number} number
 * @param {number} reach
 * @returns {number | null} null for a step so small that it would make too many ticks: without it the library counts for itself.
 */
export function bounded(name, number, reach) {
  if (name === 'tickStep') return number > reach / mostSteps ? number : null
  return counts.test(name) ? Math.min(number, mostMarks) : number
}
