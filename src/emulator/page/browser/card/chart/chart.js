/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html } from 'lit-html'
import { objectAt, oneOfAt } from '../json.js'
import { pixels } from '../measures.js'
import { idOf } from '../place.js'
import { styled } from '../styled.js'
import { drawnSpec } from './chart-spec.js'
import { chartView } from './chart-view.js'
import { chartWords } from './chart-words.js'

/**
 * The chart element, drawn by the library that the platform's client uses. Without `aspect_ratio` it is 16:9, on phones
 * 1:1 (chart page).
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawChart(node, place) {
  const { words } = place
  const spec = objectAt(node, 'chart_spec')
  const drawn = spec === null ? null : drawnSpec(spec, node.color_theme)
  if (spec === null || drawn === null || typeof spec.type !== 'string')
    return html`<div class="card-chart failed">${words.chartFailed}</div>`
  const ratio = oneOfAt(node, 'aspect_ratio', ['', '1:1', '2:1', '4:3', '16:9'])
  const height = pixels(node.height)
  const styles = {
    height,
    'aspect-ratio': height !== null || ratio === '' ? null : ratio.replace(':', ' / '),
  }
  const { name, description } = chartWords(spec, words)
  const id = idOf(place, 'data')
  const sized = height !== null || ratio !== '' ? '' : 'card-chart-usual'
  return html`<div class="card-chart ${sized}" role="img" aria-label=${name} aria-describedby=${id} ${styled(styles)}>
      <div class="card-chart-canvas" ${chartView(drawn, words.chartFailed)}></div>
    </div>
    <p class="unseen" id=${id}>${description}</p>`
}
