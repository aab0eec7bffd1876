/** @import { Token } from 'markdown-it/browser' */
import MarkdownIt from 'markdown-it/browser'
import { addressOf } from '../address.js'
import { emojiRule, tagRule } from './markdown-tags.js'

/** @typedef {{ readonly token: Token, readonly children: readonly Branch[] }} Branch */

// Raw HTML is not markup here, so it becomes text; bare addresses are not made into links.
const parser = new MarkdownIt({ html: false, linkify: false, breaks: true })
parser.inline.ruler.before('autolink', 'platform_tag', tagRule)
parser.inline.ruler.before('autolink', 'platform_emoji', emojiRule)
// Also asked for the key of an image, which is no address.
parser.validateLink = (url) => addressOf(url) !== null || isImageKey(url)

/** @type {Map<string, readonly Branch[]>} */
const known = new Map()
const mostKnown = 300

/**
 * Markdown as the platform reads it, as a tree. Entities have become plain characters after everything that acts was
 * found, so none of them acts.
 *
 * @param {string} content
 * @param {{ readonly inline: boolean }} how `inline` for lark_md, which knows no blocks.
 * @returns {readonly Branch[]}
 */
export function treeOf(content, { inline }) {
  const name = `${inline} ${content}`
  const before = known.get(name)
  if (before !== undefined) return before
  const tree = grow(inline ? parser.parseInline(content, {}) : parser.parse(content, {}))
  // Cards are drawn again with every change on the page; their texts stay the same.
  if (known.size >= mostKnown) known.clear()
  known.set(name, tree)
  return tree
}

/**
 * @param {string} content
 * @returns {string} Only the words of it, lines apart.
 */
export function wordsIn(content) {
  return wordsOfTree(treeOf(content, { inline: false })).trim()
}

/**
 * @param {string} value
 * @returns {boolean}
 */
export function isImageKey(value) {
  return /^[\w-]+$/.test(value)
}

/**
 * @param {readonly Token[]} tokens
 * @returns {readonly Branch[]}
 */
function grow(tokens) {
  /** @type {Branch[]} */
  const root = []
  const stack = [root]
  for (const token of tokens) {
    if (token.nesting === -1) stack.pop()
    else {
      /** @type {Branch[]} */
      const children = token.children === null ? [] : [...grow(token.children)]
      stack.at(-1)?.push({ token, children })
      if (token.nesting === 1) stack.push(children)
    }
  }
  return root
}

/**
 * @param {readonly Branch[]} tree
 * @returns {string}
 */
export function wordsOfTree(tree) {
  return tree
    .map(({ token, children }) => {
      const own = token.type === 'softbreak' || token.type === 'hardbreak' ? '\n' : token.content
      const inner = children.length > 0 ? wordsOfTree(children) : own
      return token.block && token.type !== 'inline' ? `${inner}\n` : inner
    })
    .join('')
}
