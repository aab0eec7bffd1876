import { html, nothing } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { closePicker, movePicker, offered, pick } from '../acts/draft.js'
import { afterRender } from '../after-render.js'
import { store } from '../store.js'
import { wordsIn } from '../words.js'
import { avatar } from './avatar.js'
import { showDraft } from './show-draft.js'

/** @import { Candidate } from '../mentions.js' */
/** @import { Side, State } from '../state.js' */

/**
 * The people and bots an `@` can mean, above the text box; the focus stays in the box.
 * @param {State} state
 * @param {Side} side
 */
export function mentionList(state, side) {
  if (state.picker?.side !== side) return nothing
  const words = wordsIn(state.language)
  const people = offered(state)
  const { index } = state.picker
  return html`
    <div class="mentions" @mousedown=${stay}>
      <ul id="mentions" role="listbox" tabindex="0" aria-label=${words.mentionList}>
        ${repeat(
          people,
          ({ id }) => id,
          (who, at) => option(side, who, at === index),
        )}
      </ul>
      ${people.length === 0 ? html`<p class="empty">${words.nobodyFound}</p>` : nothing}
    </div>
  `
}

/**
 * The id of the entry that Enter would take.
 * @param {State} state
 */
export function activeOption(state) {
  const active = offered(state)[state.picker?.index ?? 0]
  return active === undefined ? nothing : `mention-${active.id}`
}

/**
 * Keys that belong to the list while it is open.
 * @param {KeyboardEvent} event
 * @param {Side} side
 * @returns {boolean} whether this was one
 */
export function steerMentions(event, side) {
  const { picker } = store.state
  const active = offered(store.state)[picker?.index ?? 0]
  if (picker?.side !== side) return false
  if (event.key === 'Escape') closePicker()
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    movePicker(event.key === 'ArrowDown' ? 1 : -1)
    afterRender(() => document.querySelector('.mentions [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }))
  } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && active !== undefined)
    choose(side, active)
  else return false
  event.preventDefault()
  return true
}

/**
 * The press of the mouse would take the focus out of the text box and close the list before the click.
 * @param {Event} event
 */
function stay(event) {
  event.preventDefault()
}

/**
 * @param {Side} side
 * @param {Candidate} who
 * @param {boolean} isActive
 */
function option(side, who, isActive) {
  const { id, name, detail, kind } = who
  return html`
    <li
      id="mention-${id}"
      class="person"
      role="option"
      aria-selected=${isActive}
      @click=${() => choose(side, who)}
    >
      ${avatar(id, name, kind === 'all' ? 'group' : kind)}
      <span class="person-name"><b>${name}</b></span><span class="person-post">${detail}</span>
    </li>
  `
}

/**
 * @param {Side} side
 * @param {Candidate} who
 */
function choose(side, who) {
  const caret = pick(who)
  if (caret !== null) showDraft(side, caret)
}
