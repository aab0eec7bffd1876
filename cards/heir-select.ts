import type { PersonId } from '#src/domain/ids.ts'
import { select } from './card.ts'
import { cut, longestName } from './cut.ts'
import type { FormPart } from './elements.ts'

/** Somebody to be picked from a list. */
export type Heir = { readonly id: PersonId; readonly name: string }

/** A choice among people, at most so many of them; whoever is chosen already is always one of them. */
export function heirSelect(asked: {
  readonly name: string
  readonly label: string
  readonly people: readonly Heir[]
  readonly chosen: PersonId | null
  readonly most: number
}): FormPart[] {
  const { name, label, people, most } = asked
  const first = people.slice(0, most)
  const chosen = people.find((one) => one.id === asked.chosen) ?? null
  const offered = chosen === null || first.includes(chosen) ? first : [...first.slice(1), chosen]
  return select({
    name,
    label,
    placeholder: `${label}哪位老师`,
    options: offered.map((one) => ({ value: String(one.id), text: cut(one.name, longestName) })),
    chosen: chosen === null ? null : String(chosen.id),
  })
}
