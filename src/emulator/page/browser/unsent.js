import { ref } from 'lit-html/directives/ref.js'
import { afterRender } from './after-render.js'

/*
 * What was typed into the forms of cards and not handed in. It stays for whoever looks elsewhere and comes back, as long as the
 * page is open; a press is its end, because what counts then is the answer.
 */

/** @typedef {{ value: string, checked: boolean }} Typed */

/** @type {Map<string, readonly (readonly Typed[])[]>} by person, message and version of its card, a list for each field */
const kept = new Map()

const fields = 'form [data-field]'
const controls = 'input, textarea, select'

/**
 * Watches over a card's place: to be put on an element around it.
 * @param {string} key
 */
export function keepsUnsent(key) {
  return ref((place) => {
    if (!(place instanceof HTMLElement) || place.dataset.unsent === key) return
    place.dataset.unsent = key
    place.oninput = () => keep(place)
    place.onchange = () => keep(place)
    // The card itself is drawn after the element around it.
    afterRender(() => putBack(place, key))
  })
}

/**
 * The key of a card as a person sees it now.
 * @param {string | null} person
 * @param {{ id: string, cardVersion: number }} message
 */
export function unsentKey(person, { id, cardVersion }) {
  return `${person} ${id} ${cardVersion}`
}

/**
 * What was typed has been handed in.
 * @param {string} key
 */
export function forgetUnsent(key) {
  kept.delete(key)
}

/** @param {HTMLElement} place */
function keep(place) {
  const typed = [...place.querySelectorAll(fields)].map((field) => controlsIn(field).map(read))
  kept.set(place.dataset.unsent ?? '', typed)
}

/**
 * @param {HTMLElement} place
 * @param {string} key
 */
function putBack(place, key) {
  const typed = kept.get(key) ?? []
  for (const [at, field] of [...place.querySelectorAll(fields)].entries()) {
    const values = typed[at]
    if (values === undefined) continue
    for (const [n, control] of controlsIn(field).entries()) {
      control.value = values[n]?.value ?? control.value
      if (control instanceof HTMLInputElement) control.checked = values[n]?.checked ?? control.checked
    }
    // Counters and names of what is chosen follow, as when a card puts its own values back.
    field.dispatchEvent(new Event('restore'))
  }
}

/**
 * @param {Element} field
 * @returns {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]}
 */
function controlsIn(field) {
  return [.../** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll(controls))]
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} control
 * @returns {Typed}
 */
function read(control) {
  return { value: control.value, checked: control instanceof HTMLInputElement && control.checked }
}
