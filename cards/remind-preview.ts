import type { CampaignId } from '#src/domain/ids.ts'
import type { Card } from './card.ts'

/** Who would get what, shown before anything is sent. */
export type RemindPreviewView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly private: readonly { readonly name: string; readonly open: number }[]
  readonly heads: readonly { readonly name: string; readonly department: string; readonly people: number }[]
  readonly skipped: readonly { readonly name: string; readonly why: string }[]
  /** When they are sent, as said to people: 现在, 11月30日（周一）16:00. */
  readonly when: string
}

export declare function remindPreviewCard(view: RemindPreviewView): Card
