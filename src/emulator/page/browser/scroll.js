import { seeEnd, showNewer, showOlder } from './acts/panes.js'
import { store } from './store.js'

/** @import { Side } from './state.js' */

/** So near to an end of what is drawn the next step is asked for. */
const nearPx = 600
/** So near to the end a reader counts as being there: half a line. */
const endPx = 16

/** @type {Map<Side, Keeper>} */
const keepers = new Map()

/** Keeps the place of who reads while messages come above and below. */
class Keeper {
  /** @type {{ element: Element, top: number } | null} */
  #anchor = null

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

  /** Whoever is at the end stays there; for everybody else what they look at stays where it is. */
  settle() {
    const { scroller } = this
    if (store.state.panes[this.side]?.atEnd) {
      scroller.scrollTop = scroller.scrollHeight
    } else if (this.#anchor?.element.isConnected) {
      const moved = this.#anchor.element.getBoundingClientRect().top - this.#anchor.top
      if (Math.abs(moved) >= 1) scroller.scrollTop += moved
    }
    this.#remember()
  }

  stop() {
    this.observer.disconnect()
  }

  #scrolled() {
    const { scroller, side } = this
    this.#remember()
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
    const isWhole = store.state.panes[side]?.to === null
    seeEnd(side, isWhole && below <= endPx)
    if (scroller.scrollTop < nearPx) showOlder(side)
    if (below < nearPx) showNewer(side)
  }

  #remember() {
    const top = this.scroller.getBoundingClientRect().top
    const messages = [...(this.scroller.firstElementChild?.children ?? [])]
    // Not the first one: its day goes when older messages come before it.
    const element = messages.find((each, index) => index > 0 && each.getBoundingClientRect().bottom > top)
    this.#anchor = element === undefined ? null : { element, top: element.getBoundingClientRect().top }
  }
}

/**
 * For `ref` on the element that scrolls the messages of a side, which stand in its first child.
 * @type {Readonly<Record<Side, (element: Element | undefined) => void>>}
 */
export const keepsPlace = {
  main: (element) => keep('main', element),
  thread: (element) => keep('thread', element),
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
