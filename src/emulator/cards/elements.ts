import type { Place } from './context.ts'
import { checkBehaviors, checkConfirm, checkControl, takeName } from './controls.ts'
import { controlTags, keysOf, removedTags, rootOnlyTags } from './keys.ts'
import {
  asList,
  asObject,
  booleanAt,
  CardProblem,
  cardCode,
  isObject,
  type Json,
  oneOf,
  onlyKeys,
  stringAt,
} from './problem.ts'
import { checkTable } from './table.ts'
import { checkIcon, checkImage, checkMarkdown, checkPlainText, checkText } from './text.ts'

/** Containers are nested at most 5 deep (container pages); a column_set counts together with its columns. */
const deepest = 5

/** Every element of one list, in its place. */
export function checkElements(value: unknown, place: Place): void {
  for (const [at, each] of asList(value, place.path).entries()) {
    const bare = `${place.path} -> [${at}]`
    const node = asObject(each, bare)
    const tag = node.tag
    if (typeof tag !== 'string') throw new CardProblem(cardCode.structure, bare, 'tag is required')
    checkElement(node, tag, { ...place, path: `${bare}(tag: ${tag})` })
  }
}

function checkElement(node: Json, tag: string, place: Place): void {
  const { path, inside } = place
  if (removedTags.includes(tag)) {
    throw new CardProblem(cardCode.removedTag, path, `cards of schema V2 no longer support this capability: ${tag}`)
  }
  const keys = Object.hasOwn(keysOf, tag) ? keysOf[tag] : undefined
  if (keys === undefined || tag === 'column') throw new CardProblem(cardCode.structure, path, `unsupported tag: ${tag}`)
  onlyKeys(node, keys, path)
  checkElementId(node, place)
  if (rootOnlyTags.includes(tag) && inside.length > 0) {
    throw new CardProblem(cardCode.structure, path, `${tag} may only stand at the root, not in ${inside.at(-1)}`)
  }
  if (controlTags.includes(tag)) checkControl(node, place)
  else check[tag]?.(node, place)
}

function checkElementId(node: Json, place: Place): void {
  const id = stringAt(node, 'element_id', place.path)
  if (id === undefined) return
  if (!/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(id)) {
    throw new CardProblem(cardCode.structure, place.path, `element_id has a wrong format: ${id}`)
  }
  if (place.seen.elementIds.has(id))
    throw new CardProblem(cardCode.duplicateId, place.path, `element_id used twice: ${id}`)
  place.seen.elementIds.add(id)
}

/** Goes into a container. */
function enter(value: unknown, tag: string, place: Place, path = `${place.path} -> elements`): void {
  const inside = [...place.inside, tag]
  if (inside.length > deepest)
    throw new CardProblem(cardCode.structure, path, `containers are nested deeper than ${deepest}`)
  checkElements(value, { ...place, inside, path })
}

const check: Readonly<Record<string, (node: Json, place: Place) => void>> = {
  markdown(node, place) {
    checkMarkdown(node, place, place.path)
    if (node.icon !== undefined) checkIcon(node.icon, place, `${place.path} -> icon`)
  },
  div(node, place) {
    if (node.text !== undefined) checkText(node.text, place, `${place.path} -> text`)
    if (node.icon !== undefined) checkIcon(node.icon, place, `${place.path} -> icon`)
    for (const [at, each] of asList(node.fields ?? [], place.path).entries()) {
      const here = `${place.path} -> fields -> [${at}]`
      const field = asObject(each, here)
      onlyKeys(field, ['is_short', 'text'], here)
      checkText(field.text, place, `${here} -> text`)
    }
  },
  img(node, place) {
    checkImage(node, 'img_key', place, place.path)
    checkPlainText(node.alt, place, `${place.path} -> alt`)
    if (node.title !== undefined) checkText(node.title, place, `${place.path} -> title`)
    oneOf(node, 'scale_type', ['crop_center', 'crop_top', 'fit_horizontal'], place.path)
  },
  img_combination(node, place) {
    oneOf(node, 'combination_mode', ['double', 'triple', 'bisect', 'trisect'], place.path)
    for (const each of asList(node.img_list, place.path)) {
      checkImage(asObject(each, place.path), 'img_key', place, place.path)
    }
  },
  person(node, place) {
    const id = String(node.user_id)
    if (!place.context.knowsPerson(id))
      throw new CardProblem(cardCode.unknownPerson, place.path, `invalid user id: ${id}`)
  },
  person_list(node, place) {
    for (const each of asList(node.persons, place.path)) {
      const id = String(asObject(each, place.path).id)
      if (node.drop_invalid_user_id !== true && !place.context.knowsPerson(id)) {
        throw new CardProblem(cardCode.unknownPerson, place.path, `invalid user id: ${id}`)
      }
    }
  },
  table: checkTable,
  chart(node, place) {
    if (place.inside.includes('form') && place.context.chartInForm === 'refused') {
      throw new CardProblem(cardCode.structure, place.path, 'chart may not stand in a form')
    }
    const spec = node.chart_spec
    if (!isObject(spec) || typeof spec.type !== 'string') {
      throw new CardProblem(cardCode.chartSpec, place.path, 'chart_spec is not a chart')
    }
    oneOf(node, 'aspect_ratio', ['1:1', '2:1', '4:3', '16:9'], place.path)
    oneOf(node, 'color_theme', ['brand', 'rainbow', 'complementary', 'converse', 'primary'], place.path)
  },
  column_set(node, place) {
    oneOf(node, 'flex_mode', ['none', 'stretch', 'flow', 'bisect', 'trisect'], place.path)
    for (const [at, each] of asList(node.columns, `${place.path} -> columns`).entries()) {
      const path = `${place.path} -> columns -> [${at}](tag: column)`
      const column = asObject(each, path)
      if (column.tag !== 'column') throw new CardProblem(cardCode.structure, path, 'a column_set holds columns only')
      onlyKeys(column, keysOf.column ?? [], path)
      checkElementId(column, { ...place, path })
      const weight = column.weight
      if (weight !== undefined && !(Number.isInteger(weight) && Number(weight) >= 1 && Number(weight) <= 5)) {
        throw new CardProblem(cardCode.structure, path, 'weight must be within 1 and 5')
      }
      enter(column.elements ?? [], 'column', place, `${path} -> elements`)
    }
  },
  collapsible_panel(node, place) {
    const path = `${place.path} -> header`
    booleanAt(node, 'expanded', place.path)
    const header = asObject(node.header, path)
    const keys = ['title', 'icon', 'icon_position', 'icon_expanded_angle', 'width', 'vertical_align']
    onlyKeys(header, [...keys, 'background_color', 'padding'], path)
    checkText(header.title, place, `${path} -> title`, Infinity, ['plain_text', 'lark_md', 'markdown'])
    if (header.icon !== undefined) checkIcon(header.icon, place, `${path} -> icon`)
    enter(node.elements ?? [], 'collapsible_panel', place)
  },
  interactive_container(node, place) {
    if (node.behaviors === undefined) throw new CardProblem(cardCode.structure, place.path, 'behaviors is required')
    checkBehaviors(node.behaviors, `${place.path} -> behaviors`)
    if (node.confirm !== undefined) checkConfirm(node.confirm, place, `${place.path} -> confirm`)
    enter(node.elements ?? [], 'interactive_container', place)
  },
  form(node, place) {
    const name = stringAt(node, 'name', place.path) ?? ''
    if (name === '') throw new CardProblem(cardCode.noName, place.path, 'the name of a form is required')
    takeName(name, place)
    enter(node.elements, 'form', place)
    if (!hasSubmit(node.elements)) {
      throw new CardProblem(cardCode.structure, place.path, 'a form needs a button with form_action_type submit')
    }
  },
}

function hasSubmit(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSubmit)
  if (!isObject(value)) return false
  if (value.tag === 'button') {
    return value.form_action_type === 'submit' || value.action_type === 'form_submit'
  }
  return hasSubmit(value.elements) || hasSubmit(value.columns)
}
