/** @import { Env, Json } from './env.js' */
import { isObject, listAt, objectAt, textAt } from './json.js'

/**
 * A text of the card in the reader's language. A language the card does not have falls back to another it has, English
 * first (multi-language page); without any `i18n_` beside it the plain one stands.
 *
 * @param {Json | null} node
 * @param {Env['language']} language
 * @param {string} key `content`, `default_value` or `img_key`.
 * @returns {string}
 */
export function said(node, language, key = 'content') {
  const versions = objectAt(node, `i18n_${key}`)
  const texts = versions === null ? [] : Object.values(versions).filter((each) => typeof each === 'string')
  return textIn(versions, language) ?? textIn(versions, 'en_us') ?? texts[0] ?? textAt(node, key)
}

/**
 * The tags of a header: `i18n_text_tag_list` wins when both are given (title page).
 *
 * @param {Json} header
 * @param {Env['language']} language
 * @returns {readonly Json[]} At most three.
 */
export function tagsSaid(header, language) {
  const versions = objectAt(header, 'i18n_text_tag_list')
  const lists = versions === null ? [] : Object.values(versions).filter(Array.isArray)
  const own = [versions?.[language], versions?.en_us].find(Array.isArray)
  const list = own ?? lists[0] ?? listAt(header, 'text_tag_list')
  return list.filter(isObject).slice(0, 3)
}

/**
 * @param {Json | null} versions
 * @param {string} language
 * @returns {string | null}
 */
function textIn(versions, language) {
  const text = versions?.[language]
  return typeof text === 'string' ? text : null
}
