import { html, nothing } from 'lit-html'
import { placeOnPhone } from '../phone.js'
import { wordsIn } from '../words.js'
import { passingBar } from './clock.js'
import { pictureDialog } from './picture.js'
import { side } from './side.js'
import { switcher } from './switcher.js'
import { talk, thread } from './talk.js'
import { tips } from './tips.js'
import { toasts } from './toasts.js'
import { wireDrawer } from './wire.js'

/** @import { State } from '../state.js' */

/**
 * The whole page.
 * @param {State} state
 */
export function shell(state) {
  const { town, route, language, announced } = state
  const words = wordsIn(language)
  const isEmpty = town?.people.length === 0
  return html`
    <button class="skip" type="button" @click=${skip}>${words.skipToChat}</button>
    ${bars(state)}
    ${
      isEmpty
        ? html`<main class="nobody"><h1>${words.nobodyYet}</h1><p>${words.nobodyYetHint}</p></main>`
        : html`<div class="app" data-place=${placeOnPhone(route)}>${side(state)} ${talk(state)} ${thread(state)} ${tips(state)}</div>`
    }
    ${wireDrawer(state)} ${switcher(state)} ${pictureDialog(state)} ${toasts(state)}
    <div class="visually-hidden" role="log" aria-live="polite">${announced === '' ? nothing : html`<p>${announced}</p>`}</div>
  `
}

/** @param {State} state */
function bars(state) {
  const gone = html`<div class="bar gone" role="alert">${wordsIn(state.language).serverGone}</div>`
  return html`${state.online ? nothing : gone} ${passingBar(state)}`
}

function skip() {
  document.getElementById('write-main')?.focus()
}
