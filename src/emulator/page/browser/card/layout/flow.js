/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
/** @import { Styles } from '../styled.js' */
import { html } from 'lit-html'
import { listAt, oneOfAt } from '../json.js'
import { sides, space } from '../measures.js'
import { styled } from '../styled.js'

const edges = { left: 'start', top: 'start', center: 'center', right: 'end', bottom: 'end' }

/**
 * The elements of a container, as its direction, spacing, padding and alignment place them.
 *
 * @param {Json} node
 * @param {Place} place
 * @param {{ readonly padding?: string, readonly gap?: string, readonly at?: string, readonly styles?: Styles }} usual
 */
export function drawFlow(node, place, { padding = '0', gap = '8px', at = `${place.path}.elements`, styles = {} } = {}) {
  const isRow = node.direction === 'horizontal'
  const across = edges[oneOfAt(node, 'horizontal_align', ['left', 'center', 'right'])]
  const down = edges[oneOfAt(node, 'vertical_align', ['top', 'center', 'bottom'])]
  const all = {
    ...styles,
    padding: sides(node.padding) ?? padding,
    'column-gap': space(node.horizontal_spacing, '8px'),
    'row-gap': space(node.vertical_spacing, gap),
    '--across': across,
    '--down': down,
  }
  // What is aligned to the left in a column fills it; what is aligned otherwise is only as wide as it is.
  const classes = ['card-flow', isRow ? 'row' : 'column', across === 'start' ? 'filled' : '']
  return html`<div class=${classes.join(' ')} ${styled(all)}>${place.draw(listAt(node, 'elements'), place, at)}</div>`
}
