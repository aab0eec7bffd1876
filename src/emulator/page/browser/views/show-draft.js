import { composerOf } from '../acts/draft.js'
import { store } from '../store.js'

/** @import { Side } from '../state.js' */

/**
 * Puts what the state holds into the text box at once: the next letter may be typed before the next frame.
 * @param {Side} side
 * @param {number} [caret] where to go on; the end when not said
 */
export function showDraft(side, caret) {
  const box = document.getElementById(`write-${side}`)
  const { text } = composerOf(store.state, side)
  if (!(box instanceof HTMLTextAreaElement) || box.value === text) return
  box.value = text
  box.setSelectionRange(caret ?? text.length, caret ?? text.length)
}
