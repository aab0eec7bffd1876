import type { Day } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { Card } from './card.ts'

/** The private reminder to somebody who still owes something. */
export type ReminderView = {
  readonly campaign: CampaignId
  readonly name: string
  readonly title: string
  readonly open: number
  readonly inspectBy: Day
  readonly daysLeft: number
}

export declare function reminderCard(view: ReminderView): Card
