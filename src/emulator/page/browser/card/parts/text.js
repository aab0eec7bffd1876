/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { tone } from '../colours.js'
import { numberAt, objectAt, objectsAt, oneOfAt } from '../json.js'
import { said } from '../language.js'
import { drawLarkMd, drawMarkdown } from '../markdown/markdown.js'
import { drawLines } from '../markdown/markdown-inline.js'
import { pixels, textSize } from '../measures.js'
import { styled } from '../styled.js'
import { drawIcon } from './icon.js'

const side = (/** @type {Json} */ node) => oneOfAt(node, 'text_align', ['left', 'center', 'right'])

/**
 * A text object: plain_text as it is, lark_md and markdown as what they mean.
 *
 * @param {Json} text
 * @param {Place} place
 */
export function drawText(text, place) {
  const content = said(text, place.env.language)
  const inner =
    text.tag === 'markdown'
      ? drawMarkdown(content, place)
      : text.tag === 'lark_md'
        ? drawLarkMd(content, place)
        : drawLines(content)
  const lines = numberAt(text, 'lines')
  const size = textSize(text.text_size, place.card)
  const colour = tone(text.text_color, place.card)
  const styles = { ...size, ...colour, '--lines': lines === null ? null : String(lines) }
  const classes = [
    ...['card-text', `side-${side(text)}`, size === null ? '' : 'sized', colour === null ? '' : 'toned'],
    ...[lines === null ? '' : 'clamped', text.tag === 'markdown' ? 'md' : ''],
  ]
  return html`<div class=${classes.join(' ')} ${styled(styles)}>${inner}</div>`
}

/**
 * The markdown element.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawMarkdownElement(node, place) {
  return withIcon(node, drawText({ ...node, text_color: null, lines: null }, place), place)
}

/**
 * The div element: a text, and fields that stand two in a line when they are short.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawDiv(node, place) {
  const text = objectAt(node, 'text')
  const fields = objectsAt(node, 'fields').map((field) => {
    const each = objectAt(field, 'text')
    return html`<div class=${field.is_short === true ? 'card-field-short' : 'card-field-long'}>
      ${each === null ? nothing : drawText(each, place)}
    </div>`
  })
  const inner = html`${text === null ? nothing : drawText(text, place)}
    ${fields.length === 0 ? nothing : html`<div class="card-fields">${fields}</div>`}`
  return html`<div ${styled({ width: pixels(node.width) })}>${withIcon(node, inner, place)}</div>`
}

/**
 * @param {Json} node
 * @param {unknown} inner
 * @param {Place} place
 */
function withIcon(node, inner, place) {
  const icon = objectAt(node, 'icon')
  if (icon === null) return inner
  return html`<div class="card-with-icon">${drawIcon(icon, place)}<div>${inner}</div></div>`
}
