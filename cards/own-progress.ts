import type { Day } from '#src/domain/day.ts'
import type { Count } from '#src/domain/progress.ts'
import type { Card } from './card.ts'

/** Progress for somebody who is no leader: their own share, and their department's numbers. */
export type OwnProgressView = {
  readonly campaignTitle: string
  readonly own: Count
  readonly department: { readonly name: string; readonly count: Count } | null
  readonly inspectBy: Day
}

export declare function ownProgressCard(view: OwnProgressView): Card
