import { afterRender } from '../after-render.js'

/**
 * For `ref` on a `<dialog>` that is drawn only while it is open: shows it over the page. The browser keeps the focus inside
 * and gives it back at the end.
 * @param {Element | undefined} element
 */
export function asModal(element) {
  if (element instanceof HTMLDialogElement) afterRender(() => element.isConnected && element.showModal())
}

/**
 * A click beside the dialog closes it.
 * @param {MouseEvent} event
 */
export function closeFromBeside({ target, currentTarget }) {
  if (target === currentTarget && currentTarget instanceof HTMLDialogElement) currentTarget.close()
}

/**
 * Closes the dialog a button stands in.
 * @param {Event} event
 */
export function closeAround({ currentTarget }) {
  if (currentTarget instanceof Element) currentTarget.closest('dialog')?.close()
}
