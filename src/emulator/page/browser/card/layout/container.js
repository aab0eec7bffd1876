/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { tone } from '../colours.js'
import { callsBack, isUsable, leadsTo } from '../controls/behaviors.js'
import { drawSpinner, tipsOf } from '../controls/field.js'
import { pressButton } from '../controls/pressing.js'
import { objectAt, textAt } from '../json.js'
import { said } from '../language.js'
import { pixels, sides } from '../measures.js'
import { idOf } from '../place.js'
import { styled } from '../styled.js'
import { drawFlow } from './flow.js'

/**
 * An interactive_container: all of it is one button (or link), which lies under the controls it holds, so that those come
 * first. It is called by what can be read in it.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawContainer(node, place) {
  const ground = textAt(node, 'background_style')
  const styles = {
    background: tone(ground, place.card)?.['--tone-ground'] ?? null,
    'border-radius': sides(node.corner_radius),
    '--border': tone(node.border_color, place.card)?.['--tone'] ?? null,
    width: pixels(node.width),
    height: pixels(node.height),
  }
  const classes = ['card-container', node.has_border === true ? 'bordered' : '', ground === 'laser' ? 'laser' : '']
  const id = idOf(place, 'content')
  return html`<div class=${classes.join(' ')} ${styled(styles)}>
    ${drawCover(node, place, id)}
    <div id=${id} class="card-container-content">${drawFlow(node, place, { padding: '4px 12px' })}${drawSpinner(place)}</div>
  </div>`
}

/**
 * @param {Json} node
 * @param {Place} place
 * @param {string} labelledBy
 */
function drawCover(node, place, labelledBy) {
  const tips = tipsOf(node, place) || said(objectAt(node, 'hover_tips'), place.env.language)
  const address = leadsTo(node)
  if (address !== null && !callsBack(node) && objectAt(node, 'confirm') === null && isUsable(node, place)) {
    return html`<a class="cover" href=${address} target="_blank" rel="noopener noreferrer" aria-labelledby=${labelledBy} title=${tips || nothing}></a>`
  }
  const pressed = (/** @type {Event} */ event) =>
    pressButton(node, place, /** @type {HTMLElement} */ (event.currentTarget))
  return html`<button
    type="button"
    class="cover"
    aria-labelledby=${labelledBy}
    aria-disabled=${!isUsable(node, place)}
    aria-busy=${place.env.busy === place.path}
    title=${tips || nothing}
    @click=${pressed}
  ></button>`
}
