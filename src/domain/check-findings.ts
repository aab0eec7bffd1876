import type { IssueNo, RequirementNo } from './ids.ts'
import type { PrivateMark } from './looks-private.ts'
import type { Measure } from './measured.ts'
import type { Amount, PresentField } from './school-profile.ts'
import type { GapKind } from './summary-gaps.ts'

/** What findings are listed under, in the order in which they are looked at. */
export const checkGroups = [
  'open',
  'unsaid',
  'private',
  'profile',
  'numbers',
  'claims',
  'same',
  'names',
  'issues',
  'dates',
] as const
export type CheckGroup = (typeof checkGroups)[number]

/** One thing to look at before the paper is signed. `nos` are the requirements whose answers it is about. */
export type Finding = {
  /** Says which it is, whatever else there is and in whatever order: for presses and letters. */
  readonly id: string
  readonly group: CheckGroup
  readonly nos: readonly RequirementNo[]
  /** Who could put it right: those of `nos` whose words do not fit. */
  readonly ask: readonly RequirementNo[]
  readonly issue: IssueNo | null
  readonly about: FindingAbout
}
/** A further kind of finding is one more of these, its group, what finds it (check.ts) and its words (cards/finding-words.ts). */
export type FindingAbout =
  | { readonly kind: 'gap'; readonly gap: GapKind }
  /** The leading group has nobody at its head. */
  | { readonly kind: 'head-missing' }
  | { readonly kind: 'claim'; readonly words: readonly string[] }
  | { readonly kind: 'other-school'; readonly words: readonly string[] }
  | { readonly kind: 'private'; readonly marks: readonly PrivateMark[] }
  | { readonly kind: 'same-text'; readonly text: string }
  | { readonly kind: 'numbers-differ'; readonly measure: Measure; readonly stated: readonly StatedNumber[] }
  | { readonly kind: 'number-of-profile'; readonly measure: Measure; readonly profile: number; readonly said: string }
  | {
      readonly kind: 'against-profile'
      readonly field: PresentField
      readonly profile: Amount
      readonly said: string
      readonly notApplicable: boolean
    }
/** A number and where it stands; the words are those of the first place. */
export type StatedNumber = { readonly value: number; readonly said: string; readonly nos: readonly RequirementNo[] }
