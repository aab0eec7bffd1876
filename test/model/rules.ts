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

/** Whose each issue has been since somebody else last ended it, by number, as one who watches would note it down. */
export class Hands {
  readonly #had = new Map<number, Set<string>>()

  /** After every step: an issue that somebody has just struck off, or withdrew by hand, begins a new account. */
  watch(issues: Seen['issues'], ended: number | null): void {
    for (const { no, owner } of issues) {
      const had = (no === ended ? null : this.#had.get(no)) ?? new Set()
      if (owner !== null) had.add(owner)
      this.#had.set(no, had)
    }
  }

  /** Of an issue and of all that went into it. */
  of(issues: Seen['issues'], no: number): ReadonlySet<string> {
    const parts = [no, ...issues.filter((one) => one.into === no).map((one) => one.no)]
    return new Set(parts.flatMap((one) => [...(this.#had.get(one) ?? [])]))
  }
}

export type IssueAct =
  | 'report-issue'
  | 'ask-strike-off'
  | 'strike-off'
  | 'return-issue'
  | 'withdraw-issue'
  | 'reopen-issue'
  | 'part-issue'

/** The state an issue goes to when this person does this to it; null: it stays as it is. `had`: whose it has been. */
export function after(
  act: IssueAct,
  who: Who,
  issue: Seen['issues'][number],
  had: ReadonlySet<string>,
): Seen['issues'][number]['state'] | null {
  const above = leads.includes(who) || heads[issue.department] === who
  const owner = issue.owner === who
  // Whoever asked last may not decide, as long as what was asked still stands in the ledger; nor who ever had it.
  const other = above && !owner && issue.asker !== who && !had.has(who)
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
