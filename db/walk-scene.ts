import type { Answer, Draft } from '#src/domain/answer.ts'
import type { AssignmentId, CampaignId, MessageId, PersonId } from '#src/domain/ids.ts'
import { type Asked, answerOf, draftOf, formOf, type Kept } from './answer.ts'
import { type Assignment, lockingAssignment, type OwnRow, ownOf, toAssignment } from './assignment.ts'
import { type Campaign, holdingCampaignOf, toCampaign } from './campaign.ts'
import { type EvidencePiece, piecesOf } from './evidence.ts'
import { fixed, together } from './statement.ts'
import type { Tx } from './tx.ts'
import { readingPlace, toPlace, type WalkPlace } from './walk.ts'

// What a press on a requirement's card asks of the database, in as many round trips as there are things to wait for: one to
// hold what is decided about and read what decides it, one for the card that is shown then (decision 0040).

/** An assignment that is held, with what decides what a press does to it. */
export type HeldAssignment = {
  readonly campaign: Campaign
  readonly assignment: Assignment
  /** What stands in its form. */
  readonly kept: Draft
  /** The answer that counts; null while there is none. */
  readonly answer: Answer | null
  /** All that `person` has in this campaign, in catalogue order. */
  readonly own: readonly OwnRow[]
}

type OneOf = { readonly assignment: AssignmentId; readonly person: PersonId }

const readingStanding = fixed((db, { assignment, person }: OneOf) =>
  db
    .selectFrom('assignment')
    .select([draftOf(db).as('draft'), answerOf(db).as('answer'), ownOf(db, person).as('own')])
    .where('assignment.id', '=', assignment),
)

/**
 * Holds the campaign and then the assignment, as everywhere, until the transaction ends, and reads the rest only then: of
 * two presses at once the second sees all that the first did. Null: there is no such assignment.
 */
export async function holdAssignment(
  tx: Tx,
  assignment: AssignmentId,
  person: PersonId,
): Promise<HeldAssignment | null> {
  // Statements of their own: one that waited for a lock still reads other rows as they were before it waited.
  const [[campaign], [held], [standing]] = await together(
    tx,
    holdingCampaignOf({ assignment }),
    lockingAssignment({ assignment }),
    readingStanding({ assignment, person }),
  )
  if (campaign === undefined || held === undefined || standing === undefined) return null
  const { answer, own } = standing
  return { campaign: toCampaign(campaign), assignment: toAssignment(held), kept: formOf(standing), answer, own }
}

/** All that the card of a requirement is drawn from, and where the walk stands that it becomes the next stop of. */
export type Stage = {
  readonly assignment: Assignment
  readonly asked: Asked
  readonly kept: Kept
  readonly pieces: readonly EvidencePiece[]
  readonly own: readonly OwnRow[]
  readonly place: WalkPlace
}

const readingStage = fixed((db, { assignment, person }: OneOf) =>
  db
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
    .select([
      draftOf(db).as('draft'),
      answerOf(db).as('answer'),
      ownOf(db, person).as('own'),
      piecesOf(db).as('pieces'),
    ])
    .where('assignment.id', '=', assignment),
)

/** Of somebody's own assignment, as it is now. `pressed`: the card of the press that leads there; null for words. */
export async function loadStage(
  tx: Tx,
  assignment: AssignmentId,
  { person, campaign, pressed }: { person: PersonId; campaign: CampaignId; pressed: MessageId | null },
): Promise<Stage> {
  const [[row], [place]] = await together(
    tx,
    readingStage({ assignment, person }),
    readingPlace({ person, campaign, pressed }),
  )
  if (row === undefined || place === undefined) throw new Error(`no assignment ${assignment}`)
  const { taskNo, taskTitle, title, text, evidence, draft, answer, own, pieces, ...rest } = row
  const asked = { no: rest.requirement_no, taskNo, taskTitle, title, text, evidence }
  const kept = { draft, answer }
  return { assignment: toAssignment(rest), asked, kept, pieces, own, place: toPlace(person, campaign, place) }
}

/** As loadStage, where the walk ends. */
export async function loadPlace(
  tx: Tx,
  of: { readonly person: PersonId; readonly campaign: CampaignId; readonly pressed: MessageId | null },
): Promise<WalkPlace> {
  const [[place]] = await together(tx, readingPlace(of))
  if (place === undefined) throw new Error('the walk gave no answer')
  return toPlace(of.person, of.campaign, place)
}
