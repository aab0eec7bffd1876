/** @import { Env, Json } from './env.js' */
/** @import { Place } from './place.js' */
import { html, nothing } from 'lit-html'
import { addressIn, coverLink } from './address.js'
import { orSentence } from './boundary.js'
import { drawElements } from './draw-elements.js'
import { objectAt, oneOfAt } from './json.js'
import { drawFlow } from './layout/flow.js'
import { drawHeader } from './layout/header.js'
import { withOwnKey } from './own-key.js'
import { idOf } from './place.js'
import { wordsOf } from './words.js'

/**
 * Draws a card as the platform's client does. The same card drawn again leaves alone what somebody has typed, opened or
 * turned to; whoever shows it gives another card its own place (lit's `keyed`, by message and version), so that the new
 * card's values stand in it. `snapBack` (snap-back.js) puts back what the card says. A card that cannot be drawn leaves a
 * sentence in its place, and everything around it as it is.
 *
 * The card takes the width its parent has, up to its own; it is a container for its own media queries, so the parent has
 * to have a width that does not depend on it.
 *
 * @param {Json} card
 * @param {Env} env
 */
export function drawCard(card, env) {
  const drawing = withOwnKey((key) => drawWhole(card, env, key))
  return orSentence(drawing, wordsOf(env.language))
}

/**
 * @param {Json} card
 * @param {Env} env
 * @param {string} key
 */
function drawWhole(card, env, key) {
  const words = wordsOf(env.language)
  const rest = { siblings: [], index: 0, form: null, draw: drawElements }
  /** @type {Place} */
  const place = { env, words, card, path: 'body', key, ...rest }
  const header = objectAt(card, 'header')
  const titleId = idOf({ ...place, path: 'header' }, 'title')
  const link = coverLink(addressIn(objectAt(card, 'card_link')), words.openLink)
  const width = oneOfAt(objectAt(card, 'config'), 'width_mode', ['default', 'compact', 'fill'])
  const classes = ['card', `width-${width}`, link === null ? '' : 'covered', env.alive ? '' : 'dead']
  return html`<article class=${classes.join(' ')} aria-labelledby=${header === null ? nothing : titleId}>
    ${link}${header === null ? nothing : drawHeader(header, place, titleId)}${drawBody(card, place)}
    ${env.alive ? nothing : html`<p class="card-dead-note">${words.expired}</p>`}
  </article>`
}

/**
 * @param {Json} card
 * @param {Place} place
 */
function drawBody(card, place) {
  if (card.schema !== '2.0') return html`<p class="card-unsupported">${place.words.oldSchema}</p>`
  const body = objectAt(card, 'body')
  return body === null ? nothing : drawFlow(body, place, { padding: '12px' })
}
