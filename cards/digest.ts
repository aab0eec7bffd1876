import type { Day } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { Count } from '#src/domain/progress.ts'
import type { Card } from './card.ts'

/** To a head, in private: the only digest in which names may stand. */
export type HeadDigestView = {
  readonly title: string
  readonly department: string
  readonly open: number
  readonly people: readonly { readonly name: string; readonly open: number }[]
  readonly inspectBy: Day
}

/** To the leading group: departments and numbers only (design, principle 2). */
export type WeeklyDigestView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly total: Count
  readonly byDepartment: readonly { readonly name: string; readonly count: Count }[]
  readonly inspectBy: Day
  readonly daysLeft: number
}

export declare function headDigestCard(view: HeadDigestView): Card
export declare function weeklyDigestCard(view: WeeklyDigestView): Card
