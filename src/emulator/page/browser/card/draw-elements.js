/** @import { Json } from './env.js' */
/** @import { Place } from './place.js' */
import { html } from 'lit-html'
import { drawButton } from './button.js'
import { drawChart } from './chart.js'
import { drawChecker } from './checker.js'
import { drawColumns } from './columns.js'
import { drawContainer } from './container.js'
import { drawForm } from './form.js'
import { drawImage, drawImages } from './image.js'
import { drawInput } from './input.js'
import { isObject } from './json.js'
import { sides } from './measures.js'
import { drawOverflow } from './overflow.js'
import { drawPanel } from './panel.js'
import { drawPerson, drawPersonList } from './person.js'
import { drawPicker } from './pickers.js'
import { drawSelect } from './select.js'
import { drawSelectImage } from './select-image.js'
import { drawSeveral } from './several.js'
import { styled } from './styled.js'
import { drawTable } from './table.js'
import { drawDiv, drawMarkdownElement } from './text.js'

/** @type {ReadonlyMap<unknown, (node: Json, place: Place) => unknown>} */
const draws = new Map([
  ['markdown', drawMarkdownElement],
  ['div', drawDiv],
  ['hr', () => html`<hr />`],
  ['img', drawImage],
  ['img_combination', drawImages],
  ['person', drawPerson],
  ['person_list', drawPersonList],
  ['table', drawTable],
  ['chart', drawChart],
  ['column_set', drawColumns],
  ['collapsible_panel', drawPanel],
  ['interactive_container', drawContainer],
  ['form', drawForm],
  ['button', drawButton],
  ['input', drawInput],
  ['select_static', drawSelect],
  ['select_person', drawSelect],
  ['multi_select_static', drawSeveral],
  ['multi_select_person', drawSeveral],
  ['date_picker', drawPicker],
  ['picker_time', drawPicker],
  ['picker_datetime', drawPicker],
  ['overflow', drawOverflow],
  ['checker', drawChecker],
  ['select_img', drawSelectImage],
])

/**
 * The elements of a list, each in a box with its margin and its path. For a tag nobody knows the platform's client says
 * that it is too old.
 *
 * @param {readonly unknown[]} list
 * @param {Place} around
 * @param {string} at The path of the list.
 * @returns {unknown}
 */
export function drawElements(list, around, at) {
  return list.map((node, index) => {
    const place = { ...around, path: `${at}[${index}]`, siblings: list, index }
    const draw = isObject(node) ? draws.get(node.tag) : undefined
    if (!isObject(node) || draw === undefined) return html`<p class="card-unsupported">${place.words.unsupported}</p>`
    return html`<div class="card-element is-${node.tag}" data-path=${place.path} ${styled({ margin: sides(node.margin) })}>
      ${draw(node, place)}
    </div>`
  })
}
