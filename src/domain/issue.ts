import { addDays, type Day } from './day.ts'
import type { DepartmentId, IssueId, IssueNo, PersonId, RequirementNo } from './ids.ts'

/** 立行立改, 限期整改, 长期坚持, 提请上级解决 (design, flow 7). */
export type IssueKind = 'at-once' | 'by-date' | 'standing' | 'needs-above'
/** 自查, 督导检查, 家长反映. */
export type IssueSource = 'self' | 'inspection' | 'parents'

/**
 * Where an issue is: being rectified; its owner asks for the strike-off; struck off; no issue after all; one with another.
 */
export type IssueState = 'open' | 'awaiting' | 'struck-off' | 'withdrawn' | 'joined'

/** What may be done about an issue. `join` and `part` are of the issue that goes into another and comes out of it again. */
export type IssueMove =
  | 'edit'
  | 'report'
  | 'ask-strike-off'
  | 'strike-off'
  | 'return'
  | 'withdraw'
  | 'reopen'
  | 'join'
  | 'part'

/**
 * The states of an issue and what moves them (docs/states.md draws this table; a test compares the two). A move that is
 * not listed is refused and changes nothing.
 */
export const issueMoves: Readonly<Record<IssueState, Readonly<Partial<Record<IssueMove, IssueState>>>>> = {
  open: { edit: 'open', report: 'open', 'ask-strike-off': 'awaiting', withdraw: 'withdrawn', join: 'joined' },
  awaiting: { edit: 'awaiting', report: 'awaiting', 'strike-off': 'struck-off', return: 'open', withdraw: 'withdrawn' },
  'struck-off': { reopen: 'open' },
  withdrawn: { reopen: 'open' },
  joined: { part: 'open' },
}

/** Where a move leads; null when it is none from there. */
export function moveIssue(from: IssueState, move: IssueMove): IssueState | null {
  return issueMoves[from][move] ?? null
}

/** A shortcoming followed to its end, as the ledger keeps it. Absent is null. */
export type Issue = {
  readonly id: IssueId
  readonly no: IssueNo
  readonly source: IssueSource
  readonly problem: string
  readonly cause: string | null
  readonly measure: string | null
  readonly kind: IssueKind
  /** The body that has to solve it, named exactly when the kind is `needs-above`; kept when the kind changes. */
  readonly above: string | null
  /** Lead department. */
  readonly department: DepartmentId
  /** Null: nobody yet, and everything that shows the issue says so. */
  readonly owner: PersonId | null
  readonly due: Day | null
  readonly state: IssueState
  readonly joinedInto: IssueId | null
  /** Who asked for the strike-off last. */
  readonly askedBy: PersonId | null
  readonly struckOffOn: Day | null
  /** In catalogue order; empty when it came from outside and belongs to no requirement. */
  readonly requirements: readonly RequirementNo[]
}

/** Whether it still is to be rectified: open, or waiting for somebody to look. */
export function isLive(state: IssueState): boolean {
  return state === 'open' || state === 'awaiting'
}

/**
 * How an issue stands on a day: the one rule for cards, reminders, numbers and papers. Overdue and waiting for above are
 * never the same: what needs a body outside is nobody's delay (domain facts, section 1.3), and neither is what has been
 * done and waits for somebody to look.
 */
export type Standing = 'in-hand' | 'due-soon' | 'overdue' | 'waiting-for-above' | 'awaiting' | 'struck-off' | 'none'

const soonDays = 7

/** What a ledger may be narrowed to. `all` leaves out `none`, which stays to be looked up. */
export const ledgerFilters = [
  'all',
  'in-hand',
  'due-soon',
  'overdue',
  'waiting-for-above',
  'awaiting',
  'struck-off',
  'none',
] as const
export type LedgerFilter = (typeof ledgerFilters)[number]

/** Whether an issue that stands like this belongs into a ledger narrowed to `filter`. */
export function isListed(standing: Standing, filter: LedgerFilter): boolean {
  return filter === 'all' ? standing !== 'none' : standing === filter
}

/** `today` is the school's day. `none`: withdrawn, or joined to another. */
export function standingOf(
  { state, kind, due }: { readonly state: IssueState; readonly kind: IssueKind; readonly due: Day | null },
  today: Day,
): Standing {
  if (state === 'withdrawn' || state === 'joined') return 'none'
  if (state === 'struck-off') return 'struck-off'
  if (state === 'awaiting') return 'awaiting'
  if (kind === 'needs-above') return 'waiting-for-above'
  if (due === null) return 'in-hand'
  if (due < today) return 'overdue'
  return due <= addDays(today, soonDays) ? 'due-soon' : 'in-hand'
}

/** The ledger in numbers. `live` is all that is not struck off; the four after it are parts of it, `struckOff` is beside it. */
export type IssueCount = {
  readonly live: number
  readonly dueSoon: number
  readonly overdue: number
  readonly waiting: number
  readonly awaiting: number
  readonly struckOff: number
}

/** Every card, table and paper takes the numbers from here (design, principle 4). */
export function countIssues(standings: Iterable<Standing>): IssueCount {
  const tally: Record<Standing, number> = {
    'in-hand': 0,
    'due-soon': 0,
    overdue: 0,
    'waiting-for-above': 0,
    awaiting: 0,
    'struck-off': 0,
    none: 0,
  }
  for (const one of standings) tally[one] += 1
  const { 'due-soon': dueSoon, overdue, 'waiting-for-above': waiting, awaiting, 'struck-off': struckOff } = tally
  return {
    live: tally['in-hand'] + dueSoon + overdue + waiting + awaiting,
    dueSoon,
    overdue,
    waiting,
    awaiting,
    struckOff,
  }
}

/** What somebody is to an issue. */
export type IssueRoles = {
  readonly owner: boolean
  /** Of its lead department. */
  readonly head: boolean
  /** In the leading group, or the coordinator. */
  readonly leads: boolean
  /** Respondent of one of its requirements, or of a department that supports. */
  readonly concerned: boolean
  /** Asked for this strike-off; somebody else may own it since. */
  readonly asker: boolean
  /** Was its owner since somebody else last ended it, or the owner of one that went into it. */
  readonly hadIt: boolean
}

/**
 * Who may do what about an issue (design, flow 7): the owner rectifies and asks, somebody else strikes off or returns,
 * never the owner, whoever asked, nor who gave it away on the way. Giving it to another owner is `assign`, of a new one `add`.
 */
export function mayMove(move: IssueMove | 'assign', roles: IssueRoles): boolean {
  const above = roles.head || roles.leads
  switch (move) {
    case 'edit':
    case 'join':
    case 'part':
      return roles.owner || above
    case 'report':
      return roles.owner || roles.leads
    case 'ask-strike-off':
      return roles.owner
    case 'assign':
    case 'reopen':
      return above
    case 'strike-off':
    case 'return':
    case 'withdraw':
      return above && !roles.owner && !roles.asker && !roles.hadIt
  }
}

/** Everything somebody may do about an issue as it stands: what its card offers. */
export function movesOf(state: IssueState, roles: IssueRoles): ReadonlySet<IssueMove> {
  const moves = Object.keys(issueMoves[state]) as IssueMove[]
  return new Set(moves.filter((move) => mayMove(move, roles)))
}

/** Who may look at an issue at all. */
export function maySee({ owner, head, leads, concerned }: IssueRoles): boolean {
  return owner || head || leads || concerned
}

/** How long words in private are about the issue somebody looked at last: later they may not remember that they did. */
export const focusHoldMs = 2 * 3_600_000
