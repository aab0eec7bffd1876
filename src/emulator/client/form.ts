import type { Switches } from '../switches.ts'
import type { CardJson, Person } from '../world/world.ts'
import { textOf } from './card-tree.ts'
import { emptyShape, type FieldValue, fieldsOf, initialValue, isEmpty, isRequired, take } from './values.ts'

export type FormValues = Readonly<Record<string, FieldValue>>
export type Submitted = { kind: 'filled'; formValue: Record<string, unknown> } | { kind: 'blocked'; why: string }

type Situation = {
  readonly card: CardJson
  readonly form: CardJson
  readonly typed: FormValues
  readonly person: Person
  readonly now: Date
  readonly switches: Switches
  /** Ids that a control for people offers. */
  readonly people: (node: CardJson) => ReadonlySet<string>
}

/** Collects a form as the client does when its submit button is pressed; required fields hold it back (form page). */
export function collectForm({ card, form, typed, person, now, switches, people }: Situation): Submitted {
  const fields = fieldsOf(card, form)
  for (const name of Object.keys(typed)) {
    const field = fields.find((each) => each.node.name === name)
    if (!field) return { kind: 'blocked', why: `the form has no field ${name}` }
    if (field.node.disabled === true) return { kind: 'blocked', why: `the field ${name} is disabled` }
  }
  // A control may be called `constructor` or `__proto__`: nothing of Object's own is meant then.
  const formValue: Record<string, unknown> = Object.create(null)
  for (const { node } of fields) {
    const name = String(node.name)
    const value = (Object.hasOwn(typed, name) ? typed[name] : undefined) ?? initialValue(node)
    if (isEmpty(value, switches.whitespaceIsFilled) && isRequired(node)) {
      return { kind: 'blocked', why: `required: ${textOf(node.label) || name}` }
    }
    const checked = take(node, value, person, now, people(node))
    if (checked.kind === 'blocked') return { kind: 'blocked', why: `${name}: ${checked.why}` }
    const sent = isEmpty(value, true) ? emptyShape(node, switches.emptyFormField) : checked.value
    const shaped = node.tag === 'checker' ? checkerShape(value === true, switches.checkerInForm) : sent
    if (shaped !== undefined) formValue[name] = shaped
  }
  return { kind: 'filled', formValue }
}

function checkerShape(checked: boolean, shape: Switches['checkerInForm']): unknown {
  if (shape === 'string') return String(checked)
  return shape === 'missing-when-unchecked' && !checked ? undefined : checked
}
