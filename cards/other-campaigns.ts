import type { CampaignId } from '#src/domain/ids.ts'
import { button } from './card.ts'
import { cut, longestLine } from './cut.ts'
import type { Block } from './elements.ts'
import { buttons } from './words.ts'

const mostShown = 3

/** A button for each other campaign in which something is open: the first few, a phone shows no more. */
export function otherCampaigns(
  others: readonly { readonly campaign: CampaignId; readonly title: string; readonly open: number }[],
): Block[] {
  return others
    .slice(0, mostShown)
    .map(({ campaign, title, open }) =>
      button(`${buttons.continueWalk}「${cut(title, longestLine)}」${open}条`, { v: 1, do: 'start-walk', campaign }),
    )
}
