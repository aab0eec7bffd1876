import { html, nothing } from 'lit-html'
import { guard } from 'lit-html/directives/guard.js'
import { repeat } from 'lit-html/directives/repeat.js'
import { expandWire, filterWire } from '../acts/wire.js'
import { closeWire } from '../acts/wire-drawer.js'
import { clockOf, everybody } from '../people.js'
import { dateText, secondText } from '../time.js'
import { wordsIn } from '../words.js'
import { icons } from './icons.js'
import { bodiesOf, failure, titleOf } from './wire-entry.js'

/** @import { WireEntry } from '../../../wire.ts' */
/** @import { State, WireView } from '../state.js' */

const kinds = /** @type {const} */ (['all', 'event', 'callback', 'api', 'challenge'])

/**
 * The drawer with what goes over the wire between the platform and its apps.
 * @param {State} state
 */
export function wireDrawer(state) {
  const { wire, language } = state
  if (wire === null) return nothing
  const words = wordsIn(language)
  const shown = wire.entries.filter(({ kind }) => wire.kind === 'all' || wire.kind === kind)
  const keyPressed = (/** @type {KeyboardEvent} */ { key }) => {
    if (key === 'Escape') leave()
  }
  return html`
    <section class="wire" aria-labelledby="wire-heading" @keydown=${keyPressed}>
      <header>
        <h2 id="wire-heading" tabindex="-1">${words.wire}</h2>
        <p class="hint">${words.wireHint}</p>
        <label class="wire-kind"
          >${words.wireKind}
          <select class="field" @change=${choose}>
            ${kinds.map((kind) => html`<option value=${kind} ?selected=${kind === wire.kind}>${words[kind]}</option>`)}
          </select></label
        >
        <button class="tool end" type="button" title=${words.close} @click=${leave}>
          ${icons.close}<span class="visually-hidden">${words.close}</span>
        </button>
      </header>
      ${shown.length === 0 ? html`<p class="empty">${words.wireEmpty}</p>` : nothing}
      <ol class="wire-entries" role="list" tabindex="0" aria-label=${words.wire}>
        ${repeat(
          shown,
          ({ n }) => n,
          (entry) => item(state, wire, entry),
        )}
      </ol>
    </section>
  `
}

/**
 * @param {State} state
 * @param {WireView} wire
 * @param {WireEntry} entry
 */
function item(state, wire, entry) {
  const isOpen = wire.open.has(entry.n)
  return guard([entry, isOpen, state.language], () => line(state, entry, isOpen))
}

/**
 * @param {State} state
 * @param {WireEntry} entry
 * @param {boolean} isOpen
 */
function line(state, entry, isOpen) {
  const words = wordsIn(state.language)
  const { now, timeZone } = clockOf(state)
  const at = new Date(entry.at)
  const failed = failure(entry)
  const nameOf = (/** @type {string} */ id) => everybody(state.town).get(id)?.name ?? id
  const toggled = (/** @type {Event} */ { currentTarget }) => {
    if (currentTarget instanceof HTMLDetailsElement) expandWire(entry.n, currentTarget.open)
  }
  return html`
    <li class="wire-entry">
      <details ?open=${isOpen} @toggle=${toggled}>
        <summary>
          <time title=${dateText(at, now, timeZone, state.language)}>${secondText(at, timeZone)}</time>
          <span class="wire-kind-of ${entry.kind}">${words[entry.kind]}</span>
          <span class="wire-title">${titleOf(entry, words, nameOf)}</span>
          <span class=${failed === null ? 'wire-ok' : 'wire-failed'}
            >${failed === null ? words.ok : `${words.failed} ${failed}`}</span
          >
          <span class="wire-ms">${words.ms(entry.ms)}</span>
        </summary>
        ${
          isOpen
            ? bodiesOf(entry, words).map(
                ([label, body]) => html`<h3>${label}</h3><pre tabindex="0">${JSON.stringify(body, null, 2)}</pre>`,
              )
            : nothing
        }
      </details>
    </li>
  `
}

/** @param {Event} event */
function choose({ currentTarget }) {
  const chosen = currentTarget instanceof HTMLSelectElement ? currentTarget.value : 'all'
  filterWire(kinds.find((kind) => kind === chosen) ?? 'all')
}

function leave() {
  closeWire()
  document.getElementById('wire-button')?.focus()
}
