import { html, noChange } from 'lit-html'
import { Directive, directive, PartType } from 'lit-html/directive.js'
import { clearPart, setChildPartValue, setCommittedValue } from 'lit-html/directive-helpers.js'

/** @import { ChildPart, PartInfo } from 'lit-html/directive.js' */
/** @import { Words } from './words.js' */

/** Puts a card into its place at once, so that whatever throws inside, its own directives too, is caught here. */
class Boundary extends Directive {
  #isTold = false

  /** @param {PartInfo} info */
  constructor(info) {
    super(info)
    if (info.type !== PartType.CHILD) throw new Error('orSentence(…) stands where an element could stand')
  }

  /**
   * @param {unknown} _drawing
   * @param {Words} _words
   */
  render(_drawing, _words) {
    return noChange
  }

  /**
   * @override
   * @param {ChildPart} part
   * @param {[unknown, Words]} given
   */
  update(part, [drawing, words]) {
    try {
      // Below this directive, not in its stead: the drawing has directives of its own.
      setChildPartValue(part, drawing, this)
    } catch (error) {
      if (!this.#isTold) console.error('a card could not be drawn:', error)
      this.#isTold = true
      // What was half drawn is let go with all that listens in it.
      clearPart(part)
      setCommittedValue(part)
      setChildPartValue(part, sentence(words), this)
    }
    return noChange
  }
}

/** @param {Words} words */
function sentence(words) {
  return html`<article class="card"><p class="card-unsupported">${words.notDrawn}</p></article>`
}

const directed = directive(Boundary)

/**
 * A drawing, or a short sentence in its place when drawing it throws. The error is told to the console, once for as long as the
 * drawing stands in one place.
 *
 * @param {unknown} drawing
 * @param {Words} words
 */
export function orSentence(drawing, words) {
  return directed(drawing, words)
}
