import type { Answer } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, ChatId, PersonId, RequirementNo } from '#src/domain/ids.ts'
import type { AnswerRef } from './answer.ts'
import type { Tx } from './tx.ts'

/** What an earlier campaign's requirement was answered with. */
export type EarlierAnswer = AnswerRef & {
  readonly answer: Answer
  /** How the requirement was called there. */
  readonly title: string
  readonly campaignTitle: string
  readonly by: string
  readonly at: Date
  /** Photos and files that lie with it. */
  readonly pieces: number
}

/**
 * The answer that counts of the requirement that asked the same; null where none does or nobody answered. What came back
 * to its respondent and was not answered again does not stand, so it is nothing to go by.
 */
export async function loadEarlier(tx: Tx, campaign: CampaignId, no: RequirementNo): Promise<EarlierAnswer | null> {
  const row = await tx
    .selectFrom('earlier_requirement as same')
    .innerJoin('assignment', (join) =>
      join
        .onRef('assignment.campaign', '=', 'same.from_campaign')
        .onRef('assignment.requirement_no', '=', 'same.from_requirement_no'),
    )
    .innerJoin('answer', (join) =>
      join
        .onRef('answer.assignment', '=', 'assignment.id')
        .onRef('answer.revision', '=', 'assignment.answered_revision'),
    )
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.campaign', '=', 'same.from_campaign')
        .onRef('requirement.no', '=', 'same.from_requirement_no'),
    )
    .innerJoin('campaign', 'campaign.id', 'same.from_campaign')
    .innerJoin('person', 'person.id', 'answer.submitted_by')
    .select([
      'answer.rating',
      'answer.means',
      'answer.fact',
      'answer.shortcoming',
      'answer.measure',
      'answer.due',
      'answer.evidence',
      'answer.assignment',
      'answer.revision',
      'answer.submitted_at as at',
      'person.name as by',
      'requirement.title',
      'campaign.title as campaignTitle',
    ])
    .select((eb) =>
      eb
        .selectFrom('evidence_use as used')
        .innerJoin('evidence', 'evidence.id', 'used.evidence')
        .select((one) => one.cast<number>(one.fn.countAll(), 'integer').as('pieces'))
        .whereRef('used.assignment', '=', 'assignment.id')
        .where('used.ended_at', 'is', null)
        .where('evidence.state', '=', 'kept')
        .as('pieces'),
    )
    .where('same.campaign', '=', campaign)
    .where('same.requirement_no', '=', no)
    .where('assignment.state', 'in', ['submitted', 'accepted'])
    .executeTakeFirst()
  if (row === undefined) return null
  const { assignment, revision, at, by, title, campaignTitle, pieces, ...answer } = row
  return { assignment, revision, at, by, title, campaignTitle, pieces: pieces ?? 0, answer }
}

/** An answer of an earlier campaign that somebody has taken into their draft. */
export type Taken = AnswerRef & { readonly answer: Answer }

/**
 * Which answer of an earlier campaign a person has taken into their draft of a requirement; null: none. Whoever has the
 * draft from somebody else has not said of it that it is still so, and of a campaign let go of nothing is.
 */
export async function findTaken(
  tx: Tx,
  assignment: AssignmentId,
  by: PersonId,
  campaign: CampaignId,
): Promise<Taken | null> {
  const row = await tx
    .selectFrom('draft')
    .innerJoin('answer', (join) =>
      join
        .onRef('answer.assignment', '=', 'draft.taken_assignment')
        .onRef('answer.revision', '=', 'draft.taken_revision'),
    )
    .innerJoin('assignment as place', 'place.id', 'answer.assignment')
    .select([
      'answer.rating',
      'answer.means',
      'answer.fact',
      'answer.shortcoming',
      'answer.measure',
      'answer.due',
      'answer.evidence',
      'answer.assignment as from',
      'answer.revision',
    ])
    .where('draft.assignment', '=', assignment)
    .where('draft.taken_by', '=', by)
    .where('place.campaign', '=', campaign)
    .executeTakeFirst()
  if (row === undefined) return null
  const { from, revision, ...answer } = row
  return { assignment: from, revision, answer }
}

/** Notes on a draft that a person has taken an earlier answer into it. */
export async function markTaken(tx: Tx, assignment: AssignmentId, from: AnswerRef, by: PersonId): Promise<void> {
  await tx
    .updateTable('draft')
    .set({ taken_assignment: from.assignment, taken_revision: from.revision, taken_by: by })
    .where('assignment', '=', assignment)
    .execute()
}

/** A campaign whose answers could be carried over. */
export type EarlierCampaign = {
  readonly id: CampaignId
  readonly leadingChat: ChatId
  readonly school: string
  readonly title: string
  readonly inspectBy: Day
}

/** Of these campaigns those with submitted answers, the latest first. */
export async function answeredCampaigns(tx: Tx, among: readonly CampaignId[]): Promise<EarlierCampaign[]> {
  if (among.length === 0) return []
  return tx
    .selectFrom('campaign')
    .select(['id', 'leading_chat as leadingChat', 'school', 'title', 'inspect_by as inspectBy'])
    .where('id', 'in', among)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('assignment')
          .select('assignment.id')
          .whereRef('assignment.campaign', '=', 'campaign.id')
          .where('assignment.answered_revision', 'is not', null),
      ),
    )
    .orderBy('id', 'desc')
    .execute()
}

/** Says which campaign's answers are shown, and which of its requirements asks the same; what was said before is over. */
export async function saveEarlier(
  tx: Tx,
  campaign: CampaignId,
  earlier: CampaignId | null,
  same: ReadonlyMap<RequirementNo, RequirementNo>,
): Promise<void> {
  await tx.updateTable('campaign').set({ earlier }).where('id', '=', campaign).execute()
  await tx.deleteFrom('earlier_requirement').where('campaign', '=', campaign).execute()
  if (earlier === null || same.size === 0) return
  await tx
    .insertInto('earlier_requirement')
    .values(
      [...same].map(([no, other]) => ({
        campaign,
        requirement_no: no,
        from_campaign: earlier,
        from_requirement_no: other,
      })),
    )
    .execute()
}

/** How many requirements of a campaign have an answer of the earlier one to show. */
export async function countEarlier(tx: Tx, campaign: CampaignId): Promise<number> {
  const row = await tx
    .selectFrom('earlier_requirement as same')
    .innerJoin('assignment', (join) =>
      join
        .onRef('assignment.campaign', '=', 'same.from_campaign')
        .onRef('assignment.requirement_no', '=', 'same.from_requirement_no'),
    )
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('answers'))
    .where('same.campaign', '=', campaign)
    .where('assignment.state', 'in', ['submitted', 'accepted'])
    .executeTakeFirstOrThrow()
  return row.answers
}

/** That an answer says what one of an earlier campaign said is still so: who said it when, and who had said it first. */
export type Confirmation = {
  readonly by: string
  readonly at: Date
  readonly earlier: { readonly campaignTitle: string; readonly by: string; readonly at: Date }
}

/** What one revision confirms; null: it is an answer of its own. */
export async function confirmationOf(tx: Tx, { assignment, revision }: AnswerRef): Promise<Confirmation | null> {
  const row = await tx
    .selectFrom('answer')
    .innerJoin('person', 'person.id', 'answer.submitted_by')
    .innerJoin('answer as first', (join) =>
      join
        .onRef('first.assignment', '=', 'answer.from_assignment')
        .onRef('first.revision', '=', 'answer.from_revision'),
    )
    .innerJoin('person as author', 'author.id', 'first.submitted_by')
    .innerJoin('assignment as place', 'place.id', 'first.assignment')
    .innerJoin('campaign as earlier', 'earlier.id', 'place.campaign')
    .select([
      'answer.submitted_at as at',
      'person.name as by',
      'first.submitted_at as firstAt',
      'author.name as firstBy',
      'earlier.title as campaignTitle',
    ])
    .where('answer.assignment', '=', assignment)
    .where('answer.revision', '=', revision)
    .executeTakeFirst()
  if (row === undefined) return null
  const { by, at, campaignTitle } = row
  return { by, at, earlier: { campaignTitle, by: row.firstBy, at: row.firstAt } }
}
