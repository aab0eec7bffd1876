import type { CampaignId } from '#src/domain/ids.ts'
import type { Count } from '#src/domain/progress.ts'
import type { Card } from './card.ts'

/** A compiled summary; its papers follow as files. */
export type SummaryView = {
  readonly campaign: CampaignId
  readonly school: string
  readonly title: string
  readonly version: number
  readonly total: Count
  /** What is missing or does not fit, a plain line each. */
  readonly gaps: readonly string[]
  /** What is new since the version before, as a sentence; null for the first. */
  readonly changes: string | null
  readonly fileName: string
}

/** The check before a summary: what would be missing from it if it were compiled now. */
export type SummaryOfferView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly total: Count
  readonly gaps: readonly string[]
}

export declare function summaryCard(view: SummaryView): Card
export declare function summaryOfferCard(view: SummaryOfferView): Card
