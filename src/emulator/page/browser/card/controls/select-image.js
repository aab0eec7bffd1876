/** @import { Json } from '../env.js' */
/** @import { Place } from '../place.js' */
import { html, nothing } from 'lit-html'
import { objectsAt, oneOfAt, textAt } from '../json.js'
import { isImageKey } from '../markdown/markdown-tree.js'
import { idOf } from '../place.js'
import { styled } from '../styled.js'
import { isRequired, takesSeveral } from './behaviors.js'
import { controlState, drawField } from './field.js'
import { labelOf } from './label.js'

/**
 * select_img: one or several of some pictures.
 *
 * @param {Json} node
 * @param {Place} place
 */
export function drawSelectImage(node, place) {
  const { off, errorId } = controlState(node, place)
  const several = takesSeveral(node)
  const ratio = oneOfAt(node, 'aspect_ratio', ['16:9', '1:1', '4:3']).replace(':', ' / ')
  const control = html`<div
    class="card-select-image layout-${oneOfAt(node, 'layout', ['bisect', 'stretch', 'trisect'])}"
    role=${several ? 'group' : 'radiogroup'}
    aria-label=${labelOf(node, place)}
    aria-describedby=${errorId}
    aria-required=${several ? nothing : isRequired(node)}
    data-control
    tabindex="-1"
    ${styled({ '--ratio': ratio })}
  >${objectsAt(node, 'options').map((option, at) => {
    const key = textAt(option, 'img_key')
    return html`<label>
      <input
        class="card-image-box"
        type=${several ? 'checkbox' : 'radio'}
        name=${idOf(place, 'image')}
        value=${textAt(option, 'value')}
        aria-label="${place.words.picture} ${at + 1}"
        ?disabled=${off || option.disabled === true}
      />
      <img src=${isImageKey(key) ? place.env.imageUrl(key) : ''} alt="" />
    </label>`
  })}</div>`
  return drawField(node, place, { control, className: 'fill' })
}
