import { keyed } from 'lit-html/directives/keyed.js'
import { press } from '../acts/press.js'
import { fileAddress } from '../api.js'
import { askConfirm } from '../card/confirm.js'
import { drawCard } from '../card/draw-card.js'
import { clockOf, everybody, membersFor } from '../people.js'
import { store } from '../store.js'

/** @import { PageMessage } from '../../contract.ts' */
/** @import { State } from '../state.js' */

/**
 * The card of a message. Another card, or the same one put in afresh, is drawn anew: nothing that was typed into the old one
 * stays.
 * @param {State} state
 * @param {PageMessage} message
 */
export function cardOf(state, message) {
  const { card } = message
  if (card === null) return null
  const { language, town, presses } = state
  const drawn = drawCard(card, {
    language,
    timeZone: clockOf(state).timeZone,
    nameOf: (id) => everybody(town).get(id) ?? null,
    members: () => membersFor(store.state, message.from.id),
    imageUrl: fileAddress,
    alive: !message.expired,
    open: state.panes.main?.info?.closed === null,
    busy: presses[message.id]?.busy ?? null,
    press: (ask) => press(message, ask),
    ask: (dialog) => askConfirm(dialog, language),
  })
  return keyed(card, drawn)
}
