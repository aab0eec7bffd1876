import { sayClosing } from '#src/domain/closing.ts'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import { button, type Card, card, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { joined, md } from './markdown.ts'
import { buttons, sayDaysLeft } from './words.ts'

/** The private reminder to somebody who still owes something. */
export type ReminderView = {
  readonly campaign: CampaignId
  readonly name: string
  readonly title: string
  readonly open: number
  readonly inspectBy: Day
  readonly daysLeft: number
}

/** How many, by when, and the way back in. No word of who else, of how often, of blame. */
export function reminderCard(view: ReminderView): Card {
  const { open, daysLeft } = view
  const byWhen = daysLeft < 0 ? md`截止日期已过，` : md`截止${sayClosing(view.inspectBy)}（${sayDaysLeft(daysLeft)}），`
  return card(
    '还有几条等您填报',
    'wathet',
    [
      markdown(
        joined([
          md`${cut(view.name, longestName)}，您好！`,
          md`「${cut(view.title, longestLine)}」还有**${open}条**待填。`,
          md`${byWhen}暂存过的内容都还在。`,
        ]),
      ),
      button(buttons.continueWalk, { v: 1, do: 'start-walk', campaign: view.campaign }, 'primary_filled'),
    ],
    { summary: `还有${open}条自查内容等您填报` },
  )
}
