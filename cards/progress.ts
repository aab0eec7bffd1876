import type { Day } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { Count } from '#src/domain/progress.ts'
import type { Card } from './card.ts'

/** Where a campaign stands, for its leaders. Departments and numbers, in the order given, never a ranking. */
export type ProgressView = {
  readonly campaign: CampaignId
  readonly school: string
  readonly title: string
  readonly status: 'open' | 'closed' | 'not-divided'
  readonly inspectBy: Day
  /** Negative when the day has passed; null when it does not matter any more. */
  readonly daysLeft: number | null
  readonly total: Count
  readonly byDuty: readonly { readonly no: number; readonly title: string; readonly count: Count }[]
  readonly byDepartment: readonly { readonly name: string; readonly count: Count }[]
  /** The one department asked about; null for all. */
  readonly department: { readonly name: string } | null
  /** Who could not be reached: only on a card to the coordinator, in private. */
  readonly troubles: readonly { readonly name: string | null; readonly why: string }[]
  /** When this was counted, as said to people. */
  readonly now: string
}

export declare function progressCard(view: ProgressView): Card
