import { type Expression, type QueryCreator, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, DepartmentId, PersonId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import type { AnswerState } from '#src/domain/review.ts'
import type { Meaning } from '#src/domain/standard.ts'
import type { Database } from './schema.ts'
import { first, fixed } from './statement.ts'
import type { Tx } from './tx.ts'

/** One requirement given to a department and a person. */
export type Assignment = {
  readonly id: AssignmentId
  readonly campaign: CampaignId
  readonly requirement: RequirementNo
  readonly department: DepartmentId
  readonly respondent: PersonId
  readonly version: number
  readonly answeredRevision: number | null
  readonly state: AnswerState
}

/**
 * Loads an assignment and holds it until the transaction ends: of two presses at once the second sees the first. Its key
 * stays free: a walk that moves here, of another press, refers to it and must not wait.
 */
export async function lockAssignment(tx: Tx, id: AssignmentId): Promise<Assignment | null> {
  const row = await first(tx, lockingAssignment({ assignment: id }))
  return row === null ? null : toAssignment(row)
}

export const lockingAssignment = fixed((db, { assignment }: { readonly assignment: AssignmentId }) =>
  assignments(db).where('id', '=', assignment).forNoKeyUpdate(),
)

/** Like lockAssignment without holding it: to draw a card, whose press is compared with the version in any case. */
export async function findAssignment(tx: Tx, id: AssignmentId): Promise<Assignment | null> {
  const row = await assignments(tx).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toAssignment(row)
}

function assignments(db: QueryCreator<Database>) {
  return db
    .selectFrom('assignment')
    .select(['id', 'campaign', 'requirement_no', 'department', 'respondent', 'version', 'answered_revision', 'state'])
}

type Row = Awaited<ReturnType<ReturnType<typeof assignments>['executeTakeFirstOrThrow']>>

export function toAssignment({
  requirement_no: requirement,
  answered_revision: answeredRevision,
  ...rest
}: Row): Assignment {
  return { ...rest, requirement, answeredRevision }
}

export async function campaignOfAssignment(tx: Tx, id: AssignmentId): Promise<CampaignId | null> {
  const row = await tx.selectFrom('assignment').select('campaign').where('id', '=', id).executeTakeFirst()
  return row?.campaign ?? null
}

/** One requirement of somebody's own, and where it stands. */
export type OwnRow = Pick<AssignedRow, 'assignment' | 'no' | 'state' | 'means'>

/** For a statement that selects from `assignment`: what a person has in its campaign, in catalogue order, as one value. */
export function ownOf(db: QueryCreator<Database>, person: PersonId | Expression<PersonId>) {
  return jsonArrayFrom(
    db
      .selectFrom('assignment as own')
      .leftJoin('answer', (join) =>
        join.onRef('answer.assignment', '=', 'own.id').onRef('answer.revision', '=', 'own.answered_revision'),
      )
      .select(['own.id as assignment', 'own.requirement_no as no', 'own.state', 'answer.means'])
      .where('own.respondent', '=', person)
      .where('own.campaign', '=', sql.ref<CampaignId>('assignment.campaign'))
      .orderBy('own.requirement_no'),
  )
}

/** What a campaign asks, requirement by requirement in catalogue order, and where each stands. */
export type AssignedRow = {
  readonly assignment: AssignmentId
  readonly no: RequirementNo
  readonly dutyNo: number | null
  readonly dutyTitle: string | null
  readonly taskNo: TaskNo | null
  readonly taskTitle: string | null
  readonly title: string
  readonly department: DepartmentId
  readonly departmentName: string
  readonly respondent: PersonId
  readonly respondentName: string
  /** They are no longer at the school: nobody to ask or remind. */
  readonly respondentLeft: boolean
  readonly assignedOn: Day
  /** Handed over in words, not given out with its group. */
  readonly byHand: boolean
  readonly hasDraft: boolean
  readonly state: AnswerState
  /** Of the submitted answer; null while nobody has answered. */
  readonly rating: string | null
  readonly means: Meaning | null
}

export async function assignedRows(
  tx: Tx,
  campaign: CampaignId,
  only: { readonly respondent?: PersonId } = {},
): Promise<AssignedRow[]> {
  let query = tx
    .selectFrom('assignment')
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.campaign', '=', 'assignment.campaign')
        .onRef('requirement.no', '=', 'assignment.requirement_no'),
    )
    // Its campaign is known too, and said, or all departments of the county would be read for the few of a school.
    .innerJoin('department', (join) =>
      join.onRef('department.id', '=', 'assignment.department').on('department.campaign', '=', campaign),
    )
    .innerJoin('person', 'person.id', 'assignment.respondent')
    .leftJoin('draft', 'draft.assignment', 'assignment.id')
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.assignment', '=', 'assignment.id')
        .onRef('answer.revision', '=', 'assignment.answered_revision'),
    )
    .select([
      'assignment.id as assignment',
      'requirement.no',
      'requirement.duty_no as dutyNo',
      'requirement.duty_title as dutyTitle',
      'requirement.task_no as taskNo',
      'requirement.task_title as taskTitle',
      'requirement.title',
      'assignment.department',
      'department.name as departmentName',
      'assignment.respondent',
      'person.name as respondentName',
      'person.left_at as leftAt',
      'assignment.assigned_on as assignedOn',
      'assignment.by_hand as byHand',
      'draft.assignment as drafted',
      'assignment.state',
      'answer.rating',
      'answer.means',
    ])
    .where('assignment.campaign', '=', campaign)
    .orderBy('requirement.no')
  if (only.respondent !== undefined) query = query.where('assignment.respondent', '=', only.respondent)
  const rows = await query.execute()
  return rows.map(({ drafted, leftAt, ...row }) => ({
    ...row,
    respondentLeft: leftAt !== null,
    hasDraft: drafted !== null,
  }))
}

/**
 * Gives requirements of a campaign to departments and people; drafts and answers stay with the requirement. `byHand`: to
 * stay there when the work is divided again.
 */
export async function assign(
  tx: Tx,
  campaign: CampaignId,
  given: readonly {
    readonly no: RequirementNo
    readonly department: DepartmentId
    readonly respondent: PersonId
    readonly byHand: boolean
  }[],
  today: Day,
): Promise<void> {
  if (given.length === 0) return
  await tx
    .insertInto('assignment')
    .values(
      given.map(({ no, department, respondent }) => ({
        campaign,
        requirement_no: no,
        department,
        respondent,
        assigned_on: today,
        answered_revision: null,
      })),
    )
    .onConflict((clash) =>
      clash
        .columns(['campaign', 'requirement_no'])
        .doUpdateSet((eb) => ({
          department: eb.ref('excluded.department'),
          respondent: eb.ref('excluded.respondent'),
          assigned_on: eb.ref('excluded.assigned_on'),
          version: eb('assignment.version', '+', 1),
        }))
        .where((eb) =>
          eb.or([
            eb('assignment.department', '<>', eb.ref('excluded.department')),
            eb('assignment.respondent', '<>', eb.ref('excluded.respondent')),
          ]),
        ),
    )
    .execute()
  // Apart from the above: how it came to somebody who has it already makes no card of theirs an older one.
  for (const byHand of [true, false]) {
    const nos = given.filter((one) => one.byHand === byHand).map((one) => one.no)
    if (nos.length === 0) continue
    await tx
      .updateTable('assignment')
      .set({ by_hand: byHand })
      .where('campaign', '=', campaign)
      .where('requirement_no', 'in', nos)
      .where('by_hand', '<>', byHand)
      .execute()
  }
}

/** The requirements of a campaign with the department the catalogue suggests, in catalogue order. */
export async function requirementsToAssign(
  tx: Tx,
  campaign: CampaignId,
): Promise<{ no: RequirementNo; dutyNo: number | null; taskNo: TaskNo | null; suggested: string }[]> {
  return tx
    .selectFrom('requirement')
    .select(['no', 'duty_no as dutyNo', 'task_no as taskNo', 'suggested_department as suggested'])
    .where('campaign', '=', campaign)
    .orderBy('no')
    .execute()
}
