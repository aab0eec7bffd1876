import type { Switches } from '../switches.ts'
import type { CardJson, Person } from '../world/world.ts'
import { type Placed, placedElements } from './card-tree.ts'

export type FieldValue = string | boolean | readonly string[]
/** What goes over the wire for one field, or why the client does not take it. */
export type Taken = { kind: 'taken'; value: unknown } | { kind: 'blocked'; why: string }

const blocked = (why: string): Taken => ({ kind: 'blocked', why })
const taken = (value: unknown): Taken => ({ kind: 'taken', value })
const several = ['multi_select_static', 'multi_select_person']

export function isSeveral(node: CardJson): boolean {
  return several.includes(String(node.tag)) || (node.tag === 'select_img' && node.multi_select === true)
}

/** Fields of a form that carry a value: everything with a name that is no button. */
export function fieldsOf(card: CardJson, form: CardJson): readonly Placed[] {
  const valued = ['button', 'overflow']
  return placedElements(card).filter(
    (each) => each.form === form && typeof each.node.name === 'string' && !valued.includes(each.tag),
  )
}

/** What a field holds before anybody touches it. */
export function initialValue(node: CardJson): FieldValue {
  const text = (key: string) => (typeof node[key] === 'string' ? (node[key] as string) : '')
  switch (node.tag) {
    case 'input':
      return text('default_value')
    case 'select_static': {
      const index = Number(node.initial_index ?? 0)
      const options = (node.options ?? []) as CardJson[]
      return text('initial_option') || String(options[index - 1]?.value ?? '')
    }
    case 'select_person':
      return text('initial_option')
    case 'multi_select_static':
    case 'multi_select_person':
      return ((node.selected_values ?? []) as unknown[]).map(String)
    case 'date_picker':
      return text('initial_date')
    case 'picker_time':
      return text('initial_time')
    case 'picker_datetime':
      return text('initial_datetime')
    case 'checker':
      return node.checked === true
    default:
      return isSeveral(node) ? [] : ''
  }
}

/** Whether a field must be filled. A select for several must, unless it says otherwise (multi select page). */
export function isRequired(node: CardJson): boolean {
  return typeof node.required === 'boolean' ? node.required : several.includes(String(node.tag))
}

export function isEmpty(value: FieldValue, whitespaceIsFilled: boolean): boolean {
  if (typeof value === 'boolean') return false
  if (typeof value !== 'string') return value.length === 0
  return (whitespaceIsFilled ? value : value.trim()) === ''
}

const single = ['select_static', 'overflow', 'select_person', 'date_picker', 'picker_time', 'picker_datetime']

/** A value as a person would enter it, turned into what the client sends, or refused as the control would refuse it. */
export function take(node: CardJson, value: FieldValue, person: Person, now: Date, people: ReadonlySet<string>): Taken {
  const options = ((node.options ?? []) as CardJson[]).map((each) => String(each.value))
  const text = typeof value === 'string' ? value : ''
  if (single.includes(String(node.tag)) && typeof value !== 'string') return blocked('one value is chosen here')
  switch (node.tag) {
    case 'input': {
      const most = Number(node.max_length ?? 1000)
      if (typeof value !== 'string') return blocked('an input takes text')
      if (value.length > most) return blocked(`no more than ${most} characters can be typed`)
      if (node.input_type !== 'multiline_text' && value.includes('\n')) return blocked('this input has one line')
      return taken(value)
    }
    case 'overflow':
      return options.includes(text) ? taken(text) : blocked(`there is no option ${text}`)
    case 'select_static':
      return text === '' || options.includes(text) ? taken(text) : blocked(`there is no option ${text}`)
    case 'select_person':
      return text === '' || people.has(text) ? taken(text) : blocked(`${text} cannot be chosen`)
    case 'multi_select_static':
    case 'multi_select_person':
    case 'select_img': {
      const chosen = typeof value === 'string' ? [value].filter((each) => each !== '') : value
      if (typeof chosen === 'boolean') return blocked('options are chosen here')
      const allowed = node.tag === 'multi_select_person' ? people : new Set(options)
      const strange = chosen.find((each) => !allowed.has(each))
      return strange === undefined ? taken(chosen) : blocked(`there is no option ${strange}`)
    }
    case 'date_picker':
      return dated(text, /^\d{4}-\d{2}-\d{2}$/, person.timeZone, now)
    case 'picker_time':
      return dated(text, /^\d{2}:\d{2}$/, person.timeZone, now)
    case 'picker_datetime':
      return dated(text, /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, person.timeZone, now)
    case 'checker':
      return typeof value === 'boolean' ? taken(value) : blocked('a checker is on or off')
    default:
      return blocked('this control takes no value')
  }
}

/** Dates and times carry the offset of the client behind a blank, as in `2026-03-01 +0800` (callback page). */
function dated(text: string, pattern: RegExp, timeZone: string, now: Date): Taken {
  if (text === '') return taken('')
  const isReal = pattern.test(text) && (!text.includes('-') || isDay(text.slice(0, 10)))
  return isReal ? taken(`${text} ${offset(timeZone, now)}`) : blocked(`${text} is no date or time of this control`)
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function offset(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(now)
  const name = parts.find((each) => each.type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? '+0000' : name.replace('GMT', '').replace(':', '')
}

/** An empty optional field in `form_value`, in the shape that was switched; undefined: it is missing. */
export function emptyShape(node: CardJson, shape: Switches['emptyFormField']): unknown {
  switch (shape) {
    case 'natural':
      return isSeveral(node) ? [] : ''
    case 'empty-string':
      return ''
    case 'null':
      return null
    case 'empty-array':
      return []
    case 'missing':
      return undefined
  }
}
