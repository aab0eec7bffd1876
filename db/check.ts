import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, PersonId, RequirementNo } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

type Revision = { readonly assignment: AssignmentId; readonly revision: number }

/** Requirements whose claims somebody has confirmed as they stand now. */
export async function confirmedClaims(tx: Tx, campaign: CampaignId): Promise<Set<RequirementNo>> {
  const rows = await tx
    .selectFrom('claim_confirmed')
    .innerJoin('assignment', (join) =>
      join
        .onRef('assignment.id', '=', 'claim_confirmed.assignment')
        .onRef('assignment.answered_revision', '=', 'claim_confirmed.revision'),
    )
    .select('assignment.requirement_no as no')
    .where('assignment.campaign', '=', campaign)
    .execute()
  return new Set(rows.map((row) => row.no))
}

/** Notes who vouched for what one revision claims; false when somebody had already. */
export async function insertConfirmation(tx: Tx, of: Revision, by: PersonId, now: Date): Promise<boolean> {
  const row = await tx
    .insertInto('claim_confirmed')
    .values({ ...of, by_person: by, at: now })
    .onConflict((clash) => clash.doNothing())
    .returning('assignment')
    .executeTakeFirst()
  return row !== undefined
}

/** On which day, the latest, the respondent was asked to look at the answer as it stands now. */
export async function mendRequests(tx: Tx, campaign: CampaignId): Promise<Map<AssignmentId, Day>> {
  const rows = await tx
    .selectFrom('mend_request')
    .innerJoin('assignment', (join) =>
      join
        .onRef('assignment.id', '=', 'mend_request.assignment')
        .onRef('assignment.answered_revision', '=', 'mend_request.revision'),
    )
    .select(['mend_request.assignment', (eb) => eb.fn.max('mend_request.day').as('day')])
    .where('assignment.campaign', '=', campaign)
    .groupBy('mend_request.assignment')
    .execute()
  return new Map(rows.map((row) => [row.assignment, row.day]))
}

/** Claims the asking of these on `day`; returned are those nobody had asked about. */
export async function claimMendRequests(
  tx: Tx,
  asked: readonly Revision[],
  day: Day,
  by: PersonId,
): Promise<Set<AssignmentId>> {
  if (asked.length === 0) return new Set()
  const rows = await tx
    .insertInto('mend_request')
    .values(asked.map(({ assignment, revision }) => ({ assignment, revision, day, by_person: by })))
    .onConflict((clash) => clash.doNothing())
    .returning('assignment')
    .execute()
  return new Set(rows.map((row) => row.assignment))
}
