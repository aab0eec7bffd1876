import type { AssignmentId, IssueNo } from '#src/domain/ids.ts'
import { type NamedRequirement, nameRequirement } from '#src/domain/requirement-name.ts'
import { button, type Card, card, hint, markdown } from './card.ts'
import { cut, longestLine } from './cut.ts'
import { joined, md } from './markdown.ts'

/** An issue was struck off: to whoever answers for its requirements, whose ratings are asked again. */
export type AskedAgainView = {
  readonly campaignTitle: string
  readonly no: IssueNo
  readonly problem: string
  readonly requirements: readonly (NamedRequirement & { readonly assignment: AssignmentId })[]
}

const mostRequirements = 20

/** The rating is theirs to give, so the card only opens the requirement: nothing is filled in for them. */
export function askedAgainCard({ campaignTitle, no, problem, requirements }: AskedAgainView): Card {
  const shown = requirements.slice(0, mostRequirements)
  const rest = requirements.length - shown.length
  return card(
    '问题已销号，请重新自评',
    'green',
    [
      markdown(
        joined([
          md`问题 ${no}「${cut(problem, 80)}」已整改销号，谢谢您。`,
          md`请打开下面的条款，按现在的情况重新选一次「自评」；工作情况还在。`,
        ]),
      ),
      ...shown.map((one) =>
        button(
          cut(nameRequirement(one), longestLine),
          { v: 1, do: 'open-assignment', assignment: one.assignment },
          'primary_filled',
        ),
      ),
      ...(rest > 0 ? [hint(`还有${rest}条，请发送「我的任务」查看。`)] : []),
    ],
    { subtitle: cut(campaignTitle, longestLine) },
  )
}
