/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
/** @import { Styles } from '../styled.js' */
import { html, nothing } from 'lit-html'
import { objectAt, objectsAt, oneOfAt, textAt } from '../json.js'
import { said } from '../language.js'
import { isImageKey } from '../markdown/markdown-tree.js'
import { sides } from '../measures.js'
import { drawPicture } from './picture.js'
import { drawText } from './text.js'

/** Sizes of a cropped image by name (image page). */
const sizes = new Map([
  ['large', [160, 160]],
  ['medium', [80, 80]],
  ['small', [40, 40]],
  ['tiny', [16, 16]],
])

/**
 * An image with its title.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawImage(node, place) {
  const title = objectAt(node, 'title')
  const crop = oneOfAt(node, 'scale_type', ['crop_center', 'crop_top', 'fit_horizontal'])
  return html`${title === null ? nothing : html`<div class="card-picture-title">${drawText(title, place)}</div>`}
    ${drawKeyed(node, place, `picture-${crop}`, crop === 'fit_horizontal' ? {} : sizeStyles(textAt(node, 'size')))}`
}

/**
 * Several images as one.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawImages(node, place) {
  const mode = oneOfAt(node, 'combination_mode', ['double', 'triple', 'bisect', 'trisect'])
  const most = { double: 2, triple: 3, bisect: 6, trisect: 9 }[mode]
  const some = objectsAt(node, 'img_list').slice(0, most)
  const corner = node.corner_radius
  return html`<div class="card-pictures pictures-${mode}">
    ${some.map((each) => drawKeyed({ corner_radius: corner, ...each }, place, 'picture-crop_center', {}))}
  </div>`
}

/**
 * @param {Json} node
 * @param {Place} place
 * @param {string} className
 * @param {Styles} styles
 */
function drawKeyed(node, place, className, styles) {
  const key = said(node, place.env.language, 'img_key')
  const alt = said(objectAt(node, 'alt'), place.env.language)
  if (!isImageKey(key)) return html`<span class="card-picture" data-failed=${alt || place.words.pictureFailed}></span>`
  const all = { ...styles, 'border-radius': sides(node.corner_radius) }
  return drawPicture({ key, alt, preview: node.preview !== false, className, styles: all }, place)
}

/**
 * @param {string} size A name, or `100px 60px`.
 * @returns {Styles}
 */
function sizeStyles(size) {
  const written = /^(\d{1,3})px (\d{1,3})px$/.exec(size)
  const [width, height] = sizes.get(size) ?? written?.slice(1) ?? []
  return width === undefined ? {} : { width: `${width}px`, height: `${height}px`, 'aspect-ratio': 'auto' }
}
