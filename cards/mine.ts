import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, TaskNo } from '#src/domain/ids.ts'
import type { Card } from './card.ts'

/** Somebody's assignments in catalogue order. */
export type MineView = {
  readonly campaign: CampaignId
  readonly campaignTitle: string
  /** From 0. */
  readonly page: number
  readonly items: readonly {
    readonly assignment: AssignmentId
    readonly taskNo: TaskNo
    readonly title: string
    readonly state: 'open' | 'draft' | 'answered'
    readonly rating: string | null
  }[]
  readonly inspectBy: Day
  readonly others: readonly { readonly campaign: CampaignId; readonly title: string; readonly open: number }[]
}

export declare function mineCard(view: MineView): Card
