import { html } from 'lit-html'
import { classMap } from 'lit-html/directives/class-map.js'

const tones = [
  'blue',
  'turquoise',
  'green',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'wathet',
  'lime',
  'yellow',
]

/**
 * The first letter of a name on a colour that is always the same for the same id. Only to be looked at: the name stands beside.
 * @param {string} id
 * @param {string} name
 * @param {'person' | 'bot' | 'group'} kind
 */
export function avatar(id, name, kind) {
  const [letter = '?'] = name
  const tone = kind === 'bot' ? 'accent' : tones[sum(id) % tones.length]
  return html`<span class=${classMap({ avatar: true, [`tone-${tone}`]: true, square: kind === 'group' })} aria-hidden="true"
    >${letter.toUpperCase()}</span
  >`
}

/** @param {string} text */
function sum(text) {
  return [...text].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7)
}
