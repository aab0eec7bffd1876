import type { IssueId, PersonId } from '#src/domain/ids.ts'
import type { IssueState } from '#src/domain/issue.ts'
import type { Tx } from './tx.ts'

/** Everything that ever happens to an issue. */
export type IssueDeed =
  | 'open'
  | 'edit'
  | 'follow-answer'
  | 'report'
  | 'ask-strike-off'
  | 'strike-off'
  | 'return'
  | 'withdraw'
  | 'reopen'
  | 'join'
  | 'take-in'
  | 'part'
  | 'let-out'
  | 'assign'
  | 'owner-left'

/** One line of an issue's history. `said`: what the person wrote; `about`: what changed, ids, days and words of ours. */
export type IssueEntry = {
  readonly did: IssueDeed
  readonly by: PersonId | null
  readonly said: string | null
  readonly about: Readonly<Record<string, unknown>>
}

/** Adds a line to an issue's history, with the state it was left in. */
export async function noteIssue(
  tx: Tx,
  issue: { readonly id: IssueId; readonly state: IssueState },
  entry: IssueEntry,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('issue_entry')
    .values({
      issue: issue.id,
      at: now,
      by_person: entry.by,
      did: entry.did,
      said: entry.said,
      state: issue.state,
      about: JSON.stringify(entry.about),
    })
    .execute()
}

export type KeptEntry = {
  readonly did: IssueDeed
  readonly at: Date
  /** Null: the clock or the directory did it. */
  readonly by: string | null
  readonly said: string | null
  /** Names of the fields that were changed. */
  readonly changed: readonly string[]
}

/** What happened to an issue, the newest first. */
export async function entriesOf(tx: Tx, issue: IssueId, most: number): Promise<KeptEntry[]> {
  const rows = await tx
    .selectFrom('issue_entry')
    .leftJoin('person', 'person.id', 'issue_entry.by_person')
    .select(['issue_entry.did', 'issue_entry.at', 'person.name as by', 'issue_entry.said', 'issue_entry.about'])
    .where('issue_entry.issue', '=', issue)
    .orderBy('issue_entry.id', 'desc')
    .limit(most)
    .execute()
  // Only noteIssue writes here.
  return rows.map(({ about, ...row }) => ({
    ...row,
    did: row.did as IssueDeed,
    changed: Array.isArray(about.changed) ? about.changed.map(String) : [],
  }))
}

/** Whether something was reported since the issue last began or came back: what a strike-off may be asked for by. */
export async function hasReported(tx: Tx, issue: IssueId): Promise<boolean> {
  const row = await tx
    .selectFrom('issue_entry')
    .select('did')
    .where('issue', '=', issue)
    .where('did', 'in', ['report', 'open', 'reopen', 'return'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.did === 'report'
}
