/** @import { Json } from '../env.js' */
import { numberAt } from '../json.js'

/**
 * @param {Json} node An input.
 * @returns {number} How many characters it takes: `max_length`, at most and by default 1000 (input page).
 */
export function limitOf(node) {
  return Math.min(1000, Math.max(1, numberAt(node, 'max_length') ?? 1000))
}
