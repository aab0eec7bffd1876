import fc, { type Arbitrary } from 'fast-check'
import type { Card } from '#cards/card.ts'
import { studyCard } from '#cards/study.ts'
import { studyItemCard, studyTextCard } from '#cards/study-item.ts'
import { sessionFormCard } from '#cards/study-session.ts'
import type { CampaignId, ItemNo, RequirementNo } from '#src/domain/ids.ts'
import { day } from './samples.ts'

const nat = fc.nat({ max: 2_000_000_000 })
const bool = fc.boolean()
const campaign = nat.map((id) => id as CampaignId)
const no = fc.integer({ min: 1, max: 999 }).map((at) => at as ItemNo)
const maybe = <T>(value: Arbitrary<T>) => fc.option(value, { nil: null })

/** Any view of the cards of study: many sessions, and items as large as a standard of one's own may have them. */
export function studyViews(
  anyText: Arbitrary<string>,
  list: <T>(value: Arbitrary<T>, most: number) => Arbitrary<T[]>,
): Readonly<Record<string, Arbitrary<() => Card>>> {
  const session = fc.record({ no: nat, on: fc.constant(day), form: anyText, about: anyText, people: maybe(nat) })
  const requirement = fc.record({
    no: nat.map((at) => at as RequirementNo),
    title: anyText,
    text: anyText,
    evidence: fc.constant([]),
    suggestedDepartment: anyText,
  })
  const item = fc.record({ no, title: anyText, duty: maybe(anyText), requirements: list(requirement, 100) })
  const daily = fc.record({
    seen: nat,
    runs: bool,
    group: maybe(anyText),
    botLeft: bool,
    sent: nat,
    items: nat,
    readers: nat,
    openings: nat,
    next: maybe(fc.record({ no, title: anyText, day: fc.constant(day) })),
    mayStart: bool,
    ended: bool,
  })
  const typed = fc.record({
    day: maybe(fc.constant<string>(day)),
    form: maybe(anyText),
    about: maybe(anyText),
    people: maybe(anyText),
  })
  return {
    study: fc
      .record({ campaign, title: anyText, sessions: list(session, 100), daily, note: maybe(anyText) })
      .map((view) => () => studyCard(view)),
    'session form': fc
      .record({ campaign, title: anyText, seen: nat, typed, note: maybe(anyText) })
      .map((view) => () => sessionFormCard(view)),
    'study item': fc.record({ campaign, title: anyText, item, items: nat }).map((view) => () => studyItemCard(view)),
    'study text': fc
      .record({ title: anyText, item, items: nat, condensed: bool })
      .map((view) => () => studyTextCard(view)),
  }
}
