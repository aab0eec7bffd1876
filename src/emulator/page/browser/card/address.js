/** @import { Json } from './env.js' */
import { html } from 'lit-html'
import { textAt } from './json.js'

const schemes = ['http:', 'https:', 'lark:']

/**
 * Where a link of a card may lead: the web, or a place in the platform's client.
 *
 * @param {unknown} value
 * @returns {string | null} null for everything else: then there is no link.
 */
export function addressOf(value) {
  if (typeof value !== 'string' || !URL.canParse(value)) return null
  const url = new URL(value)
  // The platform's way to say that there is no link here.
  if (url.href.startsWith('lark://msgcard/unsupported_action')) return null
  return schemes.includes(url.protocol) ? url.href : null
}

/**
 * The address of a link that may have one for each kind of client: the common one, then that for desks.
 *
 * @param {Json | null} link
 * @returns {string | null}
 */
export function addressIn(link) {
  return addressOf(textAt(link, 'url') || textAt(link, 'default_url') || textAt(link, 'pc_url'))
}

/**
 * A link laid over what belongs to it, under the controls in there.
 *
 * @param {string | null} address
 * @param {string} name
 */
export function coverLink(address, name) {
  return address === null
    ? null
    : html`<a class="cover" href=${address} target="_blank" rel="noopener noreferrer" aria-label=${name}></a>`
}
