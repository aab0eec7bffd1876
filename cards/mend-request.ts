import type { AssignmentId, RequirementNo } from '#src/domain/ids.ts'
import { button, type Card, card, hint, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { md } from './markdown.ts'

/** To a respondent: what was noticed in answers of theirs before signing. A question, not a verdict. */
export type MendRequestView = {
  readonly name: string
  readonly title: string
  readonly items: readonly {
    readonly assignment: AssignmentId
    readonly no: RequirementNo
    readonly requirement: string
    readonly found: readonly string[]
  }[]
}

const mostItems = 6
const mostFound = 3
const longestFound = 200

export function mendRequestCard({ name, title, items }: MendRequestView): Card {
  const left = items.length - mostItems
  return card(
    '请您核对一下填报',
    'wathet',
    [
      markdown(
        md`${cut(name, longestName)}，您好！总结签字前，请您看一看「${cut(title, longestLine)}」里下面的内容；没有问题就不用改。`,
      ),
      ...items
        .slice(0, mostItems)
        .flatMap(({ assignment, no, requirement, found }) => [
          ...found.slice(0, mostFound).map((text) => markdown(md`${cut(text, longestFound)}`)),
          button(`打开「${cut(requirement, longestLine)}」`, { v: 1, do: 'open-assignment', assignment }),
          hint(`也可以发送「填报 ${no}」。`),
        ]),
      ...(left > 0 ? [hint(`还有${left}条，请发送「我的任务」查看。`)] : []),
    ],
    { summary: '请您核对一下填报' },
  )
}
