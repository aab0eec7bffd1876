import type { CardJson } from '../world/world.ts'

/** One element of a card, where it stands. */
export type Placed = {
  /** As in `body.elements[2].columns[0].elements[1]`. */
  readonly path: string
  readonly tag: string
  readonly node: CardJson
  /** The form around it. */
  readonly form: CardJson | null
  /** What stands before it in the same container, in reading order. */
  readonly before: readonly CardJson[]
}

/** All elements of a card in reading order, containers before what they hold. */
export function placedElements(card: CardJson): readonly Placed[] {
  const body = card.body as { elements?: unknown } | undefined
  return visit(body?.elements, 'body.elements', null)
}

function visit(list: unknown, at: string, form: CardJson | null): readonly Placed[] {
  if (!Array.isArray(list)) return []
  const nodes = list as CardJson[]
  return nodes.flatMap((node, index) => {
    const path = `${at}[${index}]`
    const placed: Placed = { path, tag: String(node.tag), node, form, before: nodes.slice(0, index) }
    const within = node.tag === 'form' ? node : form
    const columns = Array.isArray(node.columns) && node.tag === 'column_set' ? (node.columns as CardJson[]) : []
    return [
      placed,
      ...columns.flatMap((column, n) => visit(column.elements, `${path}.columns[${n}].elements`, within)),
      ...visit(node.elements, `${path}.elements`, within),
      // Buttons beside a checker's text.
      ...visit((node.button_area as CardJson | undefined)?.buttons, `${path}.button_area.buttons`, within),
    ]
  })
}

/** Words of a text object, a markdown element or a div. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  const node = value as CardJson
  if (typeof node.content === 'string') return node.content
  if (node.tag !== 'div') return ''
  const fields = Array.isArray(node.fields) ? (node.fields as CardJson[]) : []
  return [textOf(node.text), ...fields.map((each) => textOf(each.text))].filter((each) => each !== '').join('\n')
}

/** The callback behavior of a button or container; undefined when a press of it stays with the client. */
export function callbackOf(node: CardJson): { value: unknown } | undefined {
  const behaviors = Array.isArray(node.behaviors) ? (node.behaviors as CardJson[]) : []
  const found = behaviors.find((each) => each.type === 'callback')
  return found && { value: found.value }
}

/** What a button in a form does: the older key means the same (form page). */
export function formAction(node: CardJson): 'submit' | 'reset' | null {
  const action = node.form_action_type ?? node.action_type
  if (action === 'submit' || action === 'form_submit') return 'submit'
  return action === 'reset' || action === 'form_reset' ? 'reset' : null
}
