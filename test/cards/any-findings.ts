import fc, { type Arbitrary } from 'fast-check'
import type { Card } from '#cards/card.ts'
import { findingsCard } from '#cards/findings.ts'
import { mendRequestCard } from '#cards/mend-request.ts'
import { profileCard } from '#cards/profile.ts'
import type { CheckLine, Cure } from '#src/domain/check-lines.ts'
import type { AssignmentId, CampaignId, IssueId, IssueNo, RequirementNo } from '#src/domain/ids.ts'
import { measures } from '#src/domain/measured.ts'
import { profileFields } from '#src/domain/school-profile.ts'
import { day } from './samples.ts'

const nat = fc.nat({ max: 2_000_000_000 })
const campaign = nat.map((id) => id as CampaignId)
const assignment = nat.map((id) => (id + 1) as AssignmentId)
const no = nat.map((at) => at as RequirementNo)
const page = fc.nat({ max: 200 })
const maybe = <T>(value: Arbitrary<T>) => fc.option(value, { nil: null })

/** Any view of the cards of the check: a school with as much to look at as there can be. */
export function findingViews(
  anyText: Arbitrary<string>,
  list: <T>(value: Arbitrary<T>, most: number) => Arbitrary<T[]>,
): Readonly<Record<string, Arbitrary<() => Card>>> {
  const place = fc.record({ no, title: anyText })
  const people = list(anyText, 20)
  const said = fc.record({ value: nat, said: anyText, nos: list(no, 20) })
  const about = fc.oneof(
    fc.record({ kind: fc.constant('head-missing' as const) }),
    fc.record({ kind: fc.constant('claim' as const), words: list(anyText, 5) }),
    fc.record({ kind: fc.constant('same-text' as const), text: anyText }),
    fc.record({
      kind: fc.constant('numbers-differ' as const),
      measure: fc.constantFrom(...measures),
      stated: list(said, 20),
    }),
    fc.record({
      kind: fc.constant('against-profile' as const),
      field: fc.constant('boarders' as const),
      profile: fc.constantFrom(0, 120, 'some' as const),
      said: anyText,
      notApplicable: fc.boolean(),
    }),
  )
  const finding = about.map((one) => ({
    id: 'x.1',
    group: 'claims' as const,
    nos: [],
    ask: [],
    issue: null,
    about: one,
  }))
  const cure: Arbitrary<Cure> = fc.oneof(
    fc.record({ kind: fc.constant('confirm' as const), assignment, revision: nat }),
    fc.record({ kind: fc.constant('ask' as const), finding: fc.constant('claim.17'), people }),
    fc.constantFrom(...(['profile', 'remind', 'walk', 'session'] as const).map((kind) => ({ kind }))),
  )
  const asked = fc.record({ kind: fc.constant('asked' as const), people, on: fc.constant(day) })
  const line: Arbitrary<CheckLine> = fc.record({
    group: fc.constantFrom('claims' as const, 'numbers' as const),
    about: fc.oneof(
      fc.record({ kind: fc.constantFrom('study' as const, 'head' as const) }),
      fc.record({ kind: fc.constant('finding' as const), finding, places: list(place, 20) }),
      fc.record({
        kind: fc.constant('pending' as const),
        gap: fc.constant('unanswered' as const),
        departments: list(fc.record({ name: anyText, count: nat }), 50),
      }),
      fc.record({
        kind: fc.constant('issue' as const),
        findings: list(finding, 3),
        issue: fc.record({ no: nat.map((at) => at as IssueNo), id: nat.map((id) => id as IssueId), problem: anyText }),
      }),
    ),
    cures: list(cure, 3),
    remarks: list(asked, 3),
  })
  const item = fc.record({ assignment, no, requirement: anyText, found: list(anyText, 6) })
  return {
    findings: fc
      .record({
        campaign,
        title: anyText,
        page,
        found: nat,
        lines: list(line, 30),
        closed: fc.boolean(),
        noProfile: fc.boolean(),
        note: maybe(anyText),
      })
      .map((view) => () => findingsCard(view)),
    'mend request': fc
      .record({ name: anyText, title: anyText, items: list(item, 20) })
      .map((view) => () => mendRequestCard(view)),
    'school profile': fc
      .record({
        campaign,
        title: anyText,
        school: anyText,
        seen: nat,
        values: fc.record(Object.fromEntries(profileFields.map((field) => [field, anyText]))) as Arbitrary<never>,
        said: maybe(fc.record({ by: anyText, on: fc.constant(day) })),
        note: maybe(anyText),
      })
      .map((view) => () => profileCard(view)),
  }
}
