import { html, nothing } from 'lit-html'
import { attach } from '../acts/attach.js'
import { closeThread } from '../acts/place.js'
import { drawn } from '../pane.js'
import { mainPlace } from '../phone.js'
import { address } from '../route.js'
import { store } from '../store.js'
import { wordsIn } from '../words.js'
import { composer } from './composer.js'
import { icons } from './icons.js'
import { messageList } from './message-list.js'

/** @import { Side, State } from '../state.js' */

/**
 * The chat that is open.
 * @param {State} state
 */
export function talk(state) {
  const { panes, route, language, chats } = state
  const words = wordsIn(language)
  const pane = panes.main
  if (pane === null)
    return html`<main class="talk"><p class="empty">${chats?.length === 0 ? words.noChats : words.pickChat}</p></main>`
  const line = chats?.find(({ id }) => id === route.chat)
  const name = pane.info?.name ?? line?.name ?? ''
  const isGroup = pane.info?.kind === 'group'
  return html`
    <main class="talk" aria-labelledby="talk-heading" @dragover=${over('main')} @dragleave=${leave} @drop=${drop('main')}>
      <header class="talk-head">
        <a class="tool back" href=${address(route.person)} title=${words.back}
          >${icons.back}<span class="visually-hidden">${words.back}</span></a
        >
        <h1 id="talk-heading" tabindex="-1">${name === '' ? words.loading : name}</h1>
        ${isGroup ? html`<span class="hint">${words.members(pane.info?.members.length ?? 0)}</span>` : nothing}
        ${pane.info?.kind === 'private' ? html`<span class="tag">${words.bot}</span>` : nothing}
      </header>
      ${messageList(state, 'main', pane, drawn(pane), words.messagesOf(name))}
      ${composer(state, 'main')}
      ${dropHint(state, 'main')}
    </main>
  `
}

/**
 * The thread that is open beside it.
 * @param {State} state
 */
export function thread(state) {
  const { panes, language, route } = state
  const { main, thread: pane } = panes
  if (pane === null) return nothing
  const words = wordsIn(language)
  const isMain = mainPlace(route) === 'thread'
  const root = pane.root === null ? null : (main?.messages.filter(({ id }) => id === pane.root) ?? [])
  const keyPressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) closeThread()
  }
  return html`
    <section
      class="thread"
      role=${isMain ? 'main' : nothing}
      aria-labelledby="thread-heading"
      @keydown=${keyPressed}
      @dragover=${over('thread')}
      @dragleave=${leave}
      @drop=${drop('thread')}
    >
      <header class="talk-head">
        <button class="tool back" type="button" title=${words.back} @click=${closeThread}>
          ${icons.back}<span class="visually-hidden">${words.back}</span>
        </button>
        <h2 id="thread-heading" tabindex="-1" aria-level=${isMain ? 1 : nothing}>${words.thread}</h2>
        <span class="hint">${main?.info?.name}</span>
        <button class="tool end" type="button" title=${words.closeThread} @click=${closeThread}>
          ${icons.close}<span class="visually-hidden">${words.closeThread}</span>
        </button>
      </header>
      ${messageList(state, 'thread', pane, root ?? drawn(pane), words.thread)}
      ${composer(state, 'thread')}
      ${dropHint(state, 'thread')}
    </section>
  `
}

/**
 * @param {State} state
 * @param {Side} side
 */
function dropHint({ dropping, language }, side) {
  return dropping === side ? html`<p class="drop-hint">${wordsIn(language).dropHere}</p>` : nothing
}

/**
 * @param {Side} side
 * @returns {(event: DragEvent) => void}
 */
function over(side) {
  return (event) => {
    const isOpen = store.state.panes.main?.info?.closed === null
    if (!isOpen || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    if (store.state.dropping !== side) store.change({ dropping: side })
  }
}

/** @param {DragEvent} event */
function leave({ currentTarget, relatedTarget }) {
  const stays =
    currentTarget instanceof Element && relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
  if (!stays) store.change({ dropping: null })
}

/**
 * @param {Side} side
 * @returns {(event: DragEvent) => void}
 */
function drop(side) {
  return (event) => {
    if (store.state.dropping === null) return
    event.preventDefault()
    store.change({ dropping: null })
    attach(side, event.dataTransfer?.files ?? [])
  }
}
