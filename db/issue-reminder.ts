import type { Day } from '#src/domain/day.ts'
import type { CampaignId, IssueId, PersonId } from '#src/domain/ids.ts'
import type { PastIssueReminder } from '#src/domain/issue-reminder.ts'
import type { Tx } from './tx.ts'

/** Every reminder of a campaign's issues that went out, oldest first. */
export async function issueReminders(tx: Tx, campaign: CampaignId): Promise<PastIssueReminder[]> {
  return tx
    .selectFrom('issue_reminder')
    .innerJoin('issue', 'issue.id', 'issue_reminder.issue')
    .select(['issue_reminder.issue', 'issue_reminder.person', 'issue_reminder.kind', 'issue_reminder.day as on'])
    .where('issue.campaign', '=', campaign)
    .orderBy('issue_reminder.day')
    .execute()
}

/** Notes that somebody was reminded of these issues, or others about them; the day itself is claimed in `reminder`. */
export async function noteIssueReminders(
  tx: Tx,
  issues: readonly IssueId[],
  about: { readonly person: PersonId; readonly kind: PastIssueReminder['kind']; readonly day: Day },
): Promise<void> {
  if (issues.length === 0) return
  await tx
    .insertInto('issue_reminder')
    .values(issues.map((issue) => ({ issue, ...about })))
    .onConflict((clash) => clash.doNothing())
    .execute()
}
