import { sayClosing } from '#src/domain/closing.ts'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import { button, type Card, card, markdown, row } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Button } from './elements.ts'
import { handOverButtons, type ShareSize, saySize } from './hand-over-words.ts'
import { joined, type Markup, md } from './markdown.ts'
import { buttons, sayNames } from './words.ts'

/** The private notice to somebody who takes over what others carried. */
export type TakenOverView = {
  readonly campaign: CampaignId
  readonly name: string
  readonly school: string
  readonly title: string
  readonly from: readonly string[]
  readonly why: 'left' | 'away' | 'given'
  readonly size: ShareSize
  /** Of the requirements, those still to be answered. */
  readonly open: number
  readonly inspectBy: Day
  /** The coordinator's name. */
  readonly coordinator: string
}

const because = { left: '已离开学校', away: '近期外出', given: '的工作有调整' } as const

/** From whom, how much, what of it is to be done, and the ways in. */
export function takenOverCard(view: TakenOverView): Card {
  const { campaign, size } = view
  const ways: Button[] = [
    ...(view.open > 0 ? [button(buttons.startWalk, { v: 1, do: 'start-walk', campaign }, 'primary_filled')] : []),
    ...(size.issues > 0
      ? [
          button(handOverButtons.showIssues, {
            v: 1,
            do: 'show-issues',
            campaign,
            page: 0,
            department: 0,
            standing: 'all',
          }),
        ]
      : []),
  ]
  return card(
    '请您接手',
    'blue',
    [
      markdown(
        joined([
          md`${cut(view.name, longestName)}，您好！`,
          md`${sayNames(view.from, 3)}${because[view.why]}，「${cut(view.title, longestLine)}」中的**${saySize(size)}**请您接手。`,
          ...toDo(view),
        ]),
      ),
      ...(ways.length === 0 ? [] : [row(ways)]),
      markdown(md`有不清楚的，请问联络员${cut(view.coordinator, longestName)}。`, 'notation'),
    ],
    { subtitle: cut(view.school, longestLine), summary: `请您接手${saySize(size)}` },
  )
}

function toDo({ size, open, inspectBy }: TakenOverView): Markup[] {
  if (size.requirements === 0) return []
  if (open === 0) return [md`条款均已填报，暂时不用再填；想查看或修改请发送「我的任务」。`]
  return [md`其中待填${open}条，截止${sayClosing(inspectBy)}；填过的内容都在，接着填就行。`]
}
