/** @import { Json } from '../env.js' */
/** @import { Words } from '../words.js' */
import { isObject, listAt, objectAt, objectsAt, textAt } from '../json.js'

const mostRows = 40

/**
 * A chart for whoever does not see it: its name, and its numbers a line each.
 *
 * @param {Json} spec
 * @param {Words} words
 * @returns {{ name: string, description: string }}
 */
export function chartWords(spec, words) {
  const title = textAt(objectAt(spec, 'title'), 'text')
  const lines = dataOf(spec).slice(0, mostRows).map(lineOf)
  return { name: title === '' ? words.chart : `${words.chart}：${title}`, description: lines.join('；') }
}

/**
 * @param {Json} spec Its `data` is one set or a list of sets.
 * @returns {readonly Json[]}
 */
function dataOf(spec) {
  const sets = isObject(spec.data) ? [spec.data] : objectsAt(spec, 'data')
  return sets.flatMap((set) => listAt(set, 'values').filter(isObject))
}

/** @param {Json} row */
function lineOf(row) {
  return Object.values(row)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .join(' ')
}
