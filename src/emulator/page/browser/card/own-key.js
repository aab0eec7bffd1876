import { Directive, directive } from 'lit-html/directive.js'

let count = 0

/** Gives what is drawn at one place a key of its own for as long as it stands there. */
class OwnKey extends Directive {
  #key = `card${++count}`

  /** @param {(key: string) => unknown} draw */
  render(draw) {
    return draw(this.#key)
  }
}

/**
 * Draws with a key that no other drawing has: one card may stand in the document twice, in a chat and in its thread.
 */
export const withOwnKey = directive(OwnKey)
