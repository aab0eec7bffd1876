import type { Seen, Who } from './town.ts'

// A second opinion on who may do what, written from the issue's words and not from the program's tables.

const heads: Readonly<Record<string, Who>> = { 办公室: 'zhao', 教务处: 'qian', 总务处: 'sun' }
const leads: readonly string[] = ['zhao', 'wu', 'qian']

/**
 * A head looks at their department's answers; a head's own, and those of a department whose head has left, go to the
 * coordinator, and the coordinator's to the leading group. One's own is what one wrote, and what one has to answer.
 */
export function mayReview(
  who: Who,
  answer: { respondent: string; author: string | null; department: string },
  left: ReadonlySet<Who>,
): boolean {
  const own = (one: string) => one === answer.respondent || one === answer.author
  const head = heads[answer.department]
  if (own(who)) return false
  if (head !== undefined && !own(head) && !left.has(head)) return who === head
  return own('zhao') ? leads.includes(who) : who === 'zhao'
}

export type IssueAct =
  | 'report-issue'
  | 'ask-strike-off'
  | 'strike-off'
  | 'return-issue'
  | 'withdraw-issue'
  | 'reopen-issue'
  | 'part-issue'

/** The state an issue goes to when this person does this to it; null: it stays as it is. */
export function after(act: IssueAct, who: Who, issue: Seen['issues'][number]): Seen['issues'][number]['state'] | null {
  const above = leads.includes(who) || heads[issue.department] === who
  const owner = issue.owner === who
  // Whoever asked last may not decide, as long as what was asked still stands in the ledger.
  const other = above && !owner && issue.asker !== who
  switch (act) {
    case 'report-issue':
      return (owner || leads.includes(who)) && ['open', 'awaiting'].includes(issue.state) ? issue.state : null
    case 'ask-strike-off':
      return owner && issue.state === 'open' ? 'awaiting' : null
    case 'strike-off':
      return other && issue.state === 'awaiting' ? 'struck-off' : null
    case 'return-issue':
      return other && issue.state === 'awaiting' ? 'open' : null
    case 'withdraw-issue':
      return other && ['open', 'awaiting'].includes(issue.state) ? 'withdrawn' : null
    case 'reopen-issue':
      return above && ['struck-off', 'withdrawn'].includes(issue.state) ? 'open' : null
    case 'part-issue':
      return (owner || above) && issue.state === 'joined' ? 'open' : null
  }
}
