/** @import { Drawing } from './vchart.js' */
import { noChange } from 'lit-html'
import { AsyncDirective, directive, PartType } from 'lit-html/async-directive.js'
import { isDark, whenThemeChanges } from './theme.js'
import { startDrawing } from './vchart.js'

/**
 * Draws a chart into an empty element and takes it away with it. A chart that stands in a closed panel is drawn when it is
 * first seen.
 */
class ChartView extends AsyncDirective {
  /** @type {HTMLElement | null} */
  #element = null
  /** @type {Record<string, unknown>} */
  #spec = {}
  #failure = ''
  #written = ''
  /** @type {Drawing | null} */
  #drawing = null
  /** @type {ResizeObserver | null} */
  #seen = null
  #forgetTheme = () => {}

  /** @param {import('lit-html/directive.js').PartInfo} info */
  constructor(info) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('chartView(…) stands where an attribute could stand')
  }

  /**
   * @param {Record<string, unknown>} _spec
   * @param {string} _failure
   */
  render(_spec, _failure) {
    return noChange
  }

  /**
   * @override
   * @param {import('lit-html/directive.js').ElementPart} part
   * @param {[Record<string, unknown>, string]} given
   */
  update(part, [spec, failure]) {
    const written = JSON.stringify(spec)
    if (written === this.#written) return noChange
    this.disconnected()
    this.#element = /** @type {HTMLElement} */ (part.element)
    this.#spec = spec
    this.#failure = failure
    this.#written = written
    this.reconnected()
    return noChange
  }

  /** @override */
  reconnected() {
    const element = this.#element
    if (element === null) return
    // First told when the element has a size at all.
    this.#seen = new ResizeObserver(() => {
      if (this.#drawing === null) this.#draw(element)
    })
    this.#seen.observe(element)
    this.#forgetTheme = whenThemeChanges(() => {
      // The library's own change of theme leaves the words of a title in the colour they had.
      if (this.#drawing === null || this.#drawing.dark === isDark(element)) return
      this.#drawing.release()
      this.#draw(element)
    })
  }

  /** @override */
  disconnected() {
    this.#seen?.disconnect()
    this.#forgetTheme()
    this.#drawing?.release()
    this.#drawing = null
  }

  /** @param {HTMLElement} element */
  #draw(element) {
    // The library takes over the styles of the element it gets.
    const canvas = document.createElement('div')
    element.replaceChildren(canvas)
    const failed = () => {
      element.replaceChildren(this.#failure)
      element.classList.add('failed')
      element.parentElement?.setAttribute('aria-label', this.#failure)
    }
    this.#drawing = startDrawing(canvas, this.#spec, failed)
  }
}

export const chartView = directive(ChartView)
