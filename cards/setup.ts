import type { Day } from '#src/domain/day.ts'
import type { CampaignId, OpenId } from '#src/domain/ids.ts'
import type { Card } from './card.ts'

/** The form of a new campaign, or of the settings of one that runs. Values are as typed, valid or not. */
export type SetupView = {
  readonly mode: { readonly kind: 'new' } | { readonly kind: 'change'; readonly campaign: CampaignId }
  readonly values: {
    readonly school: string
    readonly title: string
    readonly standardId: string | null
    readonly inspectBy: Day | null
    readonly coordinator: OpenId | null
    readonly remindHour: number
    readonly holidays: string
  }
  readonly standards: readonly { readonly id: string; readonly title: string; readonly requirements: number }[]
  /** Why the last press did nothing, as a sentence of `words`; null when nothing was refused. */
  readonly refused: string | null
}

/** What the controls of the form are called in what a submit brings. */
export const setupControls = {
  school: 'school',
  title: 'title',
  standardId: 'standardId',
  inspectBy: 'inspectBy',
  coordinator: 'coordinator',
  remindHour: 'remindHour',
  holidays: 'holidays',
} as const

export declare function setupCard(view: SetupView): Card
