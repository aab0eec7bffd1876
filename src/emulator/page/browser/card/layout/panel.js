/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { tone } from '../colours.js'
import { numberAt, objectAt, oneOfAt } from '../json.js'
import { sides } from '../measures.js'
import { drawIcon } from '../parts/icon.js'
import { drawText } from '../parts/text.js'
import { styled } from '../styled.js'
import { drawFlow } from './flow.js'

/**
 * A collapsible_panel. Opening it is the reader's own affair: nobody is called, and the next drawing leaves it as it is.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawPanel(node, place) {
  const header = objectAt(node, 'header')
  const title = objectAt(header, 'title')
  const icon = objectAt(header, 'icon')
  const border = objectAt(node, 'border')
  const styles = {
    '--border': tone(border?.color, place.card)?.['--tone'] ?? null,
    'border-radius': sides(border?.corner_radius),
    background: tone(node.background_color, place.card)?.['--tone-ground'] ?? null,
  }
  const headStyles = {
    padding: sides(header?.padding),
    background: tone(header?.background_color, place.card)?.['--tone-ground'] ?? null,
    '--angle': `${numberAt(header, 'icon_expanded_angle') ?? 180}deg`,
  }
  const side = oneOfAt(header, 'icon_position', ['left', 'right', 'follow_text'])
  const sign = html`<span class="card-panel-icon">${
    icon === null ? html`<span class="card-chevron"></span>` : drawIcon(icon, place)
  }</span>`
  return html`<details class="card-panel ${border === null ? '' : 'bordered'}" ?open=${node.expanded === true} ${styled(styles)}>
    <summary class="icon-${side}" ${styled(headStyles)}>
      ${sign}<div class="card-panel-title">${title === null ? nothing : drawText(title, place)}</div>
    </summary>
    ${drawFlow(node, place, { padding: '8px' })}
  </details>`
}
