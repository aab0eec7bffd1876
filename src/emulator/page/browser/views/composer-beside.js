import { html, nothing } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { detach } from '../acts/attach.js'
import { replyTo } from '../acts/draft.js'
import { summaryOf } from '../summary.js'
import { sizeText } from './files.js'
import { icons } from './icons.js'

/** @import { Composer, Side } from '../state.js' */
/** @import { Words } from '../words.js' */

/**
 * The message that is being answered.
 * @param {Composer} content
 * @param {Side} side
 * @param {Words} words
 */
export function answered({ replyTo: message }, side, words) {
  if (message === null) return nothing
  return html`
    <p class="answered">
      <b>${words.replyingTo(message.from.name)}</b><span>${summaryOf(message, words)}</span>
      <button class="tool" type="button" title=${words.noReply} @click=${() => replyTo(side, null)}>
        ${icons.close}<span class="visually-hidden">${words.noReply}</span>
      </button>
    </p>
  `
}

/**
 * The files that wait to be sent.
 * @param {Composer} content
 * @param {string} key
 * @param {Words} words
 */
export function tray({ files }, key, words) {
  if (files.length === 0) return nothing
  return html`
    <ul class="tray" role="list" aria-label=${words.attached}>
      ${repeat(
        files,
        ({ id }) => id,
        (each) => html`
          <li>
            ${each.address === null ? icons.file : html`<img src=${each.address} alt="" />`}
            <span class="file-name">${each.file.name}</span><span class="file-size">${sizeText(each.file.size)}</span>
            <button class="tool" type="button" title=${words.detach(each.file.name)} @click=${() => detach(key, each)}>
              ${icons.close}<span class="visually-hidden">${words.detach(each.file.name)}</span>
            </button>
          </li>
        `,
      )}
    </ul>
  `
}
