import { moveMarks, openMention, withMention } from '../mentions.js'
import { candidates } from '../people.js'
import { store } from '../store.js'

/** @import { PageMessage } from '../../contract.ts' */
/** @import { Candidate, Draft } from '../mentions.js' */
/** @import { Composer, Side, State } from '../state.js' */

/** @type {Composer} */
const blank = { text: '', marks: [], replyTo: null, files: [], sending: null }

/**
 * Which composer stands on a side: every chat and thread of every person has one of its own.
 * @param {State} state
 * @param {Side} side
 */
export function composerKey({ route }, side) {
  return [route.person, route.chat, side === 'main' ? '' : route.thread].join(' ')
}

/**
 * @param {State} state
 * @param {Side} side
 * @returns {Composer}
 */
export function composerOf(state, side) {
  return state.composers[composerKey(state, side)] ?? blank
}

/**
 * @param {string} key
 * @param {(composer: Composer) => Composer} change
 */
export function changeComposer(key, change) {
  const { composers } = store.state
  store.change({ composers: { ...composers, [key]: change(composers[key] ?? blank) } })
}

/**
 * Puts words into a text box.
 * @param {string} key
 * @param {Draft} draft
 */
export function putDraft(key, { text, marks }) {
  changeComposer(key, (composer) => ({ ...composer, text, marks }))
}

/**
 * Something was typed.
 * @param {Side} side
 * @param {string} text
 * @param {number} caret
 */
export function typed(side, text, caret) {
  const draft = composerOf(store.state, side)
  putDraft(composerKey(store.state, side), { text, marks: moveMarks(draft, text, caret) })
  lookForMention(side, caret)
}

/**
 * Opens, narrows or closes the list of people, as the caret stands behind an `@` or not.
 * @param {Side} side
 * @param {number} caret
 */
export function lookForMention(side, caret) {
  const { picker } = store.state
  const word = openMention(composerOf(store.state, side), caret)
  if (word === null || candidates(store.state).length === 0) closePicker()
  else if (picker?.side !== side || picker.at !== word.at || picker.query !== word.query) {
    store.change({ picker: { side, ...word, index: 0 } })
  }
}

/**
 * The people the list offers for what was typed behind the `@`.
 * @param {State} state
 * @returns {readonly Candidate[]}
 */
export function offered(state) {
  const query = state.picker?.query.toLowerCase() ?? ''
  const fits = (/** @type {Candidate} */ { name, detail }) => `${name} ${detail}`.toLowerCase().includes(query)
  return candidates(state).filter(fits).slice(0, 50)
}

/** @param {number} by */
export function movePicker(by) {
  const { picker } = store.state
  const count = offered(store.state).length
  if (picker !== null && count > 0) store.change({ picker: { ...picker, index: (picker.index + by + count) % count } })
}

/** Closes the list of people; the `@` stays as it was typed. */
export function closePicker() {
  if (store.state.picker !== null) store.change({ picker: null })
}

/**
 * Takes somebody from the list.
 * @param {Candidate} who
 * @returns {number | null} where the caret goes; null when no list is open
 */
export function pick(who) {
  const { picker } = store.state
  if (picker === null) return null
  const { caret, ...draft } = withMention(composerOf(store.state, picker.side), picker, who)
  store.change({ picker: null })
  putDraft(composerKey(store.state, picker.side), draft)
  return caret
}

/**
 * Answers a message with what is sent next, or (null) no message any more.
 * @param {Side} side
 * @param {PageMessage | null} message
 */
export function replyTo(side, message) {
  changeComposer(composerKey(store.state, side), (composer) => ({ ...composer, replyTo: message }))
}
