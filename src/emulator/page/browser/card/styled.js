import { noChange } from 'lit-html'
import { Directive, directive, PartType } from 'lit-html/directive.js'

/** @typedef {Readonly<Record<string, string | null>>} Styles By the names of CSS: `--gap`, `max-width`. */

/**
 * Sets styles of an element through the CSSOM, also the first time. lit's own `styleMap` begins by writing the style
 * attribute, and the page's policy refuses that.
 */
class Styled extends Directive {
  /** @type {Styles} */
  #before = {}

  /** @param {import('lit-html/directive.js').PartInfo} info */
  constructor(info) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('styled(…) stands where an attribute could stand')
  }

  /** @param {Styles | null} _styles */
  render(_styles) {
    return noChange
  }

  /**
   * @override
   * @param {import('lit-html/directive.js').ElementPart} part
   * @param {[Styles | null]} values
   */
  update(part, [styles]) {
    const { style } = /** @type {HTMLElement} */ (part.element)
    const next = styles ?? {}
    for (const name of Object.keys(this.#before)) if ((next[name] ?? null) === null) style.removeProperty(name)
    for (const [name, value] of Object.entries(next)) {
      if (value !== null && this.#before[name] !== value) style.setProperty(name, value)
    }
    this.#before = next
    return noChange
  }
}

export const styled = directive(Styled)
