import type { AssignmentId, PersonId } from '#src/domain/ids.ts'
import type { Tx } from './tx.ts'

/** What a reviewer has before them, wherever they are: words of theirs are about just that, and only as they saw it. */
export type ReviewWalk = {
  /** The answer of their card, and how much had happened to it then; null: a list, or nothing. */
  readonly at: { readonly assignment: AssignmentId; readonly seen: number } | null
  /** The answers of their list, as the press of its button carries them. */
  readonly listed: string | null
  /** Verdicts given since they began, so that a position counts on. */
  readonly decided: number
}

export async function findReviewWalk(tx: Tx, person: PersonId): Promise<ReviewWalk | null> {
  const row = await tx
    .selectFrom('review_walk')
    .select(['assignment', 'seen', 'listed', 'decided'])
    .where('person', '=', person)
    .executeTakeFirst()
  if (row === undefined) return null
  const { assignment, seen, listed, decided } = row
  return { at: assignment === null || seen === null ? null : { assignment, seen }, listed, decided }
}

export async function saveReviewWalk(tx: Tx, person: PersonId, walk: ReviewWalk, now: Date): Promise<void> {
  const kept = {
    assignment: walk.at?.assignment ?? null,
    seen: walk.at?.seen ?? null,
    listed: walk.listed,
    decided: walk.decided,
    touched_at: now,
  }
  await tx
    .insertInto('review_walk')
    .values({ person, ...kept })
    .onConflict((clash) => clash.column('person').doUpdateSet(kept))
    .execute()
}
