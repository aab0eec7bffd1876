/** Controls, and signs that take no room (a space of no width in a name copied from a web page), but for ends of lines. */
const unseen = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu

/**
 * A text of a file as it can be compared and kept: without what nobody sees, and without half a letter. Both stand in
 * files, written as entities too, and neither NUL nor a half goes into Postgres' JSON.
 */
export function storable(text: string): string {
  return text.replaceAll(unseen, '').toWellFormed()
}
