import { sayClosing } from '#src/domain/closing.ts'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { Count } from '#src/domain/progress.ts'
import { button, type Card, card, markdown } from './card.ts'
import { cut, longestLine } from './cut.ts'
import { joined, md } from './markdown.ts'
import { otherCampaigns } from './other-campaigns.ts'
import { buttons, sayCount } from './words.ts'

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

/** Thanks, the two numbers, and what can still be done. */
export function finishedCard(view: FinishedView): Card {
  const { count, answeredByYou } = view
  return card('已全部完成', 'green', [
    markdown(
      joined([
        md`谢谢您！「${cut(view.campaignTitle, longestLine)}」中分给您的${count.total}条都已填报。`,
        md`${sayCount(count)}`,
        ...(answeredByYou < count.answered ? [md`其中由您填报${answeredByYou}条。`] : []),
        view.canChange
          ? md`${sayClosing(view.inspectBy)}前想起什么，随时可以修改。`
          : md`活动已结束，内容会如实写进总结。`,
      ]),
    ),
    button(buttons.showMine, { v: 1, do: 'show-mine', campaign: view.campaign, page: 0 }),
    ...otherCampaigns(view.others),
  ])
}
