import { html } from 'lit-html'

const address = /https?:\/\/[^\s<>"'，。；：！？、（）《》“”]+/g

/**
 * What somebody wrote, with its addresses to follow and the names it mentions to be seen. All else is plain text.
 * @param {string} text
 * @param {readonly string[]} names longest first
 */
export function richText(text, names) {
  return split(text, address).map((part, index) =>
    index % 2 === 0
      ? mentioned(part, names)
      : html`<a href=${part} target="_blank" rel="noopener noreferrer">${part}</a>`,
  )
}

/**
 * @param {string} text
 * @param {readonly string[]} names
 */
function mentioned(text, names) {
  /** @type {unknown[]} */
  const parts = []
  let rest = text
  for (let at = rest.indexOf('@'); at >= 0; at = rest.indexOf('@')) {
    const name = names.find((each) => rest.startsWith(each, at + 1))
    const end = at + 1 + (name?.length ?? 0)
    parts.push(rest.slice(0, at), name === undefined ? '@' : html`<span class="mention">@${name}</span>`)
    rest = rest.slice(end)
  }
  return [...parts, rest]
}

/**
 * The text between the finds and the finds in turn.
 * @param {string} text
 * @param {RegExp} pattern
 */
function split(text, pattern) {
  const finds = [...text.matchAll(pattern)]
  const ends = finds.map((find) => find.index + find[0].length)
  const between = [...finds.map((find) => find.index), text.length].map((end, index) =>
    text.slice(ends[index - 1] ?? 0, end),
  )
  return between.flatMap((part, index) => (finds[index] === undefined ? [part] : [part, finds[index][0]]))
}
