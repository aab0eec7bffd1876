/** @type {(() => void)[]} */
let waiting = []

/**
 * Does something once the next frame is drawn: focus and scrolling need what is on the screen by then.
 * @param {() => void} deed
 */
export function afterRender(deed) {
  waiting.push(deed)
}

/** Called by the render loop after every frame. */
export function frameIsDrawn() {
  const due = waiting
  waiting = []
  for (const deed of due) deed()
}

/**
 * Puts the focus where a selector points, once it is on the screen.
 * @param {string} selector
 */
export function focusSoon(selector) {
  afterRender(() => {
    const found = document.querySelector(selector)
    if (found instanceof HTMLElement) found.focus()
  })
}
