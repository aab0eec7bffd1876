/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
/** @import { Styles } from '../styled.js' */
import { html } from 'lit-html'
import { tone } from '../colours.js'
import { numberAt, objectAt, objectsAt, oneOfAt, textAt } from '../json.js'
import { pixels, textSize } from '../measures.js'
import { styled } from '../styled.js'
import { drawCell } from './cell.js'
import { paged } from './paged.js'

/** Heights of rows by name, for one, two and three lines (table page); `auto` grows to `row_max_height`. */
const heights = new Map([
  ['low', '40px'],
  ['middle', '62px'],
  ['high', '84px'],
])

/** Values that are not broken over lines. */
const whole = ['number', 'date', 'persons', 'options']

/**
 * The table element, with its pager.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawTable(node, place) {
  const columns = objectsAt(node, 'columns')
  const size = Math.min(10, Math.max(1, numberAt(node, 'page_size') ?? 5))
  const frozen = node.freeze_first_column === true ? 'frozen' : ''
  // A group, not a region: a card may have several tables, and landmarks are few.
  const name = `${place.words.table} ${columns.map((column) => textAt(column, 'display_name')).join('、')}`
  return paged(objectsAt(node, 'rows'), size, place.words, (rows) => {
    return html`<div class="card-scroll" role="group" tabindex="0" aria-label=${name}>
      <table class="card-table ${frozen}">
        <thead><tr>${columns.map((column) => drawHead(column, objectAt(node, 'header_style'), place))}</tr></thead>
        <tbody>${rows.map((row) => drawRow(row, columns, node, place))}</tbody>
      </table>
    </div>`
  })
}

/**
 * @param {Json} column
 * @param {Json | null} style
 * @param {Place} place
 */
function drawHead(column, style, place) {
  const lines = numberAt(style, 'lines') ?? 1
  const classes = [
    `side-${oneOfAt(style, 'text_align', ['left', 'center', 'right'])}`,
    style?.background_style === 'none' ? '' : 'grey',
    style?.bold === false ? 'thin' : '',
  ]
  const styles = {
    ...textSize(textAt(style, 'text_size') || 'normal', place.card),
    ...tone(style?.text_color, place.card),
    ...widthOf(column),
    '--lines': String(lines),
  }
  return html`<th scope="col" class=${classes.join(' ')} ${styled(styles)}>
    <div class="clamped sized toned">${textAt(column, 'display_name')}</div>
  </th>`
}

/**
 * @param {Json} row
 * @param {readonly Json[]} columns
 * @param {Json} node
 * @param {Place} place
 */
function drawRow(row, columns, node, place) {
  const auto = node.row_height === 'auto'
  const height = heights.get(textAt(node, 'row_height')) ?? pixels(node.row_height) ?? '40px'
  const most = auto ? (pixels(node.row_max_height) ?? '124px') : height
  const styles = { '--row': auto ? null : height, '--row-most': most }
  return html`<tr ${styled(styles)}>${columns.map((column) => {
    const side = oneOfAt(column, 'horizontal_align', ['left', 'center', 'right'])
    const upright = oneOfAt(column, 'vertical_align', ['center', 'top', 'bottom'])
    return html`<td class="side-${side} upright-${upright}" ${styled(widthOf(column))}>
      <div class="card-cell ${whole.includes(String(column.data_type)) ? 'whole' : ''}">${drawCell(row[textAt(column, 'name')], column, place)}</div>
    </td>`
  })}</tr>`
}

/**
 * @param {Json} column
 * @returns {Styles}
 */
function widthOf(column) {
  const width = textAt(column, 'width')
  const written = pixels(width) ?? (/^\d{1,3}%$/.test(width) ? width : null)
  return written === null ? {} : { width: written, 'min-width': pixels(width) }
}
