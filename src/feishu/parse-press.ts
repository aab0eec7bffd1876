import { z } from 'zod'
import { readPress } from '#cards/press.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import type { PressEvent } from '#src/events.ts'
import type { Header } from './parse.ts'

/** What a control may hold (facts page, section 1.9): flat values only, so nothing deep goes any further. */
const controlValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).max(1000)])
type ControlValue = z.infer<typeof controlValue>

/** `card.action.trigger` (card callback page); only what is read here. */
const shape = z.object({
  operator: z.object({ open_id: z.string().min(1) }),
  action: z.object({
    value: z.unknown().optional(),
    name: z.string().optional().catch(undefined),
    form_value: z.record(z.string(), z.unknown()).catch({}),
    input_value: z.string().optional().catch(undefined),
    option: z.string().optional().catch(undefined),
    options: z.array(z.string()).max(1000).optional().catch(undefined),
    checked: z.boolean().optional().catch(undefined),
  }),
  context: z.object({ open_message_id: z.string().min(1), open_chat_id: z.string().min(1) }),
})

/** A use of a card; null when the shape is unknown or it has no id to be claimed by. */
export function parsePress(header: Header, event: unknown): PressEvent | null {
  const read = shape.safeParse(event)
  if (!read.success || header.id === '') return null
  const { operator, action, context } = read.data
  return {
    kind: 'press',
    id: header.id,
    presser: operator.open_id as OpenId,
    // An option of a choice outside a form is a press itself; the choice's own value says only what was shown.
    press: readPress(null, action.option) ?? readPress(action.value, action.name),
    form: { ...valueOutsideForm(action), ...onlyControlValues(action.form_value) },
    card: context.open_message_id as MessageId,
    chat: context.open_chat_id as ChatId,
  }
}

/** A control that stands outside a form calls back on its own, each kind with a key of its own: a form of one. */
function valueOutsideForm(action: z.infer<typeof shape>['action']): Record<string, ControlValue> {
  const value = action.input_value ?? action.option ?? action.options ?? action.checked
  return action.name === undefined || value === undefined ? {} : { [action.name]: value }
}

function onlyControlValues(form: Record<string, unknown>): Record<string, ControlValue> {
  const read = Object.entries(form).flatMap(([name, value]): [string, ControlValue][] => {
    const one = controlValue.safeParse(value)
    return one.success ? [[name, one.data]] : []
  })
  return Object.fromEntries(read)
}
