import type { CampaignId } from '#src/domain/ids.ts'
import { button, type Card, card, div, hint, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { joined, md } from './markdown.ts'
import { reviewButtons, reviewSaid } from './review-words.ts'
import { buttons } from './words.ts'

/** To a reviewer: what waits, one line a campaign; never a message for each answer. */
export type ReviewDigestView = {
  readonly name: string
  readonly campaigns: readonly { readonly title: string; readonly waiting: number; readonly fallingShort: number }[]
}

const mostCampaigns = 5

export function reviewDigestCard({ name, campaigns }: ReviewDigestView): Card {
  const waiting = campaigns.reduce((sum, one) => sum + one.waiting, 0)
  const lines = campaigns
    .slice(0, mostCampaigns)
    .map(({ title, waiting: some, fallingShort }) =>
      fallingShort === 0
        ? md`「${cut(title, longestLine)}」有**${some}条**填报等您审核。`
        : md`「${cut(title, longestLine)}」有**${some}条**填报等您审核，其中${fallingShort}条还有差距。`,
    )
  const rest = campaigns.length > mostCampaigns ? [md`等${campaigns.length}个活动`] : []
  return card(
    '有填报等您审核',
    'wathet',
    [
      markdown(joined([md`${cut(name, longestName)}，您好！`, ...lines, ...rest])),
      button(reviewButtons.start, { v: 1, do: 'start-review' }, 'primary_filled'),
      hint('一条一张卡片，可以通过，也可以写明原因退回；也可以一次全部通过。'),
    ],
    { summary: `有${waiting}条填报等您审核` },
  )
}

/** Nothing is left to review. */
export function reviewDoneCard({ decided, note }: { readonly decided: number; readonly note: string | null }): Card {
  return card('审核完了', 'green', [
    ...(note === null ? [] : [div(note)]),
    markdown(
      decided === 0 ? md`${reviewSaid.nothingWaits}` : md`谢谢您！这次审核了${decided}条，现在没有等您审核的了。`,
    ),
    hint('有新的提交时，上学日会告诉您，每天最多一次。'),
  ])
}

/** To a respondent: answers of theirs came back. One card for all that one reviewer returned within an hour. */
export type ReturnedView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly name: string
  readonly returned: number
}

export function returnedCard({ campaign, title, name, returned }: ReturnedView): Card {
  return card(
    `有${returned}条退回，请看原因后修改`,
    'orange',
    [
      markdown(
        joined([
          md`${cut(name, longestName)}，您好！`,
          md`「${cut(title, longestLine)}」中您有**${returned}条**退回，原因写在卡片上，改好再提交就行。`,
        ]),
      ),
      button(buttons.continueWalk, { v: 1, do: 'start-walk', campaign }, 'primary_filled'),
    ],
    { summary: `有${returned}条退回，请看原因后修改` },
  )
}
