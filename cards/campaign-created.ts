import type { Day } from '#src/domain/day.ts'
import type { Card } from './card.ts'

export type CampaignCreatedView = {
  readonly title: string
  readonly school: string
  readonly standardTitle: string
  readonly duties: number
  readonly tasks: number
  readonly requirements: number
  readonly inspectBy: Day
  readonly coordinator: string
}

export declare function campaignCreatedCard(view: CampaignCreatedView): Card
