/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { tone } from '../colours.js'
import { textAt } from '../json.js'
import { isImageKey } from '../markdown/markdown-tree.js'
import { styled } from '../styled.js'

/**
 * An icon before a text. The platform's library of icons is its own: each of them is drawn as the same small square, in
 * its colour, so that one sees where it will stand. An own image is shown.
 *
 * @param {Json | null} icon
 * @param {Place} place
 */
export function drawIcon(icon, place) {
  if (icon === null) return nothing
  const key = textAt(icon, 'img_key')
  if (icon.tag === 'custom_icon' && isImageKey(key)) {
    return html`<img class="card-icon-own" src=${place.env.imageUrl(key)} alt="" />`
  }
  const colour = tone(icon.color, place.card)
  return html`<span class="card-icon" aria-hidden="true" ${styled({ '--icon': colour?.['--tone'] ?? null })}></span>`
}

/**
 * What an icon that stands alone may be called: the words of its token.
 *
 * @param {Json | null} icon
 * @returns {string}
 */
export function iconWords(icon) {
  return textAt(icon, 'token').replace(/_\w+$/, '').replaceAll('-', ' ')
}
