import { html, nothing } from 'lit-html'
import { composerOf } from '../acts/draft.js'
import { mentionsIn } from '../mentions.js'
import { candidates } from '../people.js'
import { wordsIn } from '../words.js'

/** @import { Side, State } from '../state.js' */

/**
 * Who will hear what is being written: in a group a bot hears only what mentions it, and several people can have one name.
 * @param {State} state
 * @param {Side} side
 */
export function hearingHint(state, side) {
  const all = candidates(state)
  if (all.length === 0) return nothing
  const words = wordsIn(state.language)
  const { text, marks, files } = composerOf(state, side)
  const { mentions, unclear } = mentionsIn({ text, marks }, all)
  const ids = new Set(mentions.map(({ id }) => id))
  const mentioned = all.filter(({ id }) => ids.has(id))
  const isBotThere = all.some(({ kind }) => kind === 'bot')
  const isForBot = mentioned.some(({ kind }) => kind === 'bot')
  const hints = [
    ...unclear.map((name) => html`<span class="hint warning">${words.unclear(name)}</span>`),
    ...(isBotThere && files.some(({ kind }) => kind === 'file')
      ? [html`<span class="hint">${words.filesInGroup}</span>`]
      : []),
    ...(isBotThere && !isForBot && unclear.length === 0 ? [html`<span class="hint">${words.mentionBot}</span>`] : []),
  ]
  return html`
    ${
      mentioned.length === 0
        ? nothing
        : html`<span class="hint"
            >${words.willMention}
            ${mentioned.map(({ name, detail }) => html`<span class="tag" title=${detail}>${name}${detail === '' ? '' : `（${detail}）`}</span> `)}</span
          >`
    }
    ${hints}
  `
}
