import { html, nothing } from 'lit-html'
import { classMap } from 'lit-html/directives/class-map.js'
import { ref } from 'lit-html/directives/ref.js'
import { repeat } from 'lit-html/directives/repeat.js'
import { choosePerson, closeSwitcher, moveSwitcher, peopleFound, searchPeople } from '../acts/switcher.js'
import { afterRender } from '../after-render.js'
import { wordsIn } from '../words.js'
import { avatar } from './avatar.js'
import { icons } from './icons.js'
import { asModal, closeAround, closeFromBeside } from './modal.js'

/** @import { TownPerson } from '../../contract.ts' */
/** @import { State } from '../state.js' */

/**
 * The list of everybody one can be: a search box that leads through the list below it.
 * @param {State} state
 */
export function switcher(state) {
  if (state.switcher === null) return nothing
  const words = wordsIn(state.language)
  const groups = peopleFound(state)
  const people = groups.flatMap((group) => group.people)
  const active = people[state.switcher.index]
  return html`
    <dialog
      class="dialog switcher"
      aria-labelledby="switcher-heading"
      ${ref(asModal)}
      @close=${closeSwitcher}
      @click=${closeFromBeside}
    >
      <div class="dialog-head">
        <h2 id="switcher-heading">${words.switchPerson}</h2>
        <button class="tool" type="button" title=${words.close} @click=${closeAround}>
          ${icons.close}<span class="visually-hidden">${words.close}</span>
        </button>
      </div>
      <input
        class="field"
        type="text"
        role="combobox"
        aria-label=${words.findPerson}
        placeholder=${words.findPerson}
        aria-expanded="true"
        aria-controls="people"
        aria-activedescendant=${active ? `person-${active.id}` : nothing}
        autocomplete="off"
        autofocus
        .value=${state.switcher.search}
        @input=${(/** @type {InputEvent} */ event) => searchPeople(typedIn(event))}
        @keydown=${(/** @type {KeyboardEvent} */ event) => steer(event, active)}
      />
      <div id="people" class="people" role="listbox" aria-label=${words.people}>
        ${repeat(
          groups,
          ({ department }) => department,
          ({ department, people: inside }) => html`
            <div role="group" aria-label=${department || words.noDepartment}>
              <div class="people-group" aria-hidden="true">${department || words.noDepartment}</div>
              ${repeat(
                inside,
                ({ id }) => id,
                (person) => option(state, person, person === active),
              )}
            </div>
          `,
        )}
      </div>
      <p class="empty" role="status">${people.length === 0 ? words.nobodyFound : ''}</p>
    </dialog>
  `
}

/**
 * @param {State} state
 * @param {TownPerson} person
 * @param {boolean} isActive
 */
function option(state, person, isActive) {
  const words = wordsIn(state.language)
  const { id, name, jobTitle, departments, headOf, resigned } = person
  const others = [jobTitle, departments.slice(1).join('、')].filter((part) => part !== '').join(' · ')
  const isMe = id === state.route.person
  return html`
    <div
      id="person-${id}"
      class=${classMap({ person: true, active: isActive, me: isMe })}
      role="option"
      aria-selected=${isMe}
      @click=${(/** @type {Event} */ event) => {
        closeAround(event)
        choosePerson(person)
      }}
    >
      ${avatar(id, name, 'person')}
      <span class="person-name"
        ><b>${name}</b> ${headOf.length > 0 ? html`<span class="tag" title=${headOf.join('、')}>${words.heads}</span>` : nothing}
        ${resigned ? html`<span class="tag quiet">${words.hasLeft}</span>` : nothing}</span
      >
      <span class="person-post">${others}</span>
    </div>
  `
}

/**
 * @param {KeyboardEvent} event
 * @param {TownPerson | undefined} active
 */
function steer(event, active) {
  if (event.isComposing) return
  const steps = new Map([
    ['ArrowDown', 1],
    ['ArrowUp', -1],
    ['PageDown', 8],
    ['PageUp', -8],
  ])
  const by = steps.get(event.key)
  if (by !== undefined) {
    event.preventDefault()
    moveSwitcher(by)
    afterRender(() => document.querySelector('.person.active')?.scrollIntoView({ block: 'nearest' }))
  } else if (event.key === 'Enter' && active !== undefined) {
    event.preventDefault()
    closeAround(event)
    choosePerson(active)
  }
}

/** @param {Event} event */
function typedIn({ currentTarget }) {
  return currentTarget instanceof HTMLInputElement ? currentTarget.value : ''
}
