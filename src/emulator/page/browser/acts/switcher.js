import { describe } from '../people.js'
import { store } from '../store.js'
import { become } from './place.js'

/** @import { TownPerson } from '../../contract.ts' */
/** @import { State } from '../state.js' */

/** Opens the list of everybody. */
export function openSwitcher() {
  store.change({ switcher: { search: '', index: 0 } })
}

/** Closes it; whoever one was one stays. */
export function closeSwitcher() {
  store.change({ switcher: null })
}

/** @param {string} search */
export function searchPeople(search) {
  store.change({ switcher: { search, index: 0 } })
}

/** @param {number} by */
export function moveSwitcher(by) {
  const { switcher } = store.state
  const count = peopleFound(store.state).flatMap(({ people }) => people).length
  if (switcher === null || count === 0) return
  store.change({ switcher: { ...switcher, index: Math.max(0, Math.min(count - 1, switcher.index + by)) } })
}

/** @param {TownPerson} person */
export function choosePerson({ id }) {
  closeSwitcher()
  if (id !== store.state.route.person) become(id)
}

/**
 * Whom the search finds, by department: everybody once, where they belong first. Heads of a department stand in front.
 * @param {State} state
 * @returns {readonly { department: string, people: readonly TownPerson[] }[]}
 */
export function peopleFound({ town, switcher }) {
  const words = (switcher?.search ?? '').toLowerCase().split(/\s+/)
  const fits = (/** @type {TownPerson} */ person) => {
    const text = `${person.name} ${describe(person)} ${person.headOf.join(' ')}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const groups = Map.groupBy((town?.people ?? []).filter(fits), (person) => person.departments[0] ?? '')
  return [...groups].map(([department, people]) => {
    const heads = (/** @type {TownPerson} */ { headOf }) => Number(headOf.includes(department))
    return { department, people: people.toSorted((a, b) => heads(b) - heads(a)) }
  })
}
