/** @import { StateInline } from 'markdown-it/browser' */
import { emojiOf } from './emoji.js'

/** The platform's tags: those that stand alone, and those around something (rich text page). Any other is text. */
const alone = ['br', 'hr']
const around = ['at', 'font', 'text_tag', 'number_tag', 'person', 'local_datetime', 'link', 'a']

const attribute = /([a-z_]+)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^\s'"<>]+))/gi
const opening = /<([a-z_]+)((?:\s+[a-z_]+\s*=\s*(?:'[^']*'|"[^"]*"|[^\s'"<>]+))*)\s*(\/?)>/iy
const closing = /<\/([a-z_]+)\s*>/iy
const code = /:([A-Za-z0-9_+-]{1,40}):/y

/**
 * Inline rule for `<font color='red'>…</font>` and its like. What stands between the tags is markdown again. A tag that is
 * not closed where it was opened stays text.
 *
 * @param {StateInline} state
 * @param {boolean} silent
 * @returns {boolean}
 */
export function tagRule(state, silent) {
  const open = matchAt(opening, state)
  const name = open?.[1]?.toLowerCase() ?? ''
  if (open === null) return false
  const inside = state.pos + open[0].length
  if (alone.includes(name)) {
    if (!silent) state.push('tag', name, 0)
    state.pos = inside
    return true
  }
  if (!around.includes(name)) return false
  const close = open[3] === '/' ? { start: inside, end: inside } : closingOf(name, inside, state)
  if (close === null) return false
  if (!silent) {
    const token = state.push('tag_open', name, 1)
    token.meta = { attributes: attributesOf(open[2] ?? '') }
    const { posMax } = state
    state.pos = inside
    state.posMax = close.start
    state.md.inline.tokenize(state)
    state.posMax = posMax
    state.push('tag_close', name, -1)
  }
  state.pos = close.end
  return true
}

/**
 * Inline rule for `:OK:`.
 *
 * @param {StateInline} state
 * @param {boolean} silent
 * @returns {boolean}
 */
export function emojiRule(state, silent) {
  const match = matchAt(code, state)
  const sign = emojiOf(match?.[1] ?? '')
  if (match === null || sign === null) return false
  if (!silent) state.push('text', '', 0).content = sign
  state.pos += match[0].length
  return true
}

/**
 * Goes from token to token, so that a closing tag within code or within another tag of the same name is not taken.
 *
 * @param {string} name
 * @param {number} from
 * @param {StateInline} state
 * @returns {{ start: number, end: number } | null}
 */
function closingOf(name, from, state) {
  if (!state.src.slice(from, state.posMax).toLowerCase().includes(`</${name}`)) return null
  const { pos } = state
  let found = null
  state.pos = from
  while (state.pos < state.posMax && found === null) {
    const match = matchAt(closing, state)
    if (match?.[1]?.toLowerCase() === name) found = { start: state.pos, end: state.pos + match[0].length }
    else state.md.inline.skipToken(state)
  }
  state.pos = pos
  return found
}

/**
 * @param {RegExp} pattern Sticky.
 * @param {StateInline} state
 * @returns {RegExpExecArray | null}
 */
function matchAt(pattern, state) {
  pattern.lastIndex = state.pos
  const match = pattern.exec(state.src)
  return match !== null && state.pos + match[0].length <= state.posMax ? match : null
}

/**
 * @param {string} written
 * @returns {Map<string, string>}
 */
function attributesOf(written) {
  const all = [...written.matchAll(attribute)]
  return new Map(all.map(([, name = '', one, two, three]) => [name.toLowerCase(), one ?? two ?? three ?? '']))
}
