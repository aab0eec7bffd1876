import { type QueryCreator, sql } from 'kysely'
import type { Answer, Draft } from '#src/domain/answer.ts'
import type { AssignmentId, CampaignId, OpenId, PersonId } from '#src/domain/ids.ts'
import { type Asked, answerOf, draftOf, formOf, type Kept } from './answer.ts'
import { type Assignment, lockingAssignment, type OwnRow, ownOf, toAssignment } from './assignment.ts'
import { type Campaign, holdingCampaignOf, toCampaign } from './campaign.ts'
import { type EvidencePiece, piecesOf } from './evidence.ts'
import { type Entered, entering, type Pressed, toEntered } from './inbox.ts'
import type { Database } from './schema.ts'
import { ahead, first, fixed, type RowsOf, sharing, together } from './statement.ts'
import type { Tx } from './tx.ts'
import { readingPlace, readingPlaceOf, type WalkPlace } from './walk.ts'

// What a press on a requirement's card asks of the database, in as many round trips as there are things to wait for: one to
// take the press, hold what it is about and read what decides; one to write what it does and read what is shown then
// (decision 0044).

/** An assignment that is held, with what decides what a press does to it. */
export type HeldAssignment = {
  readonly campaign: Campaign
  readonly assignment: Assignment
  /** What stands in its form. */
  readonly kept: Draft
  /** The answer that counts; null while there is none. */
  readonly answer: Answer | null
  /** All that whoever asks has in this campaign, in catalogue order. */
  readonly own: readonly OwnRow[]
  /** Where their walk through it stands; null: they have not begun. */
  readonly place: WalkPlace | null
}

type Asking = { readonly assignment: AssignmentId; readonly presser: OpenId }

const readingStanding = fixed((db, { assignment, presser }: Asking) =>
  db
    .selectFrom('assignment')
    .select([
      draftOf(db).as('draft'),
      answerOf(db).as('answer'),
      ownOf(db, sql<PersonId>`(select id from person where open_id = ${presser})`).as('own'),
    ])
    .where('assignment.id', '=', assignment),
)

/** Statements of their own: one that waited for a lock still reads other rows as they were before it waited. */
function holding(asking: Asking) {
  const { assignment } = asking
  return [
    holdingCampaignOf({ assignment }),
    lockingAssignment({ assignment }),
    readingStanding(asking),
    readingPlaceOf(asking),
  ] as const
}

type HeldRows = RowsOf<ReturnType<typeof holding>>

function toHeld([[campaign], [held], [standing], [place]]: HeldRows): HeldAssignment | null {
  if (campaign === undefined || held === undefined || standing === undefined) return null
  const { answer, own } = standing
  return {
    campaign: toCampaign(campaign),
    assignment: toAssignment(held),
    kept: formOf(standing),
    answer,
    own,
    place: place ?? null,
  }
}

/**
 * Holds the campaign and then the assignment, as everywhere, until the transaction ends, and reads the rest only then: of
 * two presses at once the second sees all that the first did. Null: there is no such assignment.
 */
export async function holdAssignment(tx: Tx, asking: Asking): Promise<HeldAssignment | null> {
  return toHeld(await together(tx, ...holding(asking)))
}

/** As enterPress, and holdAssignment for what the press is about, in one go. */
export async function enterHolding(
  tx: Tx,
  pressed: Pressed,
  assignment: AssignmentId,
): Promise<(Entered & { readonly held: HeldAssignment | null }) | null> {
  const asking = { assignment, presser: pressed.presser }
  const entry = sharing(entering(pressed), [`assignment ${assignment}`, `presser ${pressed.presser}`])
  const [[row], ...held] = await together(tx, entry, ...holding(asking))
  const entered = toEntered(pressed, row)
  return entered === null ? null : { ...entered, held: toHeld(held) }
}

/** All that the card of a requirement is drawn from. */
export type Stage = {
  readonly assignment: Assignment
  readonly asked: Asked
  readonly kept: Kept
  readonly pieces: readonly EvidencePiece[]
  readonly own: readonly OwnRow[]
}

type OneOf = { readonly assignment: AssignmentId; readonly person: PersonId }

const readingStage = fixed((db, { assignment, person }: OneOf) =>
  stages(db).select(ownOf(db, person).as('own')).where('assignment.id', '=', assignment),
)
const readingOnlyStage = fixed((db, { assignment }: Pick<OneOf, 'assignment'>) =>
  stages(db).where('assignment.id', '=', assignment),
)

function stages(db: QueryCreator<Database>) {
  return db
    .selectFrom('assignment')
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.campaign', '=', 'assignment.campaign')
        .onRef('requirement.no', '=', 'assignment.requirement_no'),
    )
    .select([
      'assignment.id',
      'assignment.campaign',
      'assignment.requirement_no',
      'assignment.department',
      'assignment.respondent',
      'assignment.version',
      'assignment.answered_revision',
      'assignment.state',
      'requirement.task_no as taskNo',
      'requirement.task_title as taskTitle',
      'requirement.title',
      'requirement.text',
      'requirement.evidence',
    ])
    .select([draftOf(db).as('draft'), answerOf(db).as('answer'), piecesOf(db).as('pieces')])
}

type WhoseWalk = { readonly person: PersonId; readonly campaign: CampaignId }

/** Of somebody's own assignment, as it is now. */
export async function loadStage(tx: Tx, assignment: AssignmentId, person: PersonId): Promise<Stage> {
  return toStage(assignment, await first(tx, readingStage({ assignment, person })))
}

/** As loadStage and loadPlace, in one go. */
export async function loadStageAndPlace(
  tx: Tx,
  assignment: AssignmentId,
  of: WhoseWalk,
): Promise<{ readonly stage: Stage; readonly place: WalkPlace | null }> {
  const [[row], [place]] = await together(tx, readingStage({ assignment, person: of.person }), readingPlace(of))
  return { stage: toStage(assignment, row), place: place ?? null }
}

/** As loadStage, once what the transaction writes is written: what is answered may be called when it is over. */
export async function stageAfter(tx: Tx, assignment: AssignmentId, own: readonly OwnRow[]): Promise<() => Stage> {
  const rows = await ahead(tx, readingOnlyStage({ assignment }))
  return () => toStage(assignment, rows[0] === undefined ? null : { ...rows[0], own })
}

type StageRow = RowsOf<[ReturnType<typeof readingOnlyStage>]>[0][number] & Pick<Stage, 'own'>

function toStage(assignment: AssignmentId, row: StageRow | null | undefined): Stage {
  if (row == null) throw new Error(`no assignment ${assignment}`)
  const { taskNo, taskTitle, title, text, evidence, draft, answer, own, pieces, ...rest } = row
  const asked = { no: rest.requirement_no, taskNo, taskTitle, title, text, evidence }
  return { assignment: toAssignment(rest), asked, kept: { draft, answer }, pieces, own }
}

/** Where a walk stands; null: it has not begun. */
export async function loadPlace(tx: Tx, of: WhoseWalk): Promise<WalkPlace | null> {
  return first(tx, readingPlace(of))
}
