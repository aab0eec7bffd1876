import { type Press, pressSchema } from '#cards/press.ts'
import type { Reply } from '#src/events.ts'

type Json = { readonly [key: string]: unknown }

/** A card as it lies in front of somebody: what its buttons carry, and what its form sends when nobody touches it. */
export type DrawnCard = {
  press(verb: Press['do']): Press
  readonly form: Readonly<Record<string, string>>
}

/** Throws when the reply brings no card. */
export function drawnCard({ card }: Reply): DrawnCard {
  if (card === undefined) throw new Error('no card')
  const parts = within(card)
  const values = parts
    .map((part) => pressSchema.safeParse(part.tag === 'button' ? carriedBy(part) : null))
    .flatMap((read) => (read.success ? [read.data] : []))
  return {
    press(verb) {
      const found = values.find((value) => value.do === verb)
      if (found === undefined) throw new Error(`no ${verb} among ${values.map((value) => value.do).join(', ')}`)
      return found
    },
    form: Object.fromEntries(
      parts
        .filter((part) => ['input', 'select_static', 'date_picker'].includes(String(part.tag)))
        .map((part) => [part.name, part.default_value ?? part.initial_option ?? part.initial_date ?? '']),
    ),
  }
}

function carriedBy(button: Json): unknown {
  return (button.behaviors as readonly Json[] | undefined)?.find((one) => one.type === 'callback')?.value
}

function within(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(within)
  if (typeof value !== 'object' || value === null) return []
  return [value as Json, ...Object.values(value).flatMap(within)]
}
