import fc, { type Arbitrary } from 'fast-check'
import { askedAgainCard } from '#cards/asked-again.ts'
import type { Card } from '#cards/card.ts'
import { evidenceParts } from '#cards/evidence.ts'
import { issueCard } from '#cards/issue.ts'
import { issueFieldsCard } from '#cards/issue-fields.ts'
import type { AssignmentId, CampaignId, IssueId, IssueNo, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import type { IssueMove, IssueState } from '#src/domain/issue.ts'
import { anImage } from './platform.ts'
import { day } from './samples.ts'

const nat = fc.nat({ max: 2_000_000_000 })
const maybe = <T>(value: Arbitrary<T>) => fc.option(value, { nil: null })
const anId = nat.map((id) => (id + 1) as IssueId)
const aNo = nat.map((no) => (no + 1) as IssueNo)
const aRequirementNo = fc.integer({ min: 1, max: 92 }).map((no) => no as RequirementNo)
const aTask = fc.nat({ max: 22 }).map((no) => no as TaskNo)
const aDay = fc.constant(day)
const moves: IssueMove[] = [
  'edit',
  'report',
  'ask-strike-off',
  'strike-off',
  'return',
  'withdraw',
  'reopen',
  'join',
  'part',
]
const states: IssueState[] = ['open', 'awaiting', 'struck-off', 'withdrawn', 'joined']

/** Every card of an issue, whatever people wrote in it and whatever may be done. */
export function issueViews(
  anyText: Arbitrary<string>,
  list: <T>(value: Arbitrary<T>, most: number) => Arbitrary<T[]>,
): Readonly<Record<string, Arbitrary<() => Card>>> {
  const line = { day: aDay, by: maybe(anyText), said: maybe(anyText) }
  const evidence = list(
    fc.record({
      kind: fc.constantFrom('photo' as const, 'file' as const),
      name: anyText,
      imageKey: fc.constantFrom(anImage, null),
    }),
    12,
  ).map((pieces) => evidenceParts({ pieces, isPrivate: true, show: null }))
  const compared = fc.record({
    problem: anyText,
    answers: list(fc.record({ rating: anyText, fact: maybe(anyText), shortcoming: maybe(anyText) }), 30),
    answered: evidence,
    measure: maybe(anyText),
    progress: list(anyText, 50),
    done: maybe(anyText),
    proof: evidence,
  })
  const options = (most: number) =>
    list(anyText, most).map((all) => all.map((text, at) => ({ value: String(at + 1), text })))
  return {
    issue: fc
      .record({
        issue: anId,
        no: aNo,
        seen: nat,
        campaignTitle: anyText,
        place: fc.constantFrom('private' as const, 'group' as const),
        state: fc.constantFrom(...states),
        kind: fc.constantFrom('at-once' as const, 'by-date' as const, 'standing' as const, 'needs-above' as const),
        above: maybe(anyText),
        source: fc.constantFrom('self' as const, 'inspection' as const, 'parents' as const),
        due: maybe(aDay),
        today: aDay,
        problem: anyText,
        cause: maybe(anyText),
        measure: maybe(anyText),
        requirements: list(fc.record({ no: aRequirementNo, taskNo: aTask, title: anyText }), 92),
        department: anyText,
        supporting: list(anyText, 40),
        owner: maybe(anyText),
        progress: maybe(fc.record(line)),
        returned: maybe(anyText),
        history: list(fc.record({ ...line, did: fc.constantFrom('open', 'report', 'return') }), 8),
        proof: evidence,
        compared: maybe(compared),
        may: fc.subarray(moves).map((some) => new Set(some)),
        joinedInto: maybe(fc.record({ issue: anId, no: aNo })),
        alike: list(fc.record({ issue: anId, no: aNo, problem: anyText }), 5),
        typed: maybe(anyText),
        note: maybe(anyText),
      })
      .map((view) => () => issueCard(view)),
    'fields of an issue': fc
      .record({
        campaignTitle: anyText,
        of: fc.oneof(
          fc.record({ kind: fc.constant('new' as const), campaign: nat.map((id) => (id + 1) as CampaignId) }),
          fc.record({ kind: fc.constant('edit' as const), issue: anId, no: aNo, seen: nat }),
        ),
        values: fc.record({
          problem: maybe(anyText),
          cause: maybe(anyText),
          measure: maybe(anyText),
          kind: maybe(anyText),
          above: maybe(anyText),
          due: maybe(aDay),
          supporting: list(anyText, 40),
          owner: maybe(anyText),
          source: maybe(anyText),
          department: maybe(anyText),
          requirements: maybe(anyText),
        }),
        leading: options(40),
        supporting: options(40),
        people: options(40),
        note: maybe(anyText),
      })
      .map((view) => () => issueFieldsCard(view)),
    'asked again': fc
      .record({
        campaignTitle: anyText,
        no: aNo,
        problem: anyText,
        requirements: list(
          fc.record({
            assignment: nat.map((id) => (id + 1) as AssignmentId),
            no: aRequirementNo,
            taskNo: aTask,
            title: anyText,
          }),
          92,
        ),
      })
      .map((view) => () => askedAgainCard(view)),
  }
}
