import { type Day, sayShortDay } from '#src/domain/day.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { IssueCount } from '#src/domain/issue.ts'
import type { Count } from '#src/domain/progress.ts'
import { button, type Card, card, markdown } from './card.ts'
import { departmentNumbers, twoNumbers } from './counts.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { issueNumbers } from './issue-counts.ts'
import { joined, md } from './markdown.ts'
import { buttons, sayCount, sayDaysLeft } from './words.ts'

/** To a head, in private: the only digest in which names may stand. */
export type HeadDigestView = {
  readonly title: string
  readonly department: string
  readonly open: number
  readonly people: readonly { readonly name: string; readonly open: number }[]
  readonly inspectBy: Day
}

/** To the leading group: departments and numbers only (design, principle 2). */
export type WeeklyDigestView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly total: Count
  readonly byDepartment: readonly { readonly name: string; readonly count: Count }[]
  readonly inspectBy: Day
  /** Null: the campaign has closed, and only what is still to be rectified is news. */
  readonly daysLeft: number | null
  readonly issues: IssueCount
  /** Of the live ones, how many nobody owns. */
  readonly ownerless: number
}

const mostPeople = 20

/** A head is asked to help, not to press. */
export function headDigestCard(view: HeadDigestView): Card {
  const people = view.people.slice(0, mostPeople).map(({ name, open }) => md`${cut(name, longestName)} · ${open}条`)
  const rest = view.people.length > mostPeople ? [md`等${view.people.length}人`] : []
  return card(
    `${cut(view.department, longestName)}的填报情况`,
    'wathet',
    [
      markdown(
        md`「${cut(view.title, longestLine)}」下面的老师还有**${view.open}条**待填，截止${sayShortDay(view.inspectBy)}。`,
      ),
      markdown(joined([...people, ...rest])),
      markdown(md`请您方便时问一问是否需要帮助；需要调整分工，请告诉联络员。`),
    ],
    { summary: `下面的老师还有${view.open}条待填` },
  )
}

/** Once a week, in the order of the departments, without a name. */
export function weeklyDigestCard(view: WeeklyDigestView): Card {
  const { campaign, total, byDepartment, daysLeft, ownerless } = view
  const issues = [
    ...issueNumbers(view.issues),
    ...(ownerless === 0 ? [] : [markdown(md`其中${ownerless}项还没有责任人，请联络员确定。`)]),
  ]
  if (daysLeft === null) {
    const ledger = { v: 1, do: 'show-issues', campaign, page: 0, department: 0, standing: 'all' } as const
    const subtitle = cut(view.title, longestLine)
    return card('本周整改进度', 'blue', [...issues, button(buttons.showIssues, ledger)], { subtitle })
  }
  return card(
    '本周自查进度',
    'blue',
    [
      markdown(md`自查截止：${sayShortDay(view.inspectBy)}，${sayDaysLeft(daysLeft)}`),
      twoNumbers(total),
      ...issues,
      ...departmentNumbers(byDepartment),
      button(buttons.showProgress, { v: 1, do: 'show-progress', campaign }),
    ],
    { subtitle: cut(view.title, longestLine), summary: `本周自查进度：${sayCount(total)}` },
  )
}
