import { type Day, daysBetween, sayDate } from '#src/domain/day.ts'
import type { CampaignId, IssueId, IssueNo } from '#src/domain/ids.ts'
import { button, type Card, card, hint, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Block } from './elements.ts'
import { nobodyYet } from './issue-words.ts'
import { joined, md } from './markdown.ts'
import { buttons } from './words.ts'

export type RemindedIssueView = {
  readonly id: IssueId
  readonly no: IssueNo
  readonly problem: string
  readonly due: Day | null
  readonly ownerName: string | null
}
/** To one person in private: all of theirs that is to be said today. */
export type IssueReminderView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly name: string
  readonly today: Day
  readonly own: readonly RemindedIssueView[]
  /** Their owners have asked for the strike-off. */
  readonly look: readonly RemindedIssueView[]
  /** Nobody sees to them. */
  readonly ownerless: readonly RemindedIssueView[]
}

/** To a head, in private. */
export type HeadIssuesView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly today: Day
  readonly issues: readonly RemindedIssueView[]
}

const mostListed = 10
const longestProblem = 50

/** What is due and what waits, and the way in. No word of who else, of how often, of blame. */
export function issueReminderCard(view: IssueReminderView): Card {
  const { own, look, ownerless } = view
  const all = own.length + look.length + ownerless.length
  return card(
    '有整改事项等您处理',
    'wathet',
    [
      markdown(joined([md`${cut(view.name, longestName)}，您好！`, md`「${cut(view.title, longestLine)}」：`])),
      ...part('由您负责整改，时限到了或快到了：', own, view.today),
      ...part('已申请销号，等您复查：', look, view.today),
      ...part('还没有责任人，请您确定：', ownerless, view.today),
      ledgerButton(view.campaign),
    ],
    { summary: `有${all}项整改事项等您处理` },
  )
}

/** A head is asked to help, not to press. */
export function headIssuesCard({ campaign, title, today, issues }: HeadIssuesView): Card {
  const lines = issues
    .slice(0, mostListed)
    .map((one) => md`${one.no} · ${cut(one.ownerName ?? nobodyYet, longestName)} · ${short(one)}${sayDue(one, today)}`)
  const rest = issues.length > mostListed ? [md`等${issues.length}项`] : []
  return card(
    '有整改事项已过时限',
    'wathet',
    [
      markdown(md`「${cut(title, longestLine)}」有**${issues.length}项**已过整改时限：`),
      markdown(joined([...lines, ...rest])),
      markdown(md`请您方便时问一问是否需要帮助；需要改时限、换责任人或提请上级解决，打开那一项就能修改。`),
      ledgerButton(campaign),
    ],
    { summary: `有${issues.length}项整改事项已过时限` },
  )
}

function part(heading: string, issues: readonly RemindedIssueView[], today: Day): Block[] {
  if (issues.length === 0) return []
  const lines = issues
    .slice(0, mostListed)
    .map((one) => button(`${one.no} · ${short(one)}${sayDue(one, today)}`, { v: 1, do: 'open-issue', issue: one.id }))
  return [markdown(md`${heading}`), ...lines, ...(issues.length > mostListed ? [hint(`等${issues.length}项`)] : [])]
}

function short({ problem }: RemindedIssueView): string {
  return cut(problem.replaceAll(/\s+/gu, ' '), longestProblem)
}

function sayDue({ due }: RemindedIssueView, today: Day): string {
  if (due === null) return ''
  const days = daysBetween(today, due)
  const left = days > 0 ? `还有${days}天` : days === 0 ? '今天到期' : '已过时限'
  return ` · ${sayDate(due)}，${left}`
}

function ledgerButton(campaign: CampaignId): Block {
  return button(buttons.showIssues, { v: 1, do: 'show-issues', campaign, page: 0, department: 0, standing: 'all' })
}
