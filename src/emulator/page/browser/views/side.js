import { html, nothing } from 'lit-html'
import { guard } from 'lit-html/directives/guard.js'
import { openSwitcher } from '../acts/switcher.js'
import { toggleTips } from '../acts/tips.js'
import { closeWire, openWire } from '../acts/wire-drawer.js'
import { describe, me } from '../people.js'
import { mainPlace } from '../phone.js'
import { wordsIn } from '../words.js'
import { avatar } from './avatar.js'
import { chatList } from './chat-list.js'
import { clockButton } from './clock.js'
import { icons } from './icons.js'
import { settingsButton } from './settings.js'

/** @import { State } from '../state.js' */

/**
 * The left column: who one is, their chats, and what belongs to the page as a whole.
 * @param {State} state
 */
export function side(state) {
  const { chats, route, language, clock, town } = state
  return html`
    <div class="side" role=${mainPlace(route) === 'list' ? 'main' : 'complementary'}>
      <h1 class="visually-hidden">${wordsIn(language).title}</h1>
      ${guard([town, route.person, language], () => self(state))}
      ${guard([chats, route, language, clock], () => chatList(state))}
      <div class="side-foot">${clockButton(state)} ${tools(state)}</div>
    </div>
  `
}

/** @param {State} state */
function self(state) {
  const words = wordsIn(state.language)
  const person = me(state)
  if (person === null) return nothing
  return html`
    <button class="self" type="button" aria-haspopup="dialog" title=${words.switchPerson} @click=${openSwitcher}>
      ${avatar(person.id, person.name, 'person')}
      <span class="self-name"><span class="visually-hidden">${words.iAm}</span> <b>${person.name}</b></span>
      <span class="self-post">${describe(person)}</span>
      ${icons.down}<span class="visually-hidden">${words.switchPerson}</span>
    </button>
  `
}

/** @param {State} state */
function tools({ town, tips, wire, route, language, theme }) {
  const words = wordsIn(language)
  const hasTips = (town?.suggestions.length ?? 0) > 0
  return html`
    ${guard([language, theme], () => settingsButton(language, theme))}
    <div class="side-tools">
      ${
        hasTips
          ? html`<button class="side-tool" type="button" aria-expanded=${tips && route.thread === null} @click=${toggleTips}>
              ${icons.bulb}${words.tips}
            </button>`
          : nothing
      }
      <button
        class="side-tool"
        id="wire-button"
        type="button"
        aria-expanded=${wire !== null}
        @click=${wire === null ? openWire : closeWire}
      >
        ${icons.wire}${words.wire}
      </button>
    </div>
  `
}
