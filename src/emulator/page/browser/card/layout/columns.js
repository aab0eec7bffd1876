/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
/** @import { Styles } from '../styled.js' */
import { html } from 'lit-html'
import { addressIn, coverLink } from '../address.js'
import { tone } from '../colours.js'
import { isObject, listAt, numberAt, objectAt, oneOfAt, textAt } from '../json.js'
import { pixels, sides, space } from '../measures.js'
import { styled } from '../styled.js'
import { drawFlow } from './flow.js'

const edges = { left: 'start', center: 'center', right: 'end' }

/**
 * A column_set with its columns. Side by side by their widths; where it is narrow `flex_mode` says what becomes of them
 * (column set page): none presses them together, stretch stacks them, flow wraps, bisect and trisect make two and three.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawColumns(node, place) {
  const mode = oneOfAt(node, 'flex_mode', ['none', 'stretch', 'flow', 'bisect', 'trisect'])
  const styles = {
    gap: space(node.horizontal_spacing, '8px'),
    'justify-content': edges[oneOfAt(node, 'horizontal_align', ['left', 'center', 'right'])],
    ...groundOf(node, place),
  }
  const link = coverLink(addressIn(objectAt(objectAt(node, 'action'), 'multi_url')), place.words.openLink)
  const columns = listAt(node, 'columns').map((column, index) =>
    isObject(column) ? drawColumn(column, { ...place, path: `${place.path}.columns[${index}]` }) : null,
  )
  return html`<div class="card-columns mode-${mode} ${link === null ? '' : 'covered'}" ${styled(styles)}>${link}${columns}</div>`
}

/**
 * @param {Json} column
 * @param {Place} place
 */
function drawColumn(column, place) {
  const link = coverLink(addressIn(objectAt(objectAt(column, 'action'), 'multi_url')), place.words.openLink)
  const styles = { ...widthOf(column), ...groundOf(column, place), margin: sides(column.margin) }
  return html`<div class="card-column ${widthName(column)} ${link === null ? '' : 'covered'}" ${styled(styles)}>
    ${link}${drawFlow(column, place)}
  </div>`
}

/** @param {Json} column */
function widthName(column) {
  return pixels(column.width) === null ? oneOfAt(column, 'width', ['auto', 'weighted', 'fill']) : 'fixed'
}

/**
 * @param {Json} column
 * @returns {Styles}
 */
function widthOf(column) {
  const weight = Math.min(5, Math.max(1, numberAt(column, 'weight') ?? 1))
  return { '--weight': String(weight), '--width': pixels(column.width) }
}

/**
 * @param {Json} node
 * @param {Place} place
 * @returns {Styles}
 */
function groundOf(node, { card }) {
  return { background: tone(textAt(node, 'background_style'), card)?.['--tone-ground'] ?? null }
}
