/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { numberAt, objectAt, objectsAt, oneOfAt, textAt } from '../json.js'
import { styled } from '../styled.js'
import { drawIcon } from './icon.js'

const hues = ['blue', 'turquoise', 'green', 'orange', 'carmine', 'violet', 'indigo']

/**
 * A person: `user_id`, `size`, `show_avatar` (true), `show_name` (false), `style` (person page).
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawPerson(node, place) {
  const id = textAt(node, 'user_id')
  const name = place.env.nameOf(id)?.name ?? place.words.unknownPerson
  const size = oneOfAt(node, 'size', ['medium', 'extra_small', 'small', 'large'])
  const style = oneOfAt(node, 'style', ['normal', 'capsule'])
  const named = node.show_name === true || node.show_avatar === false
  return html`<span class="card-person person-${size} person-${style}" title=${name}>${
    node.show_avatar === false ? nothing : drawAvatar(name)
  }<span class=${named ? '' : 'unseen'}>${name}</span></span>`
}

/**
 * People side by side; those nobody knows are left out when the card says so (`drop_invalid_user_id`).
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawPersonList(node, place) {
  const ids = objectsAt(node, 'persons').map((each) => textAt(each, 'id'))
  const some = node.drop_invalid_user_id === true ? ids.filter((id) => place.env.nameOf(id) !== null) : ids
  const look = { show_avatar: node.show_avatar !== false, show_name: node.show_name !== false, size: node.size }
  const lines = numberAt(node, 'lines')
  const most = lines === null ? null : `calc(${lines} * (var(--person-line) + 4px))`
  return html`<div class="card-people" ${styled({ 'max-height': most })}>
    ${drawIcon(objectAt(node, 'icon'), place)}
    ${some.map((id) => drawPerson({ ...look, user_id: id, style: 'capsule' }, place))}
  </div>`
}

/**
 * What to write behind the @ of somebody mentioned.
 *
 * @param {string} id
 * @param {unknown} written What stands in the tag itself.
 * @param {Place} place
 * @returns {unknown}
 */
export function mentionOf(id, written, { env, words }) {
  if (id === 'all') return words.everyone
  const name = env.nameOf(id)?.name ?? null
  return name ?? (Array.isArray(written) && written.length > 0 ? written : words.unknownPerson)
}

/** @param {string} name */
function drawAvatar(name) {
  const sum = [...name].reduce((all, sign) => all + (sign.codePointAt(0) ?? 0), 0)
  const hue = hues[sum % hues.length]
  const styles = { '--tone': `var(--c-${hue})`, '--tone-ground': `var(--c-${hue}-bg)` }
  // Given names stand last in Chinese, and a list of one family would be a row of the same sign.
  const sign = /\p{Script=Han}/u.test(name) ? [...name].at(-1) : [...name][0]
  return html`<span class="card-avatar" aria-hidden="true" ${styled(styles)}>${sign}</span>`
}
