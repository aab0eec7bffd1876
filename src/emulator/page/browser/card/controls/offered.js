/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { objectAt, objectsAt, textAt } from '../json.js'
import { said } from '../language.js'

/** @typedef {{ readonly value: string, readonly text: string, readonly icon: Json | null }} Offer */

/**
 * What a select offers: its options, or people. Of people's options only those who exist; when none does, the members of
 * the chat (person select page).
 *
 * @param {Json} node
 * @param {Place} place
 * @returns {readonly Offer[]}
 */
export function offersOf(node, { env }) {
  const options = objectsAt(node, 'options')
  if (node.tag === 'select_person' || node.tag === 'multi_select_person') {
    const people = options.flatMap((option) => {
      const value = textAt(option, 'value')
      const known = env.nameOf(value)
      return known === null || known.isBot ? [] : [{ value, text: known.name, icon: null }]
    })
    return people.length > 0
      ? people
      : env.members().map(({ openId, name }) => ({ value: openId, text: name, icon: null }))
  }
  return options.map((option) => {
    const value = textAt(option, 'value')
    return { value, text: said(objectAt(option, 'text'), env.language) || value, icon: objectAt(option, 'icon') }
  })
}
