import { sayClosing } from '#src/domain/closing.ts'
import type { Day } from '#src/domain/day.ts'
import type { IssueCount } from '#src/domain/issue.ts'
import type { Count } from '#src/domain/progress.ts'
import type { ReviewCount } from '#src/domain/review.ts'
import { type Card, card, markdown } from './card.ts'
import { reviewNumbers, twoNumbers } from './counts.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { issueNumbers } from './issue-counts.ts'
import { md } from './markdown.ts'
import { sayCount } from './words.ts'

/** Progress for somebody who is no leader: their own share, and their department's numbers. */
export type OwnProgressView = {
  readonly campaignTitle: string
  readonly own: Count
  /** Of their own share; null where the campaign has no review. */
  readonly review: ReviewCount | null
  /** Those they own. */
  readonly issues: IssueCount
  readonly department: { readonly name: string; readonly count: Count; readonly issues: IssueCount } | null
  readonly inspectBy: Day
}

export function ownProgressCard({ campaignTitle, own, review, department, issues, inspectBy }: OwnProgressView): Card {
  return card(
    '我的进度',
    'blue',
    [
      ...(own.total === 0 ? [markdown(md`目前没有分给您的条款。`)] : [twoNumbers(own), ...reviewNumbers(review)]),
      ...(department === null
        ? []
        : [markdown(md`您所在的${cut(department.name, longestName)}：${sayCount(department.count)}`)]),
      ...issueNumbers(issues, '由您整改'),
      ...(department === null ? [] : issueNumbers(department.issues, `${cut(department.name, longestName)}整改`)),
      markdown(md`自查截止：${sayClosing(inspectBy)}`),
    ],
    { subtitle: cut(campaignTitle, longestLine) },
  )
}
