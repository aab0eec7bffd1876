import type { CampaignId } from '#src/domain/ids.ts'
import type { StudyItem } from '#src/domain/study-item.ts'
import { button, type Card, card, div, hint, markdown } from './card.ts'
import { cut, longestLine } from './cut.ts'
import type { Root } from './elements.ts'
import { joined, md } from './markdown.ts'
import { studyButtons } from './study-words.ts'
import { condensedText } from './words.ts'

/** What a group studies today. */
export type StudyItemView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly item: StudyItem
  /** How many items there are. */
  readonly items: number
}

const mostTitles = 12

/** Short, before a group: what it is about. Nobody has to answer, and nobody sees who opened it. */
export function studyItemCard({ campaign, title, item, items }: StudyItemView): Card {
  const { no, requirements } = item
  const titles = requirements.slice(0, mostTitles).map((one) => md`· ${cut(one.title, longestLine)}`)
  const rest = requirements.length > mostTitles ? [md`等${requirements.length}条`] : []
  const isOne = requirements.length === 1 && requirements[0]?.title === item.title
  return card(
    `今天学一项（${no}/${items}）`,
    'wathet',
    [
      markdown(md`**${headOf(item)}**`),
      ...(isOne ? [] : [markdown(joined([...titles, ...rest]))]),
      button(studyButtons.openItem, { v: 1, do: 'open-study-item', campaign, item: no }),
      hint('点一下，完整要求单独发给您，不用回复。'),
    ],
    { subtitle: cut(title, longestLine), summary: `今天学一项：${headOf(item)}` },
  )
}

const mostRequirements = 14
const longestText = 300

/** The whole text of it, in private. */
export function studyTextCard({
  title,
  item,
  items,
  condensed,
}: Omit<StudyItemView, 'campaign'> & {
  /** Its texts are ours, in short; else they are the school's own. */
  readonly condensed: boolean
}): Card {
  const { duty, requirements } = item
  const rest = requirements.length - mostRequirements
  return card(
    cut(headOf(item), longestLine),
    'wathet',
    [
      ...(duty === null || duty === item.title ? [] : [hint(cut(duty, longestLine))]),
      ...requirements
        .slice(0, mostRequirements)
        .flatMap((one): Root[] => [
          ...(one.title === item.title ? [] : [markdown(md`**${cut(one.title, longestLine)}**`)]),
          div(cut(one.text, longestText)),
        ]),
      ...(rest > 0 ? [hint(`还有${rest}条，请看标准原文。`)] : []),
      ...(condensed ? [hint(`${condensedText}。`)] : []),
    ],
    { subtitle: cut(`第${item.no}项/共${items}项 · ${title}`, longestLine) },
  )
}

function headOf({ no, title }: StudyItem): string {
  return `（${no}）${cut(title, longestLine)}`
}
