import type { CardJson } from '../world/world.ts'
import { callbackOf, formAction, type Placed, placedElements, textOf } from './card-tree.ts'
import { type FieldValue, initialValue, isRequired, isSeveral } from './values.ts'
import { asLabel, readable } from './words.ts'

export type ButtonView = {
  readonly label: string
  readonly path: string
  readonly disabled: boolean
  readonly action: 'submit' | 'reset' | 'callback' | 'link'
  readonly inForm: boolean
}

export type FieldView = {
  /** Its own label, or the text directly above it in the same container, or its placeholder. */
  readonly label: string
  /** Other words by which somebody might mean it. */
  readonly alsoCalled: readonly string[]
  readonly path: string
  readonly name: string
  readonly tag: string
  readonly required: boolean
  readonly disabled: boolean
  readonly several: boolean
  readonly inForm: boolean
  readonly placeholder: string
  readonly options: readonly { readonly text: string; readonly value: string }[]
  readonly value: FieldValue
}

export type CardView = {
  readonly title: string
  readonly subtitle: string
  readonly tags: readonly string[]
  /** All that can be read, in reading order. */
  readonly text: string
  readonly buttons: readonly ButtonView[]
  readonly fields: readonly FieldView[]
}

const fieldTags = [
  ...['input', 'select_static', 'multi_select_static', 'select_person', 'multi_select_person', 'date_picker'],
  ...['picker_time', 'picker_datetime', 'checker', 'select_img', 'overflow'],
]

/** A card as its reader sees it. */
export function lookAt(card: CardJson): CardView {
  const header = (card.header ?? {}) as CardJson
  const placed = placedElements(card)
  const title = textOf(header.title)
  const subtitle = textOf(header.subtitle)
  const tags = ((header.text_tag_list ?? []) as CardJson[]).map((each) => textOf(each.text))
  const lines = [title, subtitle, ...tags, ...placed.flatMap(linesOf)]
  return {
    title,
    subtitle,
    tags,
    text: lines.filter((line) => line !== '').join('\n'),
    buttons: placed.flatMap((each) => buttonOf(each) ?? []),
    fields: placed.filter((each) => fieldTags.includes(each.tag)).map(fieldOf),
  }
}

/** What can be read of one element, without what it contains. */
export function linesOf({ node, tag }: Placed): readonly string[] {
  switch (tag) {
    case 'markdown':
      return [readable(textOf(node))]
    case 'div':
      return [readable(textOf(node))]
    case 'button':
      return [textOf(node.text)]
    case 'collapsible_panel':
      return [readable(textOf((node.header as CardJson | undefined)?.title))]
    case 'img':
      return [textOf(node.title), textOf(node.alt)]
    case 'table':
      return tableLines(node)
    case 'input':
      return [textOf(node.label), String(node.default_value ?? '') || textOf(node.placeholder)]
    case 'checker':
      return [readable(textOf(node.text))]
    case 'chart': {
      const spec = (node.chart_spec ?? {}) as { title?: { text?: unknown } }
      return [String(spec.title?.text ?? '')]
    }
    default:
      return fieldTags.includes(tag) ? [chosenText(node) || textOf(node.placeholder)] : []
  }
}

function tableLines(node: CardJson): readonly string[] {
  const columns = (node.columns ?? []) as CardJson[]
  const rows = (node.rows ?? []) as CardJson[]
  const cell = (value: unknown): string => {
    if (Array.isArray(value)) return value.map((each) => cell((each as CardJson | null)?.text ?? each)).join('、')
    return readable(String(value ?? ''))
  }
  const head = columns.map((each) => String(each.display_name ?? each.name)).join(' | ')
  return [head, ...rows.map((row) => columns.map((each) => cell(row[String(each.name)])).join(' | '))]
}

/** The texts of what is chosen in a control. */
function chosenText(node: CardJson): string {
  const value = initialValue(node)
  if (typeof value === 'boolean') return value ? '✓' : ''
  const chosen = typeof value === 'string' ? [value] : value
  const options = optionsOf(node)
  return chosen.map((each) => options.find((option) => option.value === each)?.text ?? each).join('、')
}

function optionsOf(node: CardJson): FieldView['options'] {
  const options = (node.options ?? []) as CardJson[]
  return options.map((each) => ({
    text: textOf(each.text) || String(each.value),
    value: String(each.value),
  }))
}

function buttonOf({ node, tag, path, form }: Placed): ButtonView | null {
  if (tag !== 'button' && tag !== 'interactive_container') return null
  const inner = ((node.elements ?? []) as CardJson[]).map((each) => readable(textOf(each)))
  const label = tag === 'button' ? textOf(node.text) : inner.filter((each) => each !== '').join('\n')
  const action = (form === null ? null : formAction(node)) ?? (callbackOf(node) ? 'callback' : 'link')
  return { label, path, disabled: node.disabled === true, action, inForm: form !== null }
}

function fieldOf({ node, tag, path, form, before }: Placed): FieldView {
  const placeholder = textOf(node.placeholder)
  const own = asLabel(textOf(tag === 'checker' ? node.text : node.label))
  const called = [own, asLabel(textBefore(before)), asLabel(placeholder)].filter((each) => each !== '')
  return {
    label: called[0] ?? String(node.name ?? ''),
    alsoCalled: called.slice(1),
    path,
    name: String(node.name ?? ''),
    tag,
    required: isRequired(node),
    disabled: node.disabled === true,
    several: isSeveral(node),
    inForm: form !== null,
    placeholder,
    options: optionsOf(node),
    value: initialValue(node),
  }
}

/** The text directly above a control in its container: a text above another control belongs to that one. */
function textBefore(before: readonly CardJson[]): string {
  const nearest = before.findLast((each) => isText(each) || fieldTags.includes(String(each.tag)))
  return nearest && isText(nearest) ? textOf(nearest) : ''
}

function isText(node: CardJson): boolean {
  return node.tag === 'markdown' || node.tag === 'div'
}
