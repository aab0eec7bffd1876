import type { Day } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { Card } from './card.ts'

/** The private notice to somebody who has been given requirements. */
export type AssignedView = {
  readonly campaign: CampaignId
  readonly name: string
  readonly school: string
  readonly title: string
  readonly count: number
  readonly inspectBy: Day
  /** The coordinator's name. */
  readonly coordinator: string
}

export declare function assignedCard(view: AssignedView): Card
