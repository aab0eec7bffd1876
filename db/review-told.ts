import { sql } from 'kysely'
import type { AssignmentId, CampaignId, DeliveryId } from '#src/domain/ids.ts'
import type { Reviewed } from './review.ts'
import type { Tx } from './tx.ts'

/** Campaigns under way or closed in which something waits for a reviewer, and whose hour of writing has come. */
export async function campaignsToReview(tx: Tx, hour: number): Promise<CampaignId[]> {
  const rows = await tx
    .selectFrom('campaign')
    .select('id')
    .where('review', '<>', 'none')
    .where('status', '<>', 'preparing')
    .where('remind_hour', '<=', hour)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('assignment')
          .select('assignment.id')
          .whereRef('assignment.campaign', '=', 'campaign.id')
          .where('assignment.state', '=', 'submitted'),
      ),
    )
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Who has been told of which of these answers, as `person:assignment:revision`; a letter that failed has told nobody. */
export async function toldOf(tx: Tx, assignments: readonly AssignmentId[]): Promise<Set<string>> {
  if (assignments.length === 0) return new Set()
  const rows = await tx
    .selectFrom('review_told')
    .innerJoin('delivery', 'delivery.id', 'review_told.delivery')
    .select(sql<string>`concat_ws(':', delivery.person, review_told.assignment, review_told.revision)`.as('told'))
    .where('review_told.assignment', 'in', assignments)
    .where('delivery.state', '<>', 'failed')
    .execute()
  return new Set(rows.map((row) => row.told))
}

export async function noteTold(
  tx: Tx,
  delivery: DeliveryId,
  answers: readonly Pick<Reviewed, 'assignment' | 'revision'>[],
): Promise<void> {
  await tx
    .insertInto('review_told')
    .values(answers.map(({ assignment, revision }) => ({ delivery, assignment, revision })))
    .execute()
}
