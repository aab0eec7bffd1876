import fc, { type Arbitrary } from 'fast-check'
import type { Card } from '#cards/card.ts'
import { departedCard } from '#cards/departed.ts'
import { giveShareCard } from '#cards/give-share.ts'
import { settledCard } from '#cards/settled.ts'
import { takenOverCard } from '#cards/taken-over.ts'
import type { CampaignId, DepartmentId, PersonId } from '#src/domain/ids.ts'
import { day } from './samples.ts'

const nat = fc.nat({ max: 2_000_000_000 })
const campaign = nat.map((id) => id as CampaignId)
const person = nat.map((id) => (id + 1) as PersonId)
const inspectBy = fc.constant(day)
const size = fc.record({ requirements: nat, issues: nat })
const maybe = <T>(value: Arbitrary<T>) => fc.option(value, { nil: null })

/** Any view of the cards of handing over, by the card it makes: a large school, somebody who carried for thirty departments. */
export function handOverViews(
  anyText: Arbitrary<string>,
  list: <T>(value: Arbitrary<T>, most: number) => Arbitrary<T[]>,
): Readonly<Record<string, Arbitrary<() => Card>>> {
  const people = list(anyText, 200).map((names) => names.map((name, at) => ({ id: (at + 1) as PersonId, name })))
  const onePart = fc.record({
    name: anyText,
    size,
    people,
    proposed: maybe(fc.integer({ min: 1, max: 200 }).map((id) => id as PersonId)),
  })
  const parts = list(onePart, 30).map((all) => all.map((one, at) => ({ ...one, department: (at + 1) as DepartmentId })))
  // Without a colleague there is no form.
  const colleagues = people.map((all) => [...all, { id: 201 as PersonId, name: '林静' }])
  const note = maybe(anyText)
  const why = fc.constantFrom('left' as const, 'away' as const, 'given' as const)
  const chosen = fc.record({
    to: maybe(person),
    why: fc.constantFrom('away' as const, 'given' as const),
    what: fc.constantFrom('all' as const, 'open' as const),
  })
  const [name, school, title, coordinator] = [anyText, anyText, anyText, anyText]
  return {
    'taken over': fc
      .record({ campaign, name, school, title, from: list(anyText, 20), why, size, open: nat, inspectBy, coordinator })
      .map((view) => () => takenOverCard(view)),
    departed: fc
      .record({ campaign, title, person, name, seen: nat, size, open: nat, parts, note })
      .map((view) => () => departedCard(view)),
    settled: fc
      .record({ title, name, heirs: list(fc.record({ name, size }), 40) })
      .map((view) => () => settledCard(view)),
    'give share': fc
      .record({ campaign, title, person, seen: nat, size, open: nat, people: colleagues, chosen, note })
      .map((view) => () => giveShareCard(view)),
  }
}
