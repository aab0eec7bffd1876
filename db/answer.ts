import { type QueryCreator, sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import { type Answer, blankDraft, type Draft } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, PersonId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import type { Assignment } from './assignment.ts'
import type { Database } from './schema.ts'
import { fixed, write } from './statement.ts'
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

/** What is kept of an assignment: what was typed and not submitted, and the answer that counts; null: there is none. */
export type Kept = { readonly draft: Draft | null; readonly answer: Answer | null }

/** For a statement that selects from `assignment`: its draft, as one value. */
export function draftOf(db: QueryCreator<Database>) {
  return jsonObjectFrom(
    db.selectFrom('draft').select(draftFields).where('draft.assignment', '=', sql.ref<AssignmentId>('assignment.id')),
  )
}

/** For a statement that selects from `assignment`: the answer of it that counts, as one value. */
export function answerOf(db: QueryCreator<Database>) {
  return jsonObjectFrom(
    db
      .selectFrom('answer')
      .select(answerFields)
      .where('answer.assignment', '=', sql.ref<AssignmentId>('assignment.id'))
      .where('answer.revision', '=', sql.ref<number>('assignment.answered_revision')),
  )
}

/** What stands in the form: the draft, else the submitted answer, else nothing. */
export function formOf({ draft, answer }: Kept): Draft {
  if (draft !== null || answer === null) return draft ?? blankDraft
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

type Saved = Draft & { readonly assignment: AssignmentId; readonly by: PersonId; readonly now: Date }

const savingDraft = fixed((db, { assignment, by, now, rating, fact, shortcoming, measure, due, evidence }: Saved) =>
  db
    .with('kept', (one) =>
      one
        .insertInto('draft')
        .values({ assignment, rating, fact, shortcoming, measure, due, evidence, saved_by: by, saved_at: now })
        .onConflict((clash) =>
          clash.column('assignment').doUpdateSet((eb) => ({
            rating: eb.ref('excluded.rating'),
            fact: eb.ref('excluded.fact'),
            shortcoming: eb.ref('excluded.shortcoming'),
            measure: eb.ref('excluded.measure'),
            due: eb.ref('excluded.due'),
            evidence: eb.ref('excluded.evidence'),
            saved_by: eb.ref('excluded.saved_by'),
            saved_at: eb.ref('excluded.saved_at'),
          })),
        ),
    )
    .updateTable('assignment')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', assignment),
)

/** Keeps a draft and makes cards drawn from an older one stale. Whoever saves it holds the assignment. */
export async function saveDraft(
  tx: Tx,
  assignment: AssignmentId,
  draft: Draft,
  by: PersonId,
  now: Date,
): Promise<void> {
  await write(tx, savingDraft({ ...draft, assignment, by, now }))
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

type Submitted = Answer & {
  readonly assignment: AssignmentId
  readonly by: PersonId
  readonly now: Date
  readonly from: AssignmentId | null
  readonly fromRevision: number | null
}

const savingAnswer = fixed((db, one: Submitted) =>
  db
    .with('submitted', (within) =>
      within
        .insertInto('answer')
        .values((eb) => ({
          assignment: one.assignment,
          revision: eb
            .selectFrom('answer as before')
            .select((each) => sql<number>`${each.fn.coalesce(each.fn.max('revision'), each.lit(0))} + 1`.as('next'))
            .where('before.assignment', '=', one.assignment),
          rating: one.rating,
          means: one.means,
          fact: one.fact,
          shortcoming: one.shortcoming,
          measure: one.measure,
          due: one.due,
          evidence: one.evidence,
          submitted_by: one.by,
          submitted_at: one.now,
          from_assignment: one.from,
          from_revision: one.fromRevision,
        }))
        .returning('revision'),
    )
    .with('done', (within) => within.deleteFrom('draft').where('draft.assignment', '=', one.assignment))
    .updateTable('assignment')
    .set((eb) => ({
      version: eb('version', '+', 1),
      state: 'submitted',
      answered_revision: eb.selectFrom('submitted').select('submitted.revision'),
    }))
    .where('id', '=', one.assignment),
)

/**
 * Submits an answer as a new revision, `from`: the earlier one it confirms; its draft is done with, and cards drawn from
 * an older state are stale. Whoever submits it holds the assignment.
 */
export async function saveAnswer(
  tx: Tx,
  assignment: AssignmentId,
  answer: Answer,
  by: PersonId,
  now: Date,
  from: AnswerRef | null = null,
): Promise<void> {
  const confirms = { from: from?.assignment ?? null, fromRevision: from?.revision ?? null }
  await write(tx, savingAnswer({ ...answer, ...confirms, assignment, by, now }))
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
