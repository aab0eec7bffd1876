import { type Day, sayDay } from '#src/domain/day.ts'
import { mostDeputies } from '#src/domain/leading-group.ts'
import type { ReviewMode } from '#src/domain/review.ts'
import { type Card, card, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { joined, md } from './markdown.ts'
import { reviewModes } from './review-words.ts'
import { labels, sayNames } from './words.ts'

export type CampaignCreatedView = {
  readonly news: 'created' | 'changed'
  readonly title: string
  readonly school: string
  readonly standardTitle: string
  readonly duties: number
  readonly tasks: number
  readonly requirements: number
  readonly inspectBy: Day
  readonly coordinator: string
  /** Of the leading group, as far as they are in it; null and none: nobody has said so. */
  readonly head: string | null
  readonly deputies: readonly string[]
  readonly review: ReviewMode
  /** The campaign whose answers are shown, and for how many requirements; null: none. */
  readonly earlier: { readonly title: string; readonly requirements: number } | null
  /** A campaign whose answers are shown no more, because the school is called otherwise now; null: none. */
  readonly letGo: string | null
}

/** What the form becomes once the campaign exists or its settings have changed, and what comes next. */
export function campaignCreatedCard(view: CampaignCreatedView): Card {
  const size = sizeOf(view)
  const created = view.news === 'created'
  return card(created ? '活动已创建' : '设置已保存', 'green', [
    markdown(
      joined([
        md`**${cut(view.title, longestLine)}**`,
        md`${cut(view.school, longestLine)}`,
        md`${labels.standard}：${cut(view.standardTitle, longestLine)}，${size}`,
        md`${labels.inspectBy}：${sayDay(view.inspectBy)}`,
        md`${labels.coordinator}：${cut(view.coordinator, longestName)}`,
        ...(view.head === null ? [] : [md`${labels.head}：${cut(view.head, longestName)}`]),
        ...(view.deputies.length === 0 ? [] : [md`${labels.deputies}：${sayNames(view.deputies, mostDeputies)}`]),
        ...(view.review === 'none' ? [] : [md`${labels.review}：${reviewModes[view.review]}`]),
        ...(view.earlier === null
          ? []
          : [md`${labels.earlier}：${cut(view.earlier.title, longestLine)}，${view.earlier.requirements}条可以沿用`]),
        ...(view.letGo === null ? [] : [md`不再沿用「${cut(view.letGo, longestLine)}」（学校名称不同）`]),
      ]),
    ),
    ...(created ? [markdown(md`下一步：请联络员在本群 @我 发送「分工」。`)] : []),
  ])
}

/** Short lists have no duties, or no tasks: a level that is not there is not counted. */
function sizeOf({ duties, tasks, requirements }: CampaignCreatedView): string {
  const levels = [...(duties === 0 ? [] : [`${duties}项职责`]), ...(tasks === 0 ? [] : [`${tasks}项任务`])]
  return [...levels, `${requirements}条`].join('、')
}
