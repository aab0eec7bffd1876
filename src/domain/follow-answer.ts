import { addDays, type Day } from './day.ts'
import type { RequirementNo } from './ids.ts'
import type { Issue, IssueKind } from './issue.ts'

/** What an answer says about falling short; all null where it does not. */
export type Shortcoming = {
  readonly shortcoming: string | null
  readonly measure: string | null
  readonly due: Day | null
}
/** The issue that follows an answer, as far as following goes. */
export type Followed = Pick<Issue, 'state' | 'problem' | 'measure' | 'due' | 'kind' | 'source' | 'requirements'> & {
  /** The requirements whose answers it follows, this one among them: what was met since is only on record. */
  readonly follows: readonly RequirementNo[]
}

export type Opened = Pick<Issue, 'problem' | 'measure' | 'due' | 'kind'>
/** What an answer's new revision writes into its issue; what is absent stays as it is. */
export type Carried = Partial<Opened>

/**
 * What becomes of the ledger when an answer is submitted: a new issue; a change of the one there is (`carried` may be
 * empty: then only its history says so); the requirement taken off an issue that goes on for others; the issue no issue
 * any more; one that begins again; or the old one keeps its record and another opens.
 */
export type Following =
  | { readonly do: 'nothing' }
  | { readonly do: 'open'; readonly opened: Opened }
  | { readonly do: 'change'; readonly carried: Carried }
  | { readonly do: 'take-off' }
  | { readonly do: 'withdraw' }
  | { readonly do: 'reopen'; readonly carried: Carried }
  | { readonly do: 'open-anew'; readonly opened: Opened }

const soonDays = 7

/** A shortcoming that is to be gone within a week is one to be put right at once (design, flow 7). */
export function kindFor(due: Day | null, today: Day): IssueKind {
  return due !== null && due <= addDays(today, soonDays) ? 'at-once' : 'by-date'
}

/**
 * Decides it by the revision before (null: the first), the one submitted, and the issue that followed it so far (null:
 * none). What was edited on the issue meanwhile is not overwritten: the answer is what was said on its day, the issue
 * what people work by since.
 */
export function followAnswer(
  before: Shortcoming | null,
  now: Shortcoming,
  issue: Followed | null,
  today: Day,
): Following {
  const { shortcoming: problem } = now
  const was = before ?? none
  if (issue === null) return problem === null ? nothing : { do: 'open', opened: opened(problem, now, today) }
  switch (issue.state) {
    case 'open':
    case 'awaiting':
      if (problem === null) return { do: goesOnWithout(issue) ? 'take-off' : 'withdraw' }
      return changed(was, now, problem, issue, today)
    case 'withdrawn':
      // Said again as before, it still is what somebody decided is no issue.
      if (problem === null || problem === was.shortcoming) return nothing
      return { do: 'reopen', carried: { ...(issue.requirements.length > 1 ? {} : { problem }), ...plan(now, today) } }
    case 'struck-off':
      if (problem === null) return nothing
      if (problem !== was.shortcoming) return { do: 'open-anew', opened: opened(problem, now, today) }
      return { do: 'reopen', carried: plan(now, today) }
    case 'joined':
      // Its requirements lie with the issue it went into, so no answer leads here.
      return nothing
  }
}

const nothing: Following = { do: 'nothing' }
const none: Shortcoming = { shortcoming: null, measure: null, due: null }

/** What an inspection or parents brought up is no answer's to take back. */
function goesOnWithout({ source, follows }: Followed): boolean {
  return source !== 'self' || follows.length > 1
}

function opened(problem: string, { measure, due }: Shortcoming, today: Day): Opened {
  return { problem, measure, due, kind: kindFor(due, today) }
}

/** What was planned anew for an issue that begins again; what the answer leaves open stays as it was. */
function plan({ measure, due }: Shortcoming, today: Day): Carried {
  return { ...(measure === null ? {} : { measure }), ...(due === null ? {} : { due, kind: kindFor(due, today) }) }
}

function changed(was: Shortcoming, now: Shortcoming, problem: string, issue: Followed, today: Day): Following {
  const isNew = {
    problem: problem !== was.shortcoming,
    measure: now.measure !== was.measure,
    due: now.due !== was.due,
  }
  if (!Object.values(isNew).includes(true)) return nothing
  // The text of one that covers several requirements speaks of all of them.
  const alone = issue.requirements.length <= 1
  const planned = issue.kind === 'at-once' || issue.kind === 'by-date'
  return {
    do: 'change',
    carried: {
      ...(isNew.problem && alone && issue.problem === was.shortcoming ? { problem } : {}),
      ...(isNew.measure && issue.measure === was.measure ? { measure: now.measure } : {}),
      ...(isNew.due && issue.due === was.due
        ? { due: now.due, ...(planned ? { kind: kindFor(now.due, today) } : {}) }
        : {}),
    },
  }
}
