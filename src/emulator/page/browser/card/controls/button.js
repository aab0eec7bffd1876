/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { objectAt, oneOfAt } from '../json.js'
import { said } from '../language.js'
import { pixels } from '../measures.js'
import { drawIcon, iconWords } from '../parts/icon.js'
import { styled } from '../styled.js'
import { callsBack, deedOf, isUsable, leadsTo } from './behaviors.js'
import { drawSpinner, tipsOf } from './field.js'
import { pressButton } from './pressing.js'

const looks = /** @type {const} */ ([
  ...[
    'default',
    'primary',
    'danger',
    'text',
    'primary_text',
    'danger_text',
    'primary_filled',
    'danger_filled',
    'laser',
  ],
])

/**
 * The button element. One that only leads somewhere is a link.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawButton(node, place) {
  const { env } = place
  const look = looks.find((each) => each === node.type) ?? 'default'
  const size = oneOfAt(node, 'size', ['medium', 'tiny', 'small', 'large'])
  const fill = node.width === 'fill' ? 'fill' : ''
  const className = `card-button look-${look} size-${size} ${fill}`
  const text = said(objectAt(node, 'text'), env.language)
  const tips = said(objectAt(node, 'hover_tips'), env.language)
  const name = text === '' ? tips || iconWords(objectAt(node, 'icon')) : null
  const styles = styled({ width: pixels(node.width) })
  const inner = html`${drawIcon(objectAt(node, 'icon'), place)}${text === '' ? nothing : html`<span>${text}</span>`}${drawSpinner(place)}`
  const address = leadsTo(node)
  const isLink =
    address !== null && !callsBack(node) && deedOf(node, place) === null && objectAt(node, 'confirm') === null
  if (isLink && isUsable(node, place)) {
    return html`<a
      class=${className}
      href=${address}
      target="_blank"
      rel="noopener noreferrer"
      title=${tips || nothing}
      aria-label=${name ?? nothing}
      ${styles}
    >${inner}</a>`
  }
  return html`<button
      type="button"
      class=${className}
      title=${tipsOf(node, place) || tips || nothing}
      aria-label=${name ?? nothing}
      aria-disabled=${!isUsable(node, place)}
      aria-busy=${env.busy === place.path}
      @click=${(/** @type {Event} */ event) => clicked(event, node, place)}
      ${styles}
    >${inner}</button
    ><span class="card-tip" role="status"></span>`
}

/**
 * One that is disabled says why, also to a finger, which has nothing to hover with.
 *
 * @param {Event} event
 * @param {Json} node
 * @param {Place} place
 */
function clicked(event, node, place) {
  const button = /** @type {HTMLElement} */ (event.currentTarget)
  const tip = button.nextElementSibling
  if (tip !== null) tip.textContent = tipsOf(node, place)
  pressButton(node, place, button)
}
