import { sayError } from './controls/field-error.js'
import { restore } from './controls/field-value.js'

/**
 * Puts every control of a drawn card back to what the card says, as the client does after a press that failed or was
 * answered without a card. Focus, open panels and pages of tables stay.
 *
 * @param {Element} root The drawn card or anything around it.
 */
export function snapBack(root) {
  for (const box of root.querySelectorAll('[data-field]')) {
    restore(box)
    sayError(box, null)
  }
}
