/** @import { Json } from './env.js' */
/** @import { Place } from './place.js' */
import { html } from 'lit-html'
import { drawChart } from './chart/chart.js'
import { drawButton } from './controls/button.js'
import { drawChecker } from './controls/checker.js'
import { drawInput } from './controls/input.js'
import { drawOverflow } from './controls/overflow.js'
import { drawPicker } from './controls/pickers.js'
import { drawSelect } from './controls/select.js'
import { drawSelectImage } from './controls/select-image.js'
import { drawSeveral } from './controls/several.js'
import { isObject } from './json.js'
import { drawColumns } from './layout/columns.js'
import { drawContainer } from './layout/container.js'
import { drawForm } from './layout/form.js'
import { drawPanel } from './layout/panel.js'
import { sides } from './measures.js'
import { drawImage, drawImages } from './parts/image.js'
import { drawPerson, drawPersonList } from './parts/person.js'
import { drawTable } from './parts/table.js'
import { drawDiv, drawMarkdownElement } from './parts/text.js'
import { styled } from './styled.js'

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
