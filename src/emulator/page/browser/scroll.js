import { seeEnd, showNewer, showOlder } from './acts/panes.js'
import { store } from './store.js'

/** @import { Side } from './state.js' */

/** So near to an end of what is drawn the next step is asked for. */
const nearPx = 600
/** So near to the end a reader counts as being there: half a line. */
const endPx = 16

/** Keeps the place of who reads while messages come above and below. */
class Keeper {
  /** @type {{ element: Element, top: number } | null} */
  #anchor = null
  /** The newest message when the place was last settled. @type {string | null} */
  #newest = null

  /**
   * @param {HTMLElement} scroller
   * @param {Side} side
   */
  constructor(scroller, side) {
    this.scroller = scroller
    this.side = side
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true })
    // Pictures and charts grow after they were drawn; the text box below takes room from the messages above.
    this.observer = new ResizeObserver(() => this.settle())
    this.observer.observe(scroller)
    if (scroller.firstElementChild) this.observer.observe(scroller.firstElementChild)
  }

  /** Whoever follows the end stays there; for everybody else what they look at stays where it is. */
  settle() {
    const { scroller } = this
    const pane = store.state.panes[this.side]
    if (pane?.atEnd) this.#goToEnd(pane.messages.at(-1)?.id ?? null)
    else if (this.#anchor?.element.isConnected) {
      const moved = this.#anchor.element.getBoundingClientRect().top - this.#anchor.top
      if (Math.abs(moved) >= 1) scroller.scrollTop += moved
    }
    this.#remember()
    if (pane !== null) seeEnd(this.side, { atEnd: pane.atEnd && this.#isAtEnd(), seen: this.#seesNewest() })
  }

  /**
   * Brings the beginning of a message to the upper edge, if it is above it.
   * @param {Element} message
   */
  readFromTop(message) {
    const hidden = this.scroller.getBoundingClientRect().top - message.getBoundingClientRect().top
    if (hidden <= 0) return
    this.scroller.scrollTop -= hidden
    // At once: until the event comes, somebody at the end would be kept there.
    this.#scrolled()
  }

  stop() {
    this.observer.disconnect()
  }

  /**
   * To the end; but what has just come and is taller than the screen is read from its beginning.
   * @param {string | null} newest
   */
  #goToEnd(newest) {
    const { scroller } = this
    const isNew = newest !== this.#newest
    const last = this.#messages.at(-1)
    scroller.scrollTop = scroller.scrollHeight
    this.#newest = newest
    if (last === undefined || !isNew) return
    this.readFromTop(last)
  }

  #scrolled() {
    const { scroller, side } = this
    this.#remember()
    seeEnd(side, { atEnd: this.#isAtEnd(), seen: this.#seesNewest() })
    if (scroller.scrollTop < nearPx) showOlder(side)
    if (this.#below < nearPx) showNewer(side)
  }

  #remember() {
    const top = this.scroller.getBoundingClientRect().top
    // Not the first one: its day goes when older messages come before it.
    const element = this.#messages.find((each, index) => index > 0 && each.getBoundingClientRect().bottom > top)
    this.#anchor = element === undefined ? null : { element, top: element.getBoundingClientRect().top }
  }

  get #messages() {
    return [...(this.scroller.firstElementChild?.children ?? [])]
  }

  get #below() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller
    return scrollHeight - scrollTop - clientHeight
  }

  #isAtEnd() {
    return store.state.panes[this.side]?.to === null && this.#below <= endPx
  }

  #seesNewest() {
    const last = this.#messages.at(-1)
    if (last === undefined || store.state.panes[this.side]?.to !== null) return false
    return last.getBoundingClientRect().top < this.scroller.getBoundingClientRect().bottom - endPx
  }
}

/** @type {Map<Side, Keeper>} */
const keepers = new Map()

/**
 * For `ref` on the element that scrolls the messages of a side, which stand in its first child.
 * @type {Readonly<Record<Side, (element: Element | undefined) => void>>}
 */
export const keepsPlace = {
  main: (element) => keep('main', element),
  thread: (element) => keep('thread', element),
}

/**
 * Brings the beginning of a message before the reader's eyes, if it is further up.
 * @param {Side} side
 * @param {Element} message
 */
export function readFromTop(side, message) {
  keepers.get(side)?.readFromTop(message)
}

/** Called by the render loop after every frame. */
export function settlePlaces() {
  for (const keeper of keepers.values()) keeper.settle()
}

/**
 * @param {Side} side
 * @param {Element | undefined} element
 */
function keep(side, element) {
  keepers.get(side)?.stop()
  keepers.delete(side)
  if (element instanceof HTMLElement) keepers.set(side, new Keeper(element, side))
}
