/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html } from 'lit-html'
import { tone } from '../colours.js'
import { isObject, numberAt, objectAt, textAt } from '../json.js'
import { patternWords } from '../markdown/date-words.js'
import { drawLarkMd, drawMarkdown } from '../markdown/markdown.js'
import { drawLines } from '../markdown/markdown-inline.js'
import { styled } from '../styled.js'
import { drawPerson } from './person.js'

/**
 * A cell of a table by its column's data_type (table page).
 *
 * @param {unknown} value
 * @param {Json} column
 * @param {Place} place
 * @returns {unknown}
 */
export function drawCell(value, column, place) {
  if (value === undefined || value === null) return ''
  switch (column.data_type) {
    case 'lark_md':
      return drawLarkMd(String(value), place)
    case 'markdown':
      return html`<div class="md">${drawMarkdown(String(value), place)}</div>`
    case 'number':
      return typeof value === 'number' ? numberWords(value, objectAt(column, 'format')) : String(value)
    case 'date':
      return typeof value === 'number' ? dateWords(value, column, place) : String(value)
    case 'options':
      return listOf(value).map((each) => drawOption(each, place))
    case 'persons':
      return listOf(value).map((id) =>
        drawPerson({ user_id: String(id), style: 'capsule', size: 'small', show_name: true }, place),
      )
    default:
      return drawLines(String(value))
  }
}

/**
 * @param {number} milliseconds
 * @param {Json} column
 * @param {Place} place
 */
function dateWords(milliseconds, column, place) {
  const at = new Date(milliseconds)
  if (Number.isNaN(at.getTime())) return String(milliseconds)
  return patternWords(at, textAt(column, 'date_format') || 'YYYY/MM/DD', place)
}

/**
 * @param {number} value
 * @param {Json | null} format precision (0–10), symbol, separator.
 * @returns {string}
 */
function numberWords(value, format) {
  const precision = numberAt(format, 'precision')
  const digits = precision === null ? null : Math.min(10, Math.max(0, Math.trunc(precision)))
  const plain = digits === null ? String(value) : value.toFixed(digits)
  const [whole = '', part] = plain.split('.')
  const grouped = format?.separator === true ? whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') : whole
  return `${textAt(format, 'symbol')}${grouped}${part === undefined ? '' : `.${part}`}`
}

/**
 * @param {unknown} option
 * @param {Place} place
 */
function drawOption(option, place) {
  const [text, colour] = isObject(option) ? [textAt(option, 'text'), option.color] : [String(option), null]
  return html`<span class="card-tag" ${styled(tone(colour ?? 'blue', place.card))}>${text}</span> `
}

/**
 * @param {unknown} value
 * @returns {readonly unknown[]}
 */
function listOf(value) {
  return Array.isArray(value) ? value : [value]
}
