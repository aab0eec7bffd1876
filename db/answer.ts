import { sql } from 'kysely'
import { type Answer, blankDraft, type Draft } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, PersonId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import type { Assignment } from './assignment.ts'
import type { Tx } from './tx.ts'

/** What a requirement asks, as the campaign keeps it. */
export type Asked = {
  readonly no: RequirementNo
  readonly taskNo: TaskNo | null
  readonly taskTitle: string | null
  readonly title: string
  readonly text: string
  readonly evidence: readonly string[]
}

export async function loadAsked(tx: Tx, campaign: CampaignId, no: RequirementNo): Promise<Asked> {
  return tx
    .selectFrom('requirement')
    .select(['no', 'task_no as taskNo', 'task_title as taskTitle', 'title', 'text', 'evidence'])
    .where('campaign', '=', campaign)
    .where('no', '=', no)
    .executeTakeFirstOrThrow()
}

/** One revision of the answers of an assignment. */
export type AnswerRef = { readonly assignment: AssignmentId; readonly revision: number }

/** What somebody writes of an answer. */
export const draftFields = ['rating', 'fact', 'shortcoming', 'measure', 'due', 'evidence'] as const
const answerFields = [...draftFields, 'means'] as const

/** What stands in the form: the draft, else the submitted answer, else nothing. */
export async function loadForm(tx: Tx, assignment: Assignment): Promise<Draft> {
  const draft = await tx
    .selectFrom('draft')
    .select(draftFields)
    .where('assignment', '=', assignment.id)
    .executeTakeFirst()
  if (draft !== undefined) return draft
  const answer = await loadAnswer(tx, assignment)
  if (answer === null) return blankDraft
  const { means: _, ...form } = answer
  return form
}

/** The submitted answer that counts; null while there is none. */
export async function loadAnswer(tx: Tx, assignment: Assignment): Promise<Answer | null> {
  if (assignment.answeredRevision === null) return null
  return tx
    .selectFrom('answer')
    .select([...answerFields])
    .where('assignment', '=', assignment.id)
    .where('revision', '=', assignment.answeredRevision)
    .executeTakeFirstOrThrow()
}

/** One revision as it was submitted, by whom and when, and what earlier one it confirms. */
export async function loadSubmission(
  tx: Tx,
  assignment: AssignmentId,
  revision: number,
): Promise<{ readonly answer: Answer; readonly by: string; readonly at: Date; readonly from: AnswerRef | null }> {
  const { by, at, from, fromRevision, ...answer } = await tx
    .selectFrom('answer')
    .innerJoin('person', 'person.id', 'answer.submitted_by')
    .select([...answerFields, 'person.name as by', 'answer.submitted_at as at'])
    .select(['answer.from_assignment as from', 'answer.from_revision as fromRevision'])
    .where('assignment', '=', assignment)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  const confirms = from === null || fromRevision === null ? null : { assignment: from, revision: fromRevision }
  return { answer, by, at, from: confirms }
}

/** Keeps a draft and makes cards drawn from an older one stale. */
export async function saveDraft(
  tx: Tx,
  assignment: Assignment,
  draft: Draft,
  by: PersonId,
  now: Date,
): Promise<Assignment> {
  const kept = { ...draft, saved_by: by, saved_at: now }
  await tx
    .insertInto('draft')
    .values({ assignment: assignment.id, ...kept })
    .onConflict((clash) => clash.column('assignment').doUpdateSet(kept))
    .execute()
  return raiseVersion(tx, assignment, {})
}

/**
 * These answers are to be rated anew: in their forms the rating is empty, and with it what said how they fall short. Words
 * typed since they were submitted stay, they are about something else. Who holds the assignments has raised their
 * versions.
 */
export async function emptyRatings(tx: Tx, assignments: readonly AssignmentId[], by: PersonId, now: Date) {
  if (assignments.length === 0) return
  await tx
    .updateTable('draft')
    .from('assignment')
    .innerJoin('answer', (join) =>
      join
        .onRef('answer.assignment', '=', 'assignment.id')
        .onRef('answer.revision', '=', 'assignment.answered_revision'),
    )
    .set({
      rating: null,
      shortcoming: sql<string | null>`nullif(draft.shortcoming, answer.shortcoming)`,
      measure: sql<string | null>`nullif(draft.measure, answer.measure)`,
      due: sql<Day | null>`nullif(draft.due, answer.due)`,
    })
    .whereRef('assignment.id', '=', 'draft.assignment')
    .where('draft.assignment', 'in', assignments)
    .execute()
  await tx
    .insertInto('draft')
    .columns(['assignment', 'fact', 'evidence', 'saved_by', 'saved_at'])
    .expression((eb) =>
      eb
        .selectFrom('assignment')
        .innerJoin('answer', (join) =>
          join
            .onRef('answer.assignment', '=', 'assignment.id')
            .onRef('answer.revision', '=', 'assignment.answered_revision'),
        )
        .select(['assignment.id', 'answer.fact', 'answer.evidence'])
        .select([sql<PersonId>`${by}::int`.as('saved_by'), sql<Date>`${now}::timestamptz`.as('saved_at')])
        .where('assignment.id', 'in', assignments),
    )
    .onConflict((clash) => clash.column('assignment').doNothing())
    .execute()
}

/** Submits an answer as a new revision, `from`: the earlier one it confirms; its draft is done with. */
export async function saveAnswer(
  tx: Tx,
  assignment: Assignment,
  answer: Answer,
  by: PersonId,
  now: Date,
  from: AnswerRef | null = null,
): Promise<Assignment> {
  const { revision } = await tx
    .selectFrom('answer')
    .select((eb) => eb.fn.coalesce(eb.fn.max('revision'), eb.val(0)).as('revision'))
    .where('assignment', '=', assignment.id)
    .executeTakeFirstOrThrow()
  const next = revision + 1
  await tx
    .insertInto('answer')
    .values({
      assignment: assignment.id,
      revision: next,
      ...answer,
      submitted_by: by,
      submitted_at: now,
      from_assignment: from?.assignment ?? null,
      from_revision: from?.revision ?? null,
    })
    .execute()
  await dropDraft(tx, assignment.id)
  return raiseVersion(tx, assignment, { answeredRevision: next, state: 'submitted' })
}

export async function dropDraft(tx: Tx, assignment: AssignmentId): Promise<void> {
  await tx.deleteFrom('draft').where('assignment', '=', assignment).execute()
}

/** How many answers that count were submitted by this person, within a campaign. */
export async function countSubmittedBy(tx: Tx, campaign: CampaignId, person: PersonId): Promise<number> {
  const row = await tx
    .selectFrom('assignment')
    .innerJoin('answer', (join) =>
      join
        .onRef('answer.assignment', '=', 'assignment.id')
        .onRef('answer.revision', '=', 'assignment.answered_revision'),
    )
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('answers'))
    .where('assignment.campaign', '=', campaign)
    .where('assignment.respondent', '=', person)
    .where('answer.submitted_by', '=', person)
    .executeTakeFirstOrThrow()
  return row.answers
}

/** The answers of a campaign that count, by requirement. */
export async function answersOf(tx: Tx, campaign: CampaignId): Promise<Map<RequirementNo, Answer>> {
  const rows = await tx
    .selectFrom('assignment')
    .innerJoin('answer', (join) =>
      join
        .onRef('answer.assignment', '=', 'assignment.id')
        .onRef('answer.revision', '=', 'assignment.answered_revision'),
    )
    .select(['assignment.requirement_no as no', ...answerFields])
    .where('assignment.campaign', '=', campaign)
    .execute()
  return new Map(rows.map(({ no, ...answer }) => [no, answer]))
}

/** Of every answered requirement the revision that counts. */
export async function answeredRevisions(tx: Tx, campaign: CampaignId): Promise<Record<RequirementNo, number>> {
  const rows = await tx
    .selectFrom('assignment')
    .select(['requirement_no as no', 'answered_revision as revision'])
    .where('campaign', '=', campaign)
    .where('answered_revision', 'is not', null)
    .$narrowType<{ revision: number }>()
    .execute()
  return Object.fromEntries(rows.map(({ no, revision }) => [no, revision]))
}

/** Every change makes cards drawn from an older state stale. */
async function raiseVersion(
  tx: Tx,
  assignment: Assignment,
  change: Partial<Pick<Assignment, 'answeredRevision' | 'state'>>,
): Promise<Assignment> {
  const raised = { ...assignment, ...change, version: assignment.version + 1 }
  await tx
    .updateTable('assignment')
    .set({ version: raised.version, answered_revision: raised.answeredRevision, state: raised.state })
    .where('id', '=', assignment.id)
    .execute()
  return raised
}
