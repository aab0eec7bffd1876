/** @import { Place } from '../place.js' */
/** @import { Branch } from './markdown-tree.js' */
import { html } from 'lit-html'
import { paged } from '../parts/paged.js'
import { drawInline } from './markdown-inline.js'
import { treeOf, wordsOfTree } from './markdown-tree.js'

/** Rows of a table in markdown that stand on one page (rich text page). */
const rowsOfPage = 5

/**
 * A markdown text: every piece of it is a template of our own, none of it is ever markup.
 *
 * @param {string} content
 * @param {Place} place
 * @returns {unknown}
 */
export function drawMarkdown(content, place) {
  return drawBlocks(treeOf(content, { inline: false }), place)
}

/**
 * lark_md: only what stands within lines.
 *
 * @param {string} content
 * @param {Place} place
 * @returns {unknown}
 */
export function drawLarkMd(content, place) {
  return drawInline(treeOf(content, { inline: true }), place)
}

/**
 * @param {readonly Branch[]} branches
 * @param {Place} place
 * @returns {unknown}
 */
function drawBlocks(branches, place) {
  return branches.map((branch) => drawBlock(branch, place))
}

/**
 * @param {Branch} branch
 * @param {Place} place
 * @returns {unknown}
 */
function drawBlock({ token, children }, place) {
  const inner = () => drawBlocks(children, place)
  switch (token.type) {
    case 'paragraph_open':
      return token.hidden ? inner() : html`<p>${inner()}</p>`
    case 'heading_open':
      return html`<div class="md-${token.tag}" role="heading" aria-level="3">${inner()}</div>`
    case 'bullet_list_open':
      return html`<ul>${inner()}</ul>`
    case 'ordered_list_open':
      return html`<ol start=${String(token.attrGet('start') ?? 1)}>${inner()}</ol>`
    case 'list_item_open':
      return html`<li>${inner()}</li>`
    case 'blockquote_open':
      return html`<blockquote>${inner()}</blockquote>`
    case 'fence':
    case 'code_block':
      return html`<pre tabindex="0"><code>${token.content}</code></pre>`
    case 'hr':
      return html`<hr />`
    case 'table_open':
      return drawTable(children, place)
    default:
      return drawInline(children, place)
  }
}

/**
 * @param {readonly Branch[]} parts Its head and its body.
 * @param {Place} place
 */
function drawTable(parts, place) {
  const rows = (/** @type {string} */ part) => parts.find((each) => each.token.type === part)?.children ?? []
  const head = rows('thead_open').map((row) => drawRow(row, place))
  const columns = rows('thead_open').flatMap((row) => row.children.map((cell) => wordsOfTree([cell]).trim()))
  const name = `${place.words.table} ${columns.join('、')}`
  return paged(rows('tbody_open'), rowsOfPage, place.words, (page) => {
    const body = page.map((row) => drawRow(row, place))
    return html`<div class="card-scroll" role="group" tabindex="0" aria-label=${name}>
      <table class="card-table"><thead>${head}</thead><tbody>${body}</tbody></table>
    </div>`
  })
}

/**
 * @param {Branch} row
 * @param {Place} place
 */
function drawRow(row, place) {
  return html`<tr>${row.children.map((cell) => {
    const side = /text-align:(center|right)/.exec(String(cell.token.attrGet('style') ?? ''))?.[1] ?? 'left'
    const inner = drawBlocks(cell.children, place)
    return cell.token.type === 'th_open'
      ? html`<th scope="col" class="side-${side}">${inner}</th>`
      : html`<td class="side-${side}">${inner}</td>`
  })}</tr>`
}
