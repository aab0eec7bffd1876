import type { Place } from './context.ts'
import { controlTags, formOnlyTags } from './keys.ts'
import {
  asList,
  asObject,
  booleanAt,
  CardProblem,
  cardCode,
  type Json,
  oneOf,
  onlyKeys,
  stringAt,
  wholeAt,
} from './problem.ts'
import { checkIcon, checkImage, checkPlainText, checkText } from './text.ts'

const buttonTypes = [
  ...[
    'default',
    'primary',
    'danger',
    'text',
    'primary_text',
    'danger_text',
    'primary_filled',
    'danger_filled',
    'laser',
  ],
]

/** The rules of the controls (button, input, selects, pickers, overflow, checker, select_img: their pages). */
export function checkControl(node: Json, place: Place): void {
  const { path } = place
  const tag = String(node.tag)
  const inForm = place.inside.includes('form')
  checkName(node, place, inForm)
  if (!inForm && (formOnlyTags.includes(tag) || (tag === 'select_img' && node.multi_select === true))) {
    throw new CardProblem(cardCode.structure, path, `${tag} must be in a form`)
  }
  for (const key of ['required', 'disabled']) booleanAt(node, key, path)
  if (node.disabled_tips !== undefined) checkPlainText(node.disabled_tips, place, `${path} -> disabled_tips`)
  if (node.confirm !== undefined) checkConfirm(node.confirm, place, `${path} -> confirm`)
  if (node.behaviors !== undefined) checkBehaviors(node.behaviors, `${path} -> behaviors`)
  if (node.placeholder !== undefined) checkPlainText(node.placeholder, place, `${path} -> placeholder`, 100)
  special[tag]?.(node, place, inForm)
}

function checkName(node: Json, place: Place, inForm: boolean): void {
  const name = stringAt(node, 'name', place.path) ?? ''
  if (name === '') {
    if (inForm && controlTags.includes(String(node.tag))) {
      throw new CardProblem(cardCode.noName, place.path, 'the name of a form child is empty')
    }
    return
  }
  takeName(name, place)
}

/** Names are unique in the whole card (form page). */
export function takeName(name: string, place: Place): void {
  if (place.seen.names.has(name)) {
    throw new CardProblem(cardCode.structure, place.path, `the name is used twice: ${name}`)
  }
  place.seen.names.add(name)
}

export function checkConfirm(value: unknown, place: Place, path: string): void {
  const confirm = asObject(value, path)
  onlyKeys(confirm, ['title', 'text'], path)
  checkPlainText(confirm.title, place, `${path} -> title`)
  if (confirm.text !== undefined) checkPlainText(confirm.text, place, `${path} -> text`)
}

export function checkBehaviors(value: unknown, path: string): void {
  for (const [at, each] of asList(value, path).entries()) {
    const here = `${path} -> [${at}]`
    const behavior = asObject(each, here)
    if (behavior.type === 'callback') {
      onlyKeys(behavior, ['type', 'value'], here)
      const carried = behavior.value
      if (typeof carried !== 'string') asObject(carried, `${here} -> value`)
    } else if (behavior.type === 'open_url') {
      onlyKeys(behavior, ['type', 'default_url', 'pc_url', 'ios_url', 'android_url'], here)
      for (const key of Object.keys(behavior)) stringAt(behavior, key, here)
    } else throw new CardProblem(cardCode.structure, here, 'type must be callback or open_url')
  }
}

const special: Readonly<Record<string, (node: Json, place: Place, inForm: boolean) => void>> = {
  button(node, place, inForm) {
    const { path } = place
    oneOf(node, 'type', buttonTypes, path)
    oneOf(node, 'size', ['tiny', 'small', 'medium', 'large'], path)
    oneOf(node, 'form_action_type', ['submit', 'reset'], path)
    oneOf(node, 'action_type', ['form_submit', 'form_reset', 'link', 'request', 'multi'], path)
    if (node.form_action_type !== undefined && !inForm) {
      throw new CardProblem(cardCode.structure, path, 'form_action_type is for buttons in a form')
    }
    if (node.text !== undefined) checkPlainText(node.text, place, `${path} -> text`, 100)
    if (node.hover_tips !== undefined) checkPlainText(node.hover_tips, place, `${path} -> hover_tips`)
    if (node.icon !== undefined) checkIcon(node.icon, place, `${path} -> icon`)
    if (node.text === undefined && node.icon === undefined) {
      throw new CardProblem(cardCode.structure, path, 'a button needs a text or an icon')
    }
  },
  input(node, place) {
    const { path } = place
    oneOf(node, 'label_position', ['top', 'left'], path)
    oneOf(node, 'input_type', ['text', 'multiline_text', 'password'], path)
    const most = wholeAt(node, 'max_length', 1, 1000, path) ?? 1000
    if (node.label !== undefined) checkPlainText(node.label, place, `${path} -> label`)
    if ((stringAt(node, 'default_value', path) ?? '').length > most) {
      throw new CardProblem(cardCode.structure, path, `default_value is longer than max_length ${most}`)
    }
  },
  select_static(node, place) {
    const values = checkOptions(node, place)
    oneOf(node, 'type', ['default', 'text'], place.path)
    oneOf(node, 'initial_option', values, place.path)
    wholeAt(node, 'initial_index', 0, values.length, place.path)
  },
  multi_select_static(node, place) {
    const values = checkOptions(node, place)
    for (const chosen of asList(node.selected_values ?? [], place.path)) {
      if (!values.includes(String(chosen))) {
        throw new CardProblem(cardCode.structure, place.path, `selected_values is not among the options: ${chosen}`)
      }
    }
  },
  select_person: checkPeople,
  multi_select_person: checkPeople,
  date_picker: (node, place) => checkInitial(node, place, 'initial_date', /^\d{4}-\d{2}-\d{2}$/),
  picker_time: (node, place) => checkInitial(node, place, 'initial_time', /^\d{2}:\d{2}$/),
  picker_datetime: (node, place) => checkInitial(node, place, 'initial_datetime', /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/),
  overflow: (node, place) => void checkOptions(node, place, ['multi_url']),
  checker(node, place) {
    booleanAt(node, 'checked', place.path)
    if (node.text !== undefined) checkText(node.text, place, `${place.path} -> text`)
  },
  select_img(node, place) {
    for (const [at, each] of asList(node.options, place.path).entries()) {
      const here = `${place.path} -> options -> [${at}]`
      const option = asObject(each, here)
      onlyKeys(option, ['img_key', 'value', 'disabled', 'disabled_tips', 'hover_tips'], here)
      checkImage(option, 'img_key', place, here)
    }
  },
}

/** Options with a text and a value each, no value twice. Answers the values. */
function checkOptions(node: Json, place: Place, more: readonly string[] = []): readonly string[] {
  const values: string[] = []
  for (const [at, each] of asList(node.options, place.path).entries()) {
    const here = `${place.path} -> options -> [${at}]`
    const option = asObject(each, here)
    onlyKeys(option, ['text', 'icon', 'value', ...more], here)
    checkPlainText(option.text, place, `${here} -> text`)
    if (option.icon !== undefined) checkIcon(option.icon, place, `${here} -> icon`)
    const value = option.value
    if (typeof value !== 'string' || value === '') {
      throw new CardProblem(cardCode.structure, here, 'the value of an option is a string that is not empty')
    }
    if (values.includes(value)) throw new CardProblem(cardCode.structure, here, `option value used twice: ${value}`)
    values.push(value)
  }
  if (values.length === 0) throw new CardProblem(cardCode.structure, place.path, 'options are required')
  return values
}

/** People that nobody knows are dropped by the client, so only the form of the options is checked. */
function checkPeople(node: Json, place: Place): void {
  for (const [at, each] of asList(node.options ?? [], place.path).entries()) {
    const here = `${place.path} -> options -> [${at}]`
    onlyKeys(asObject(each, here), ['value'], here)
  }
}

function checkInitial(node: Json, place: Place, key: string, pattern: RegExp): void {
  const value = stringAt(node, key, place.path)
  if (value !== undefined && value !== '' && !pattern.test(value)) {
    throw new CardProblem(cardCode.structure, place.path, `${key} has a wrong format: ${value}`)
  }
  if ((value ?? '') === '' && node.placeholder === undefined) {
    throw new CardProblem(cardCode.structure, place.path, `placeholder is needed when there is no ${key}`)
  }
}
