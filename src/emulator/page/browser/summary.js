/** @import { PageMessage } from '../contract.ts' */
/** @import { Words } from './words.js' */

/**
 * A line as the server gives it: pictures have no name there but their key.
 * @param {string} text
 * @param {Words} words
 */
export function lineOf(text, words) {
  return text.replace(/^img_\S+$/, `[${words.picture}]`)
}

/**
 * A message in one line, for announcements and answers.
 * @param {PageMessage} message
 * @param {Words} words
 */
export function summaryOf({ text, card, files, kind }, words) {
  const header = /** @type {{ title?: { content?: unknown } } | undefined} */ (card?.header)
  const [line = ''] = (text || String(header?.title?.content ?? '')).split('\n')
  if (line !== '') return line
  if (card !== null) return words.card
  if (kind === 'sticker') return words.sticker
  return files.map((file) => (file.kind === 'image' ? `[${words.picture}]` : file.name)).join(' ')
}
