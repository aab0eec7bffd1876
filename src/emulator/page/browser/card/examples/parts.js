/** @import { Json } from '../env.js' */

/*
 * What the example cards are put together from.
 */

/** @param {string} content */
export function plain(content) {
  return { tag: 'plain_text', content }
}

/**
 * @param {string} title
 * @param {string} template
 * @param {readonly Json[]} elements
 * @param {Json} more
 * @returns {Json}
 */
export function exampleCard(title, template, elements, more = {}) {
  const { header, ...rest } = /** @type {{ header?: Json }} */ (more)
  return { schema: '2.0', header: { title: plain(title), template, ...header }, body: { elements }, ...rest }
}

/**
 * @param {string} text
 * @param {Json} more
 * @returns {Json}
 */
export function button(text, more = {}) {
  return { tag: 'button', text: plain(text), behaviors: [{ type: 'callback', value: { pressed: text } }], ...more }
}

/**
 * @param {string} text
 * @param {string} name
 * @param {Json} more
 * @returns {Json}
 */
export function submit(text, name, more = {}) {
  return button(text, { name, form_action_type: 'submit', type: 'primary_filled', ...more })
}

/**
 * @param {string} content
 * @param {Json} more
 * @returns {Json}
 */
export function markdown(content, more = {}) {
  return { tag: 'markdown', content, ...more }
}

/** @param {readonly string[]} texts */
export function options(texts) {
  return texts.map((text, at) => ({ text: plain(text), value: `v${at + 1}` }))
}

/**
 * @param {readonly (readonly Json[])[]} stacks
 * @param {Json} more
 * @param {Json} each
 * @returns {Json}
 */
export function columns(stacks, more = {}, each = { width: 'weighted', weight: 1 }) {
  return { tag: 'column_set', ...more, columns: stacks.map((elements) => ({ tag: 'column', ...each, elements })) }
}
