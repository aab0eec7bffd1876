import { type SchoolCalendar, workdaysBefore } from './calendar.ts'
import { addDays, type Day } from './day.ts'
import type { DepartmentId, IssueId, PersonId } from './ids.ts'
import { type Issue, isLive } from './issue.ts'
import { digestTo, mostPrivate } from './reminder.ts'

/** When, in school days before an issue is due. */
const slots = [5, 1]
/** A strike-off that was asked for may wait this many school days before anybody is reminded of it. */
const mayWait = 3
const daysBetweenLooks = 7

/** What reminders of an issue depend on. */
export type RemindableIssue = Pick<Issue, 'id' | 'state' | 'kind' | 'due' | 'owner' | 'askedBy' | 'department'> & {
  /** Who owns it is no longer at the school. */
  readonly ownerLeft: boolean
  /** The day on which it was last given to somebody, or began again. */
  readonly givenOn: Day
  /** The day on which its strike-off was asked for; null when nobody waits for one. */
  readonly askedOn: Day | null
  /** Whoever owned it since somebody else last ended it: none of them strikes it off. */
  readonly had: ReadonlySet<PersonId>
}

/** One reminder that went out: to the owner, about the owner to a head, or to whoever has to look at it. */
export type PastIssueReminder = {
  readonly issue: IssueId
  /** Whom it was about: the owner; for a look whoever it went to. */
  readonly person: PersonId
  readonly kind: 'private' | 'head' | 'look'
  readonly on: Day
}

/** Who can be told: heads by their department, and the coordinator; null when there is none, or they have left. */
export type Tellable = {
  readonly heads: ReadonlyMap<DepartmentId, PersonId>
  readonly coordinator: PersonId | null
}

type Today = { readonly today: Day; readonly calendar: SchoolCalendar }

/** What goes out on one day. One card a person holds all of theirs; a digest all that a head is to hear. */
export type IssueReminders<I> = {
  readonly privately: ReadonlyMap<PersonId, { readonly own: readonly I[]; readonly look: readonly I[] }>
  readonly toHeads: ReadonlyMap<PersonId, readonly I[]>
}

/**
 * All reminders of a campaign's issues on a school day (design, flow 7 and principle 2). A person looks at most once a
 * week at what waits for them; who may not be told twice today is kept apart when the reminder is claimed.
 */
export function planIssueReminders<I extends RemindableIssue>(
  issues: readonly I[],
  past: readonly PastIssueReminder[],
  tellable: Tellable,
  at: Today,
): IssueReminders<I> {
  const privately = new Map<PersonId, { own: I[]; look: I[] }>()
  const toHeads = new Map<PersonId, I[]>()
  const of = (person: PersonId) => {
    const known = privately.get(person) ?? { own: [], look: [] }
    privately.set(person, known)
    return known
  }
  const before = Map.groupBy(past, (one) => one.issue)
  for (const issue of issues) {
    const kind = owedByOwner(issue, before.get(issue.id) ?? [], at)
    const owner = issue.owner
    const head = owner === null || kind !== 'head' ? null : headToTell(issue, owner, tellable)
    if (owner !== null && kind === 'private') of(owner).own.push(issue)
    if (head !== null) toHeads.set(head, [...(toHeads.get(head) ?? []), issue])
    const looker = waitsForLook(issue, at) ? whoLooks(issue, tellable) : null
    if (looker !== null && !lookedLately(looker, past, at.today)) of(looker).look.push(issue)
  }
  return { privately, toHeads }
}

/**
 * What its owner, or their head, is to hear of an issue today. Twice to the owner, before it is due; then, once it is
 * overdue, to the head, once, and never before the owner heard of it themselves. A slot that was missed is made up for,
 * the latest one only. What waits for above, for a look, or has no date is nobody's delay.
 */
export function owedByOwner(
  issue: RemindableIssue,
  past: readonly PastIssueReminder[],
  { today, calendar }: Today,
): 'private' | 'head' | null {
  const { owner, due } = issue
  if (owner === null || issue.ownerLeft || due === null) return null
  if (issue.state !== 'open' || issue.kind === 'needs-above' || issue.givenOn >= today) return null
  const told = past.filter((one) => one.kind === 'private' && one.person === owner)
  if (told.some((one) => one.on === today)) return null
  if (due < today) {
    if (told.length === 0) return 'private'
    return past.some((one) => one.kind === 'head') ? null : 'head'
  }
  const slot = latestSlot(due, issue.givenOn, { today, calendar })
  if (slot === null || told.length >= mostPrivate || told.some((one) => one.on >= slot)) return null
  return 'private'
}

/** The last slot that has come, if the issue was given to its owner before it. */
function latestSlot(due: Day, givenOn: Day, { today, calendar }: Today): Day | null {
  for (const before of slots.toReversed()) {
    const on = workdaysBefore(due, before, calendar)
    if (on !== null && on <= today) return givenOn < on ? on : null
  }
  return null
}

/** Somebody has to look at it: its strike-off waits for longer than it may, or nobody owns it. */
function waitsForLook(issue: RemindableIssue, { today, calendar }: Today): boolean {
  if (isOwnerless(issue)) return issue.givenOn < today
  const since = workdaysBefore(today, mayWait, calendar)
  return issue.state === 'awaiting' && issue.askedOn !== null && since !== null && issue.askedOn < since
}

/** Still to be rectified, and nobody there who does it. */
export function isOwnerless({
  state,
  owner,
  ownerLeft,
}: Pick<RemindableIssue, 'state' | 'owner' | 'ownerLeft'>): boolean {
  return isLive(state) && (owner === null || ownerLeft)
}

/** The head, else the coordinator, if they may strike it off; an owner is found by the coordinator. */
function whoLooks(issue: RemindableIssue, { heads, coordinator }: Tellable): PersonId | null {
  if (isOwnerless(issue)) return coordinator
  const able = [heads.get(issue.department) ?? null, coordinator]
  return able.find((one) => one !== null && one !== issue.owner && one !== issue.askedBy && !issue.had.has(one)) ?? null
}

function lookedLately(person: PersonId, past: readonly PastIssueReminder[], today: Day): boolean {
  const from = addDays(today, -daysBetweenLooks)
  return past.some((one) => one.kind === 'look' && one.person === person && one.on > from)
}

function headToTell(issue: RemindableIssue, owner: PersonId, { heads, coordinator }: Tellable): PersonId | null {
  const head = heads.get(issue.department) ?? null
  if (coordinator === null) return head === owner ? null : head
  return digestTo(owner, head, coordinator)
}

/** Whether a reminder that waited for its turn still has something to say to this person. */
export function stillOwes(
  issue: RemindableIssue,
  person: PersonId,
  kind: 'issues' | 'issues-head',
  tellable: Tellable,
  today: Day,
): boolean {
  const { owner, state, due } = issue
  const rectifies =
    owner !== null && !issue.ownerLeft && state === 'open' && issue.kind !== 'needs-above' && due !== null
  if (kind === 'issues-head') return rectifies && due < today && headToTell(issue, owner, tellable) === person
  if (rectifies && owner === person) return true
  return (state === 'awaiting' || isOwnerless(issue)) && whoLooks(issue, tellable) === person
}
