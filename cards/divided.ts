import type { CampaignId } from '#src/domain/ids.ts'
import type { Card } from './card.ts'

/** What a confirmed division came to. */
export type DividedView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly departments: readonly { readonly name: string; readonly requirements: number; readonly people: number }[]
  readonly requirements: number
  /** How many get a private message now. */
  readonly respondents: number
}

export declare function dividedCard(view: DividedView): Card
