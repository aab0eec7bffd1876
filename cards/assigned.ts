import { sayClosing } from '#src/domain/closing.ts'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import { button, type Card, card, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { joined, md } from './markdown.ts'
import { buttons } from './words.ts'

/** The private notice to somebody who has been given requirements. */
export type AssignedView = {
  readonly campaign: CampaignId
  readonly name: string
  readonly school: string
  readonly title: string
  readonly count: number
  readonly inspectBy: Day
  /** The coordinator's name. */
  readonly coordinator: string
}

/** How many, by when, whom to ask: nothing else, and the way in. */
export function assignedCard(view: AssignedView): Card {
  return card(
    '请您填报自查内容',
    'blue',
    [
      markdown(
        joined([
          md`${cut(view.name, longestName)}，您好！`,
          md`「${cut(view.title, longestLine)}」请您填报**${view.count}条**，截止${sayClosing(view.inspectBy)}。`,
          md`每条一分钟左右，可以随时暂存、接着填。`,
        ]),
      ),
      button(buttons.startWalk, { v: 1, do: 'start-walk', campaign: view.campaign }, 'primary_filled'),
      markdown(md`有不清楚的，请问联络员${cut(view.coordinator, longestName)}。`, 'notation'),
    ],
    { subtitle: view.school, summary: `请您填报${view.count}条自查内容` },
  )
}
