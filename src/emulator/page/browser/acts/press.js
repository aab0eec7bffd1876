import { afterRender } from '../after-render.js'
import { api } from '../api.js'
import { reasonOf, refusal } from '../refusals.js'
import { readFromTop } from '../scroll.js'
import { store } from '../store.js'
import { forgetUnsent, unsentKey } from '../unsent.js'
import { wordsIn } from '../words.js'
import { changePane, loadPane } from './panes.js'
import { toast } from './toast.js'

/** @import { CardJson } from '../../../world/world.ts' */
/** @import { PageMessage, PressOutcome } from '../../contract.ts' */
/** @import { CardPress } from '../card/env.js' */

const sides = /** @type {const} */ (['main', 'thread'])

/**
 * Presses a card. It waits for the bot's answer as the client does, and shows what comes of it.
 * @param {PageMessage} message
 * @param {CardPress} ask
 */
export async function press(message, ask) {
  const { route, presses } = store.state
  if (route.person === null || presses[message.id]?.busy != null) return
  note(message.id, 'button' in ask ? ask.button : ask.control, null)
  try {
    const outcome = await api.press(route.person, { message: message.id, seen: message.cardVersion, ...ask })
    note(message.id, null, outcome.kind === 'answered' ? outcome.latencyMs : null)
    if (outcome.kind === 'answered' || outcome.kind === 'failed') forgetUnsent(unsentKey(route.person, message))
    show(message, outcome)
  } catch (error) {
    note(message.id, null, null)
    const { language } = store.state
    const why = reasonOf(error, language)
    toast('error', why === '' ? wordsIn(language).notPressed : why)
    putCard(message, message.card)
  }
}

/**
 * @param {PageMessage} message
 * @param {PressOutcome} outcome
 */
function show(message, outcome) {
  const { language } = store.state
  const words = wordsIn(language)
  switch (outcome.kind) {
    case 'answered':
      if (outcome.toast !== null && outcome.toast.content !== '') toast(outcome.toast.type, outcome.toast.content)
      putCard(message, outcome.card ?? message.card)
      return lookAt(message, outcome.card)
    case 'failed':
      toast('error', words.platformError(outcome.code))
      return putCard(message, message.card)
    case 'blocked':
      return toast('warning', refusal(outcome.why ?? '', language))
    case 'stale':
      toast('info', words.stale)
      loadPane('main')
      loadPane('thread')
      return
    case 'local':
      return
  }
}

/**
 * Shows a card afresh: the one that came as the answer, or the stored one once more, for without an answering card what was
 * typed snaps back. A change that the live stream brought meanwhile is newer than both.
 * @param {PageMessage} pressed
 * @param {CardJson | null} card
 */
function putCard(pressed, card) {
  const fresh = card === null ? null : structuredClone(card)
  for (const side of sides) {
    const pane = store.state.panes[side]
    if (pane === null) continue
    const isPressed = (/** @type {PageMessage} */ each) => each.id === pressed.id && each.card === pressed.card
    if (!pane.messages.some(isPressed)) continue
    const messages = pane.messages.map((each) => (isPressed(each) ? { ...each, card: fresh } : each))
    changePane(side, pane, (now) => ({ ...now, messages }))
  }
}

/**
 * A card under another heading is read from its beginning. The button that was pressed is gone with its card: the focus goes
 * to the new one, not back to the top of the page.
 * @param {PageMessage} pressed
 * @param {CardJson | null} card
 */
function lookAt(pressed, card) {
  const isOther = card !== null && JSON.stringify(card.header) !== JSON.stringify(pressed.card?.header)
  afterRender(() => {
    for (const side of sides) {
      const message = document.getElementById(`${side}-${pressed.id}`)
      if (message === null) continue
      const place = message.querySelector('.card-place')
      if (document.activeElement === document.body && place instanceof HTMLElement) place.focus({ preventScroll: true })
      if (isOther) readFromTop(side, message)
    }
  })
}

/**
 * @param {string} id
 * @param {string | null} busy
 * @param {number | null} ms
 */
function note(id, busy, ms) {
  store.change({ presses: { ...store.state.presses, [id]: { busy, ms } } })
}
