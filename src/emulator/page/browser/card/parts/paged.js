/** @import { Words } from '../words.js' */
import { html, nothing } from 'lit-html'
import { AsyncDirective, directive } from 'lit-html/async-directive.js'

/**
 * @template Row
 * @callback DrawPage
 * @param {readonly Row[]} rows
 * @returns {unknown}
 */

/** Rows a page at a time; which page is open is the reader's own affair and stays here. */
class Paged extends AsyncDirective {
  #page = 0
  /** @type {[readonly unknown[], number, Words, DrawPage<any>]} */
  #given = [[], 1, /** @type {Words} */ ({}), () => nothing]

  /**
   * @param {readonly unknown[]} rows
   * @param {number} size
   * @param {Words} words
   * @param {DrawPage<any>} draw
   */
  render(rows, size, words, draw) {
    this.#given = [rows, size, words, draw]
    const pages = Math.max(1, Math.ceil(rows.length / size))
    this.#page = Math.min(this.#page, pages - 1)
    const from = this.#page * size
    return html`${draw(rows.slice(from, from + size))}${pages > 1 ? this.#turner(pages, words) : nothing}`
  }

  /**
   * @param {number} pages
   * @param {Words} words
   */
  #turner(pages, words) {
    const turn = (/** @type {number} */ by) => () => {
      this.#page = Math.min(pages - 1, Math.max(0, this.#page + by))
      this.setValue(this.render(...this.#given))
    }
    const step = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {number} */ by) => html`<button
      type="button"
      class="card-turn"
      aria-label=${name}
      aria-disabled=${this.#page + by < 0 || this.#page + by >= pages}
      @click=${turn(by)}
    >${sign}</button>`
    return html`<div class="card-pager">
      ${step('‹', words.previous, -1)}
      <span aria-live="polite">${this.#page + 1} / ${pages}</span>
      ${step('›', words.next, 1)}
    </div>`
  }
}

const directed = directive(Paged)

/**
 * Rows a page at a time, with a pager when there is more than one.
 *
 * @template Row
 * @param {readonly Row[]} rows
 * @param {number} size Rows on a page, at least 1.
 * @param {Words} words
 * @param {DrawPage<Row>} draw
 */
export function paged(rows, size, words, draw) {
  return directed(rows, size, words, draw)
}
