import { type ExpressionBuilder, sql } from 'kysely'
import type { AssignmentId, CampaignId, DepartmentId, PersonId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { type AnswerState, moveAnswer } from '#src/domain/review.ts'
import type { Meaning } from '#src/domain/standard.ts'
import { draftFields } from './answer.ts'
import type { Database } from './schema.ts'
import type { Tx } from './tx.ts'

/** An answer that counts, as far as reviewing it goes. */
export type Reviewed = {
  readonly assignment: AssignmentId
  readonly campaign: CampaignId
  readonly no: RequirementNo
  readonly taskNo: TaskNo | null
  readonly title: string
  readonly department: DepartmentId
  readonly respondent: PersonId
  /** Who wrote it: the first to submit these very words. It may have been handed over and submitted again since. */
  readonly author: PersonId
  readonly state: AnswerState
  readonly revision: number
  /**
   * Submissions, verdicts and comings and goings of its evidence so far: equal to what a card showed exactly when nothing
   * was decided, submitted, laid down or taken back since.
   */
  readonly seen: number
  readonly rating: string
  readonly means: Meaning
}

/** Everything submitted in these campaigns, in catalogue order within each; or what was accepted in them. */
export async function submittedIn(
  tx: Tx,
  campaigns: readonly CampaignId[],
  state: 'submitted' | 'accepted' = 'submitted',
): Promise<Reviewed[]> {
  if (campaigns.length === 0) return []
  return reviewed(tx)
    .where('assignment.campaign', 'in', campaigns)
    .where('assignment.state', '=', state)
    .orderBy('assignment.campaign')
    .orderBy('assignment.requirement_no')
    .execute()
}

/**
 * The answers of these assignments, held until the transaction ends; those nobody has answered are left out. In the order
 * of their ids, so that two who decide about the same ones do not wait for each other.
 */
export async function lockAnswers(tx: Tx, assignments: readonly AssignmentId[]): Promise<Reviewed[]> {
  if (assignments.length === 0) return []
  await tx.selectFrom('assignment').select('id').where('id', 'in', assignments).orderBy('id').forNoKeyUpdate().execute()
  return reviewed(tx).where('assignment.id', 'in', assignments).orderBy('assignment.id').execute()
}

/** The answered requirement of this number in these campaigns, one of each that has it. */
export async function answersToNumber(
  tx: Tx,
  campaigns: readonly CampaignId[],
  no: RequirementNo,
): Promise<Reviewed[]> {
  if (campaigns.length === 0) return []
  return reviewed(tx)
    .where('assignment.campaign', 'in', campaigns)
    .where('assignment.requirement_no', '=', no)
    .execute()
}

function reviewed(tx: Tx) {
  return tx
    .selectFrom('assignment')
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.campaign', '=', 'assignment.campaign')
        .onRef('requirement.no', '=', 'assignment.requirement_no'),
    )
    .innerJoin('answer', (join) =>
      join
        .onRef('answer.assignment', '=', 'assignment.id')
        .onRef('answer.revision', '=', 'assignment.answered_revision'),
    )
    .select((eb) => [
      'assignment.id as assignment',
      'assignment.campaign',
      'assignment.requirement_no as no',
      'requirement.task_no as taskNo',
      'requirement.title',
      'assignment.department',
      'assignment.respondent',
      writtenBy(eb).as('author'),
      'assignment.state',
      'answer.revision',
      happenedTo(eb).as('seen'),
      'answer.rating',
      'answer.means',
    ])
}

/** Submitted again word for word by a colleague, the words are still whoever's they were. */
function writtenBy(eb: ExpressionBuilder<Database, 'assignment' | 'answer'>) {
  return eb
    .selectFrom('answer as earlier')
    .select('earlier.submitted_by')
    .whereRef('earlier.assignment', '=', 'answer.assignment')
    .where((same) =>
      same.and(
        draftFields.map((field) => same(`earlier.${field}`, 'is not distinct from', same.ref(`answer.${field}`))),
      ),
    )
    .orderBy('earlier.revision')
    .limit(1)
    .$asScalar()
    .$notNull()
}

function happenedTo(eb: ExpressionBuilder<Database, 'assignment' | 'answer'>) {
  const verdicts = eb
    .selectFrom('review')
    .select((count) => count.cast<number>(count.fn.countAll(), 'integer').as('verdicts'))
    .whereRef('review.assignment', '=', 'assignment.id')
    .$asScalar()
  const evidence = eb
    .selectFrom('evidence_use')
    .innerJoin('evidence', 'evidence.id', 'evidence_use.evidence')
    .select(({ cast, fn }) =>
      cast<number>(sql`${fn.countAll()} + ${fn.count('evidence_use.ended_at')}`, 'integer').as('moved'),
    )
    .whereRef('evidence_use.assignment', '=', 'assignment.id')
    // What is still on its way, or was refused, nobody was shown.
    .where('evidence.state', '=', 'kept')
    .$asScalar()
  return eb('answer.revision', '+', eb(verdicts, '+', evidence))
}

export type Verdict = { readonly kind: 'accepted' } | { readonly kind: 'returned'; readonly reason: string }

/** Writes one verdict on each of these answers, which must be held. Cards drawn from an older state are stale by it. */
export async function giveVerdicts(
  tx: Tx,
  answers: readonly Pick<Reviewed, 'assignment' | 'revision'>[],
  verdict: Verdict,
  by: PersonId,
  now: Date,
): Promise<void> {
  const reason = verdict.kind === 'returned' ? verdict.reason : null
  await write(tx, answers, { state: verdict.kind, verdict: verdict.kind, reason, by }, now)
}

/**
 * A strike-off asks for the ratings again: what may be asked by the table goes back to its respondent. Holds the
 * assignments, so the campaign must be held before. Answers which of them were moved.
 */
export async function askAgain(tx: Tx, assignments: readonly AssignmentId[], now: Date): Promise<AssignmentId[]> {
  const asked = (await lockAnswers(tx, assignments)).filter((one) => moveAnswer(one.state, 'ask-again') === 'returned')
  await write(tx, asked, { state: 'returned', verdict: 'asked-again', reason: null, by: null }, now)
  return asked.map((one) => one.assignment)
}

async function write(
  tx: Tx,
  answers: readonly Pick<Reviewed, 'assignment' | 'revision'>[],
  made: {
    readonly state: AnswerState
    readonly verdict: Database['review']['verdict']
    readonly reason: string | null
    readonly by: PersonId | null
  },
  now: Date,
): Promise<void> {
  if (answers.length === 0) return
  const { state, verdict, reason, by } = made
  await tx
    .updateTable('assignment')
    .set((eb) => ({ state, version: eb('version', '+', 1) }))
    .where(
      'id',
      'in',
      answers.map((one) => one.assignment),
    )
    .execute()
  await tx
    .insertInto('review')
    .values(
      answers.map(({ assignment, revision }) => ({ assignment, revision, verdict, reason, by_person: by, at: now })),
    )
    .execute()
}

export type LastVerdict = {
  readonly verdict: Database['review']['verdict']
  readonly reason: string | null
  /** The revision it was about; the answer may have been submitted again since. */
  readonly revision: number
  /** Null: nobody in particular, its issue was struck off. */
  readonly by: string | null
}

/** What was said last about an answer; null when nobody ever did. */
export async function lastVerdict(tx: Tx, assignment: AssignmentId): Promise<LastVerdict | null> {
  const row = await tx
    .selectFrom('review')
    .leftJoin('person', 'person.id', 'review.by_person')
    .select(['review.verdict', 'review.reason', 'review.revision', 'person.name as by'])
    .where('review.assignment', '=', assignment)
    .orderBy('review.id', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/**
 * The first of the returns that one reviewer gave a respondent since a moment and that are still theirs to mend: what one
 * letter is about. Null when there is none.
 */
export async function firstReturnOf(
  tx: Tx,
  of: { readonly campaign: CampaignId; readonly respondent: PersonId; readonly by: PersonId; readonly since: Date },
): Promise<number | null> {
  const row = await tx
    .selectFrom('assignment')
    .innerJoin('review', (join) =>
      join
        .onRef('review.assignment', '=', 'assignment.id')
        .onRef('review.revision', '=', 'assignment.answered_revision'),
    )
    .select('review.id')
    .where('assignment.campaign', '=', of.campaign)
    .where('assignment.respondent', '=', of.respondent)
    .where('assignment.state', '=', 'returned')
    .where('review.verdict', '=', 'returned')
    .where('review.by_person', '=', of.by)
    .where('review.at', '>', of.since)
    .orderBy('review.id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Which campaigns these assignments are of, in the order of their ids. */
export async function campaignsOfAssignments(tx: Tx, assignments: readonly AssignmentId[]): Promise<CampaignId[]> {
  if (assignments.length === 0) return []
  const rows = await tx
    .selectFrom('assignment')
    .select('campaign')
    .distinct()
    .where('id', 'in', assignments)
    .orderBy('campaign')
    .execute()
  return rows.map((row) => row.campaign)
}
