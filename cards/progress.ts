import { type Day, sayShortDay } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { IssueCount } from '#src/domain/issue.ts'
import type { Count } from '#src/domain/progress.ts'
import type { ReviewCount } from '#src/domain/review.ts'
import { type Card, card, hint, markdown, panel } from './card.ts'
import { departmentNumbers, reviewNumbers, twoNumbers } from './counts.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { dutyChart } from './duty-chart.ts'
import type { Root } from './elements.ts'
import { issueNumbers } from './issue-counts.ts'
import { joined, md } from './markdown.ts'
import { sayCount, sayDaysLeft } from './words.ts'

/** Where a campaign stands, for its leaders. Departments and numbers, in the order given, never a ranking. */
export type ProgressView = {
  readonly campaign: CampaignId
  readonly school: string
  readonly title: string
  readonly status: 'open' | 'closed' | 'not-divided'
  readonly inspectBy: Day
  /** Negative when the day has passed; null when it does not matter any more. */
  readonly daysLeft: number | null
  readonly total: Count
  /** What came back and what waits for a reviewer; null where the campaign has no review. */
  readonly review: ReviewCount | null
  /** Of the department asked about, or of all. */
  readonly issues: IssueCount
  readonly byDuty: readonly { readonly no: number; readonly title: string; readonly count: Count }[]
  readonly byDepartment: readonly { readonly name: string; readonly count: Count }[]
  /** The one department asked about; null for all. */
  readonly department: { readonly name: string } | null
  /** Who could not be reached: only on a card to the coordinator, in private. */
  readonly troubles: readonly { readonly name: string | null; readonly why: string }[]
  /** When this was counted, as said to people. */
  readonly now: string
}

const mostTroubles = 20
const mostDuties = 20

/** Flow 5. The chart only repeats what the folded list says in words, because old clients do not draw it. */
export function progressCard(view: ProgressView): Card {
  const { department, total } = view
  const body: Root[] =
    view.status === 'not-divided'
      ? [markdown(md`分工还没有确认，确认后这里会显示进度。`)]
      : [
          twoNumbers(total),
          ...reviewNumbers(view.review),
          ...issueNumbers(view.issues),
          ...(total.total === 0 ? [] : byDuty(view)),
          ...departmentNumbers(view.byDepartment),
        ]
  return card(
    department === null ? '自查进度' : `自查进度 · ${cut(department.name, longestName)}`,
    view.status === 'closed' ? 'grey' : 'blue',
    [markdown(when(view)), ...body, ...troubles(view), hint(`统计时间：${view.now}`)],
    {
      subtitle: `${cut(view.school, longestName)} ${cut(view.title, longestLine)}`,
      summary: `自查进度：${sayCount(total)}`,
    },
  )
}

function when({ status, inspectBy, daysLeft }: ProgressView) {
  if (status === 'closed') return md`活动已结束。`
  const left = daysLeft === null ? '' : `，${sayDaysLeft(daysLeft)}`
  return md`自查截止：${sayShortDay(inspectBy)}${left}`
}

function byDuty({ byDuty }: ProgressView): Root[] {
  const duties = byDuty.slice(0, mostDuties)
  if (duties.length === 0) return []
  const lines = duties.map(({ no, title, count }) => md`${no} ${cut(title, longestName)}：${sayCount(count)}`)
  return [dutyChart(duties), panel('各项职责的数字', [markdown(joined(lines))])]
}

/** Why somebody was not reached, for the coordinator alone: the view holds none for others. */
function troubles({ troubles }: ProgressView): Root[] {
  if (troubles.length === 0) return []
  const lines = troubles
    .slice(0, mostTroubles)
    .map(({ name, why }) => md`${cut(name ?? '群消息', longestName)}：${cut(why, longestLine)}`)
  const rest = troubles.length > mostTroubles ? [md`等${troubles.length}项`] : []
  return [panel(`没有送达的消息（${troubles.length}）`, [markdown(joined([...lines, ...rest]))])]
}
