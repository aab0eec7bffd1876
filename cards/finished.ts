import type { Day } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { Count } from '#src/domain/progress.ts'
import type { Card } from './card.ts'

/** Nothing of theirs is open any more. */
export type FinishedView = {
  readonly campaign: CampaignId
  readonly campaignTitle: string
  /** Of their own share. */
  readonly count: Count
  readonly answeredByYou: number
  readonly inspectBy: Day
  readonly canChange: boolean
  /** Their other campaigns in which something is open. */
  readonly others: readonly { readonly campaign: CampaignId; readonly title: string; readonly open: number }[]
}

export declare function finishedCard(view: FinishedView): Card
