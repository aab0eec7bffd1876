/** @import { Place } from '../place.js' */
/** @import { Branch } from './markdown-tree.js' */
import { html, nothing } from 'lit-html'
import { addressOf } from '../address.js'
import { tone } from '../colours.js'
import { drawIcon } from '../parts/icon.js'
import { drawPerson, mentionOf } from '../parts/person.js'
import { drawPicture } from '../parts/picture.js'
import { styled } from '../styled.js'
import { momentWords } from './date-words.js'
import { isImageKey } from './markdown-tree.js'

/**
 * What stands within a line.
 *
 * @param {readonly Branch[]} branches
 * @param {Place} place
 * @returns {unknown}
 */
export function drawInline(branches, place) {
  return branches.map((branch) => drawBranch(branch, place))
}

/**
 * A text with its line ends.
 *
 * @param {string} text
 * @returns {unknown}
 */
export function drawLines(text) {
  return text.split('\n').map((line, at) => (at === 0 ? line : [html`<br />`, line]))
}

/**
 * @param {Branch} branch
 * @param {Place} place
 * @returns {unknown}
 */
function drawBranch({ token, children }, place) {
  const inner = () => drawInline(children, place)
  switch (token.type) {
    case 'text':
      return drawLines(token.content)
    case 'softbreak':
    case 'hardbreak':
      return html`<br />`
    case 'code_inline':
      return html`<code>${token.content}</code>`
    case 'strong_open':
      return html`<strong>${inner()}</strong>`
    case 'em_open':
      return html`<em>${inner()}</em>`
    case 's_open':
      return html`<s>${inner()}</s>`
    case 'link_open':
      return drawLink(addressOf(token.attrGet('href')), inner())
    case 'image':
      return drawMarkdownImage(String(token.attrGet('src') ?? ''), token.content, place)
    case 'tag':
      return token.tag === 'br' ? html`<br />` : html`<span class="card-rule" role="separator"></span>`
    case 'tag_open':
      return drawTag({ token, children }, place)
    default:
      return children.length > 0 ? inner() : drawLines(token.content)
  }
}

/**
 * @param {Branch} branch
 * @param {Place} place
 * @returns {unknown}
 */
function drawTag({ token, children }, place) {
  const attributes = /** @type {Map<string, string>} */ (token.meta?.attributes)
  const of = (/** @type {string} */ name) => attributes.get(name) ?? ''
  const inner = drawInline(children, place)
  switch (token.tag) {
    case 'at':
      return drawMentions(of('ids') || of('id') || of('user_id'), inner, place)
    case 'font':
      return html`<span class="toned" ${styled(tone(of('color'), place.card))}>${inner}</span>`
    case 'text_tag':
      return html`<span class="card-tag" ${styled(tone(of('color') || 'neutral', place.card))}>${inner}</span>`
    case 'number_tag':
      return html`<span class="card-number-tag" ${styled(numberTone(of, place))}>${inner}</span>`
    case 'person':
      return drawPerson({ user_id: of('id') || of('user_id'), ...shown(of), style: of('style') }, place)
    case 'local_datetime':
      return momentWords(of('millisecond'), of('format_type'), place) ?? inner
    default:
      return drawTagLink(of, children.length > 0 ? inner : of('href') || of('url'), place)
  }
}

/**
 * `<a href>` and `<link url icon>`.
 *
 * @param {(name: string) => string} of
 * @param {unknown} inner
 * @param {Place} place
 */
function drawTagLink(of, inner, place) {
  const address = addressOf(of('href') || of('url') || of('pc_url'))
  const icon = of('icon') === '' ? null : { tag: 'standard_icon', token: of('icon') }
  return html`${icon === null ? nothing : drawIcon(icon, place)}${drawLink(address, inner)}`
}

/**
 * @param {string | null} address null: only the words are there.
 * @param {unknown} inner
 */
function drawLink(address, inner) {
  return address === null ? inner : html`<a href=${address} target="_blank" rel="noopener noreferrer">${inner}</a>`
}

/**
 * @param {string} ids One, or several with commas between them.
 * @param {unknown} inner What to say when nobody has the id.
 * @param {Place} place
 */
function drawMentions(ids, inner, place) {
  const each = ids.split(',').map((id) => id.trim())
  return each.map((id) => html`<span class="card-at">@${mentionOf(id, inner, place)}</span> `)
}

/**
 * @param {(name: string) => string} of
 * @param {Place} place
 */
function numberTone(of, place) {
  return {
    '--tone': tone(of('font_color'), place.card)?.['--tone'] ?? null,
    '--tone-ground': tone(of('background_color'), place.card)?.['--tone-ground'] ?? null,
  }
}

/** @param {(name: string) => string} of */
function shown(of) {
  return { show_avatar: of('show_avatar') !== 'false', show_name: of('show_name') !== 'false' }
}

/**
 * @param {string} key
 * @param {string} alt
 * @param {Place} place
 */
function drawMarkdownImage(key, alt, place) {
  return isImageKey(key) ? drawPicture({ key, alt, preview: true }, place) : alt
}
