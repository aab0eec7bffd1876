import type { Card } from './card.ts'
import type { Control } from './elements.ts'

/** The platform's limits (facts page, section 4.2). It says 30 KB; the smaller reading is safe in both. */
export const mostBytes = 30_000
export const mostElements = 200
const mostTables = 5

type Tagged = { readonly tag: string } & Readonly<Record<string, unknown>>

/**
 * Holds a card to those rules of the platform that types cannot hold.
 * Throws an Error that says what is wrong and where: a bug in the card, found by its test.
 */
export function checkCard(card: Card): void {
  const bytes = sizeOf(card)
  if (bytes > mostBytes) refuse(card, `${bytes} bytes, at most ${mostBytes}`)
  const parts = partsOf(card)
  if (parts.length > mostElements) refuse(card, `${parts.length} elements, at most ${mostElements}`)
  if (parts.filter((part) => part.tag === 'table').length > mostTables) refuse(card, `more than ${mostTables} tables`)
  checkNames(card, parts)
  for (const form of parts.filter((part) => part.tag === 'form')) {
    if (!partsOf(form).some((part) => part.form_action_type === 'submit'))
      refuse(card, `form ${form.name} has no submit`)
  }
  for (const part of parts) checkPart(card, part)
}

/** Size as the platform weighs it: bytes of the JSON text. */
export function sizeOf(part: unknown): number {
  return Buffer.byteLength(JSON.stringify(part), 'utf8')
}

/** Everything in a card that counts as an element: whatever has a tag, texts of labels and options included. */
export function countElements(part: unknown): number {
  return partsOf(part).length
}

function partsOf(part: unknown, found: Tagged[] = []): Tagged[] {
  if (typeof part !== 'object' || part === null) return found
  if ('tag' in part) found.push(part as Tagged)
  for (const key of Object.keys(part)) {
    // What a press carries and what a chart is drawn from are data, not elements.
    if (key !== 'behaviors' && key !== 'chart_spec' && key !== 'rows') partsOf((part as Tagged)[key], found)
  }
  return found
}

function checkNames(card: Card, parts: readonly Tagged[]): void {
  const names = parts.flatMap((part) => (typeof part.name === 'string' ? [part.name] : []))
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) refuse(card, `the name ${twice} twice`)
  if (names.includes('')) refuse(card, 'an empty name')
}

function checkPart(card: Card, part: Tagged): void {
  const control = part as Control
  if (control.tag === 'input') {
    const { max_length: most, default_value: value = '' } = control
    if (most < 1 || most > 1000) refuse(card, `input ${control.name}: max_length ${most}`)
    if (value.length > most) refuse(card, `input ${control.name}: ${value.length} characters, at most ${most}`)
  }
  if (control.tag === 'select_static') {
    const values = control.options.map((option) => option.value)
    if (values.length === 0) refuse(card, `select ${control.name}: no options`)
    if (new Set(values).size < values.length) refuse(card, `select ${control.name}: an option value twice`)
    const first = control.initial_option
    if (first !== undefined && !values.includes(first)) refuse(card, `select ${control.name}: ${first} is no option`)
  }
  if (control.tag === 'multi_select_static') {
    const values = control.options.map((option) => option.value)
    if (values.length === 0) refuse(card, `select ${control.name}: no options`)
    if (new Set(values).size < values.length) refuse(card, `select ${control.name}: an option value twice`)
    const stray = control.selected_values.find((value) => !values.includes(value))
    if (stray !== undefined) refuse(card, `select ${control.name}: ${stray} is no option`)
  }
  if (part.tag === 'table') checkTable(card, part)
}

function checkTable(card: Card, part: Tagged): void {
  const { columns, rows, page_size } = part as unknown as import('./elements.ts').Table
  const known = new Set(columns.map((column) => column.name))
  if (page_size < 1 || page_size > 10) refuse(card, `table: page_size ${page_size}`)
  const stray = rows.flatMap((row) => Object.keys(row)).find((key) => !known.has(key))
  if (stray !== undefined) refuse(card, `table: ${stray} is no column`)
}

function refuse(card: Card, why: string): never {
  throw new Error(`Card "${card.header.title.content}": ${why}`)
}
