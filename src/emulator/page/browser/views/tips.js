import { html, nothing } from 'lit-html'
import { closeTips, takeTip } from '../acts/tips.js'
import { said, wordsIn } from '../words.js'
import { icons } from './icons.js'

/** @import { State } from '../state.js' */

/**
 * What a newcomer may try first.
 * @param {State} state
 */
export function tips({ town, tips: isOpen, route, language }) {
  const suggestions = town?.suggestions ?? []
  if (!isOpen || suggestions.length === 0 || route.thread !== null) return nothing
  const words = wordsIn(language)
  return html`
    <section class="tips" aria-labelledby="tips-heading">
      <header>
        <h2 id="tips-heading">${icons.bulb}${words.tips}</h2>
        <button class="tool" type="button" title=${words.close} @click=${closeTips}>
          ${icons.close}<span class="visually-hidden">${words.close}</span>
        </button>
      </header>
      <p class="hint">${words.tipsHint}</p>
      <ul role="list">
        ${suggestions.map(
          (each) => html`
            <li>
              <button class="tip" type="button" @click=${() => takeTip(each)}>
                <b>${said(each.label, language)}</b><span class="hint">${said(each.hint, language)}</span>
              </button>
            </li>
          `,
        )}
      </ul>
    </section>
  `
}
