/** @import { Place } from '../place.js' */
/** @import { Json } from '../env.js' */
import { isObject, objectAt, objectsAt, textAt } from '../json.js'
import { said } from '../language.js'
import { wordsIn } from '../markdown/markdown-tree.js'

const texts = ['markdown', 'div']
const controls = [
  ...['input', 'select_static', 'multi_select_static', 'select_person', 'multi_select_person', 'date_picker'],
  ...['picker_time', 'picker_datetime', 'checker', 'select_img', 'overflow'],
]

/**
 * What a control without a label of its own is called: the text right before it in its container (one before another
 * control belongs to that), else its placeholder, else its name.
 *
 * @param {Json} node
 * @param {Place} place
 * @returns {string}
 */
export function labelOf(node, place) {
  const placeholder = said(objectAt(node, 'placeholder'), place.env.language)
  return asLabel(textBefore(place)) || asLabel(placeholder) || textAt(node, 'name')
}

/**
 * @param {Place} place
 * @returns {string}
 */
function textBefore({ siblings, index, env }) {
  const before = siblings.slice(0, index).filter(isObject)
  const nearest = before.findLast((each) => [...texts, ...controls].includes(String(each.tag)))
  if (nearest === undefined || !texts.includes(String(nearest.tag))) return ''
  const fields = objectsAt(nearest, 'fields').map((each) => objectAt(each, 'text'))
  const parts = nearest.tag === 'div' ? [objectAt(nearest, 'text'), ...fields] : [nearest]
  return parts
    .map((part) => (part?.tag === 'plain_text' ? said(part, env.language) : wordsIn(said(part, env.language))))
    .join('\n')
}

/**
 * @param {string} text
 * @returns {string} Its last line, without the colon or the star at its end.
 */
function asLabel(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return (lines.at(-1) ?? '').replace(/[\s:：*＊]+$/u, '').trim()
}
