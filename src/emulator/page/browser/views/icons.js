import { html, svg } from 'lit-html'

/** @param {unknown} drawing on a square of 20 */
function icon(drawing) {
  return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${drawing}</svg>`
}

/** The small drawings on buttons; what a button does is said in words beside or for it. */
export const icons = {
  at: icon(svg`<circle cx="10" cy="10" r="3"/><path d="M13 7v4a2 2 0 0 0 4 0v-1a7 7 0 1 0-3 5.7"/>`),
  back: icon(svg`<path d="M12.5 4 6.5 10l6 6"/>`),
  bulb: icon(svg`<path d="M7.5 13.5C6 12.4 5 10.8 5 8.8a5 5 0 0 1 10 0c0 2-1 3.6-2.5 4.7v1.5h-5zM8 17.5h4"/>`),
  clip: icon(
    svg`<path d="m15.5 9.5-5.6 5.6a3.5 3.5 0 0 1-5-5l6-6a2.3 2.3 0 0 1 3.3 3.3l-5.7 5.7a1.1 1.1 0 0 1-1.6-1.6l5-5"/>`,
  ),
  clock: icon(svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v4.3l2.7 1.7"/>`),
  close: icon(svg`<path d="m5 5 10 10M15 5 5 15"/>`),
  down: icon(svg`<path d="m5 7.5 5 5 5-5"/>`),
  file: icon(svg`<path d="M5 2.5h6.5L15 6v11.5H5zM11 2.5v4h4"/>`),
  recall: icon(svg`<path d="M4 8h8.5a3.5 3.5 0 0 1 0 7H8M7 5 4 8l3 3"/>`),
  reply: icon(svg`<path d="M8.5 5 4 9.5 8.5 14M4.5 9.5H11c3 0 5 2 5 5.5"/>`),
  send: icon(svg`<path d="M3.5 10 16.5 4l-3.5 12.5-3.5-5zM9.5 11.5 16.5 4"/>`),
  settings: icon(
    svg`<path d="M3 6h7M14 6h3M3 14h3M10 14h7"/><circle cx="12" cy="6" r="2"/><circle cx="8" cy="14" r="2"/>`,
  ),
  thread: icon(svg`<path d="M3.5 4h13v9H9l-3.5 3v-3h-2zM7 7.5h6M7 10h4"/>`),
  wire: icon(svg`<path d="M3 7h11l-3-3M17 13H6l3 3"/>`),
}
