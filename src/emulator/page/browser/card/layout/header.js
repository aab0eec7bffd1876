/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { tone } from '../colours.js'
import { objectAt } from '../json.js'
import { tagsSaid } from '../language.js'
import { sides } from '../measures.js'
import { drawIcon } from '../parts/icon.js'
import { drawText } from '../parts/text.js'
import { styled } from '../styled.js'

/**
 * The header of a card, in the colours of its template.
 *
 * @param {Json} header
 * @param {Place} place
 * @param {string} titleId
 */
export function drawHeader(header, place, titleId) {
  const title = objectAt(header, 'title')
  const subtitle = objectAt(header, 'subtitle')
  const tags = tagsSaid(header, place.env.language).map((tag) => {
    const text = objectAt(tag, 'text')
    return html`<span class="card-tag" ${styled(tone(tag.color ?? 'neutral', place.card))}>
      ${text === null ? nothing : drawText(text, place)}
    </span>`
  })
  const colours = tone(header.template, place.card)
  const styles = { ...colours, padding: sides(header.padding) }
  return html`<header class="card-header ${colours === null ? '' : 'coloured'}" ${styled(styles)}>
    ${drawIcon(objectAt(header, 'icon'), place)}
    <div class="card-titles">
      <div class="card-title">
        <h2 id=${titleId}>${title === null ? nothing : drawText(title, place)}</h2>
        ${tags.length === 0 ? nothing : html`<span class="card-tags">${tags}</span>`}
      </div>
      ${subtitle === null ? nothing : html`<div class="card-subtitle">${drawText(subtitle, place)}</div>`}
    </div>
  </header>`
}
