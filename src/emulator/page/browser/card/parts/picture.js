/** @import { Place } from '../place.js' */
/** @import { Styles } from '../styled.js' */
import { html, nothing, render } from 'lit-html'
import { styled } from '../styled.js'

/**
 * @typedef {object} Picture
 * @property {string} key
 * @property {string} alt
 * @property {boolean} preview Whether it can be opened large.
 * @property {string=} className
 * @property {Styles=} styles
 */

/**
 * A picture of the card. One that cannot be loaded says so in its place.
 *
 * @param {Picture} picture
 * @param {Place} place
 */
export function drawPicture({ key, alt, preview, className = '', styles = {} }, place) {
  const url = place.env.imageUrl(key)
  const { words } = place
  const failed = (/** @type {Event} */ event) => {
    const image = /** @type {HTMLElement} */ (event.currentTarget)
    image.hidden = true
    image.parentElement?.setAttribute('data-failed', alt || words.pictureFailed)
  }
  const image = html`<img src=${url} alt=${alt} @error=${failed} />`
  if (!preview) return html`<span class="card-picture ${className}" ${styled(styles)}>${image}</span>`
  const name = alt === '' ? words.enlarge : `${words.enlarge}：${alt}`
  return html`<button
    type="button"
    class="card-picture ${className}"
    aria-label=${name}
    @click=${() => enlarge(url, alt, words.close)}
    ${styled(styles)}
  >${image}</button>`
}

/**
 * Shows a picture as large as the window lets it; a click anywhere or Escape closes it.
 *
 * @param {string} url
 * @param {string} alt
 * @param {string} close
 */
function enlarge(url, alt, close) {
  const dialog = document.createElement('dialog')
  dialog.className = 'card-preview'
  dialog.addEventListener('close', () => dialog.remove())
  dialog.addEventListener('click', () => dialog.close())
  render(
    html`<img src=${url} alt=${alt} /><button type="button">${close}</button>${alt === '' ? nothing : html`<p>${alt}</p>`}`,
    dialog,
  )
  document.body.append(dialog)
  dialog.showModal()
}
